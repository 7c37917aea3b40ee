"""
How things run, whatever the business: database, tenancy, principals, events, reactions, hooks, errors, web.

Nothing here knows what a ticket is.
"""
