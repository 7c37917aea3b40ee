"""
Headquarters: what it sees of its partners, through objects that the partners publish.

The words: operator, partner (the published card of a tenant), crossing table.
"""
