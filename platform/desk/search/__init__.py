"""
Search: one index over all slices, asked through a function that writes out the tenant's and the customer's wall.

Text search operators are not leakproof, so row security would keep them from an index; see docs/decisions/0001.

A slice puts its things in with ``actions.index``, takes them out with ``actions.forget``, and says once per
*kind* who may be shown what is found: ``kinds.register``. A kind that nobody registered is found by nobody.

The words: document, kind, words, digits, found.
"""
