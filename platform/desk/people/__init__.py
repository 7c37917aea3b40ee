"""
People: members, operators, and how anybody signs in.

A *credential* is a login with its password; a *member* (staff) or a contact (customers) refers to one.
A *sign-in* is one browser on one face; it is kept as a hash, rotated when it is made, listed and revocable.

The words: member, credential, sign-in, role, staff number.
"""
