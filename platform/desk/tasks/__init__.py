"""
Tasks: something that a person shall do, with a due time and a result, and a key that joins askers.

    open ── taken ──► taken ── done ──► done
      │ ◄─ handed over ─┘  └── declined ──► declined
      └── done, declined, cancelled (by who asked)

A *task* is for a person (a job is for a worker, a request for a provider). Its *kind* is declared by a slice: which
results it may have and who may do it. It waits for a member, a team or a role until somebody has *taken* it. Asking
again with the same *key* while it is open makes no second one: the *asker* joins, and each gets the *result*. What is
over stays over; a new task follows.
"""
