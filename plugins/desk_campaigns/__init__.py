"""
Campaigns: one message to many contacts at once.

    draft ──► ready ──► approved ──► scheduled ──► sending ──► done
                           └──────────────────────► │  ▲
                                                    ▼  │
                                                   paused          before done, from anywhere ──► cancelled

The *content* says what kind of message it is: contacts agree to and refuse kinds. The *audience* is described by
filters and frozen when the campaign is approved: one *recipient* for each contact, those who are left out with the
reason. They are handed over to messaging in *batches* of a hundred, each in one transaction with its deliveries, so
that whatever dies in between loses none and sends none twice.
"""
