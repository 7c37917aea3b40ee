"""
Webhooks: facts for other programs, which fetch them from the feed or are told at an address of theirs.

    webhook   on ── told off ──► off          delivery   waiting ──► sent
              on ── dead ──────► dead                    waiting ──► failed ── sent again ──► waiting
              off, dead ── switched on ──► on

A *webhook* is an address with the *patterns* of the facts that it wants. Each fact that fits becomes a *delivery* for
each webhook that is on, and each call an *attempt* in the log. What isn't taken is tried again for a day, less and less
often; a webhook that takes nothing for long is *dead* until a person switches it on. What was missed can be sent again:
the body is made from the fact, which never changes.
"""
