"""
Payments: one fact for whatever was paid, with its receipt, its refunds, and claims that somebody verifies.

    recorded (by a clerk)
    claimed (by the customer or a member) ── verified
       └── refused, with the reason
    recorded, verified ── refunded in part ── refunded whole

A *payment* is money that came in, whatever for; its *kind* is declared by a slice or plugin. A *claim* says that
somebody has paid; it counts when it is verified. The *receipt* is a number without gaps for each year. The *reference*
is another system's own name for it: the same one twice is one payment. A *refund* never takes back more than came.
"""
