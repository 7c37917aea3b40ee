"""
Deadlines: every promise of the house, watched by one engine, whoever made it.

    fact that starts it ─▶ running ⇄ paused        running, paused ─ kept in time ─▶ met
                                                   running, paused ─ kept late ─▶ missed
                                                   running, paused ─ called off ─▶ cancelled

The words: promise (declared), deadline (one case of it), segment (of the log), step (of a ladder), rung, alert.
"""
