"""
Messaging: everything that leaves for a person, declared by whoever has something to say.

    delivery   waiting ──► sending ──► sent
               waiting ──► skipped          sending ──► waiting    not taken, tried again later
                                            sending ──► failed, bounced
                                            sending ──► unknown    nobody can tell whether it was taken
               failed, bounced, unknown, skipped ── sent again, by a person ──► waiting

A *notice* is a kind of message, with the fact that causes it; a *channel* is a way to people. One notice for one person
by one channel is a *delivery*: its row is there before anything is sent, and is unique for a cause. *Consent* is what a
contact said about a channel and a kind, with where they said it. An *inbox* is a channel that needs no sending.
"""
