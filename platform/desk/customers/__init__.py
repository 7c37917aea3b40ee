"""
Customers: whom a tenant serves, the people there, and what they have installed.

    prospect ⇄ customer ⇄ lost          contact: active ⇄ left

The words: customer, contact, product (installed), grade, twin (the normalised name, the same for every spelling).
A table of customers is *imported* row by row; the rows that were not taken are *refused*, with their reasons.
"""
