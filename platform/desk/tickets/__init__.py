"""
Tickets: one matter that a customer wants settled, from the first word to the last.

    new ─ take ─▶ open ─ solve ─▶ solved ─ confirm ─▶ closed
      open ⇄ on_hold      open ⇄ waiting_customer      solved, closed ─ not solved, reopen ─▶ open

The words: ticket, entry (with an audience), turn (whose move it is), assignee, first responder.
"""
