"""
The canary: each night one tenant asks for everything that another has, and headquarters sees that nothing came out.

    running ── clean | leaking | cut short (it took too long, and the next one begins anew)

The words: owner (the canary that has one row in every table), asker (the other), step (a route, a job, a table that is
tried), leak (what came out, was told apart, or was changed), untried (what could not be asked).
"""
