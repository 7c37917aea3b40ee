"""
Search: one index over all slices, asked through a function that writes out the tenant's and the customer's wall.

Text search operators are not leakproof, so row security would keep them from an index; see docs/decisions/0001.
"""
