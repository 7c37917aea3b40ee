"""
Customers: whom a tenant serves, the people there, and what they have installed.

    prospect → customer → lost          contact: active → left

The words: customer, contact, product (installed), grade, twin (the normalised name for finding).
"""
