"""
Documents: one way to make a sheet of paper from what is known.

A slice says what stands on a **document** (title, facts, prose, tables) as values, never as markup; the **press** sets
it as a PDF on the tenant's **letterhead**. The same content has the same bytes and the same **fingerprint**.
Of a **copy** there are two: the customer's, without anything that was meant for colleagues, and ours.
"""
