"""
Implementation: projects from the need of a customer until they run, with the customer's signature where it counts.

    needed ── applied ── assigned ── planned ── ready ── running          before it runs: dropped
                            the customer signs ──┘  └── kickoff

A *project* brings a product into use with one customer. Its *plan* is made of *stages* and their *tasks*, with dates
and people; beside it stands the *proposal* with the scope. A *promise* is what sales promised before; the *handover*
says what they know. A *door* is a Move that people make: one declaration for its button, form, route and API.
"""
