"""
Fields of a tenant's own: what its file of customers, contacts and products asks for beyond what we thought of.

    declared ⇄ retired

The words: field (declared: kind, words, choices), owner (what has it: customer, contact, product), stored (a
value as it is kept), twin (the same so that it sorts and compares as text). A field is never taken away: one that is
retired isn't asked for any more, and what was said stays.

Fields stand in the tenant's settings, so every request knows them without asking. Values stand in a table of their own,
one row each (decision 0015): what has none costs a list nothing, and a filter is an index, which row security would
not let a ``jsonb`` column have.
"""
