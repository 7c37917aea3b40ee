"""
Cases: what a partner can't solve alone is handed up to headquarters, who answers; the customer's yes ends it. And what
a customer complained of at headquarters is transferred down to the partner, whose feedback headquarters closes.

    blank ── complete ──► submitted ── take ──► in_hq ── answer ──► answered ── close ──► closed
                            │    ▲                 │ ▲                 │
                            ▼    │ complete        │ └── not solved ───┘
                          returned                 └── decline ──► declined

                transferred ── accept ──► accepted ── end ──► handled ── feed back ──► fed_back ── settle ──► closed
                                             ▲                                            │
                                             └────────────────── send back ───────────────┘

A *case* is an envelope that whoever opens it writes, and *entries* that nobody changes: each with its *side* (partner
or headquarters), its *audience* (both sides, or the customer) and the status that it leads to. The status of the last
entry is the case's. What it is about is its *subject*, and what bears it, a ticket, is its *bearer*: it waits at
headquarters meanwhile and comes back with the answer. Headquarters adds entries and nothing else; the partner's own job
makes facts of them, and the partner sees who *looked*. A customer's *letter* to headquarters becomes a case that goes
down, or is answered.
"""
