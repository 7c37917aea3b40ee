"""
Requests: work that is asked of whoever provides it: a visit, remote help, a place in a training, a visit for free.

    open ── taken ──► taken ── returned ──► returned ── taken ──► …
      └─────────┬──────────────┴── done ──► done, cancelled ──► cancelled

A *request* is for a provider (a task is for a person, a job for a worker). Its *kind* says what is asked for. A
*provider* is a plugin that does such work: one takes it and may give it back with a reason. Without a provider it stays
visible and is assigned to a member by hand. What a customer is entitled to is collected from all who know
(*entitlements*, ranked), and when it is opened whoever keeps count of something may *claim* a piece of it, or refuse.
"""
