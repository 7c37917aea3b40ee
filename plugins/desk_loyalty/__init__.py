"""
Loyalty points: what a customer pays earns points, and once a year they are exchanged for gifts.

    redemption   requested ── approved ── delivered         adjustment   proposed ── approved
                     └── rejected  └── cancelled                             └── rejected
    rule         proposed ── approved ── ended              draw         planned ── closed ── drawn

The *ledger* is double entry and append-only: an *entry* (earned, taken back, expired, reserved, released, spent,
adjusted) has *lines* on accounts that add up to nothing, and a balance is the sum of a customer's lines. What one
payment earned is a *lot*, with a day on which it expires; spending takes from the lot that expires first. A *rule* says
how many points a kind of payment earns. The *season* is when points may be exchanged for a *gift*, which is a
*redemption*. A *draw* is the lottery on the spot, with a protocol that anybody can check.
"""
