"""To whom messages went, and what people said about them. A refusal counts more than a consent."""

from desk.foundation.merging import MergeStep, Moves, about, done_by
from desk.foundation.translation import N_

STEPS: list[MergeStep] = [
    Moves(
        "consent", "contact", "contact", N_("Consents"), alone=("channel", "kind"), wins="k.allowed and not r.allowed"
    ),
    Moves("consent", "customer_id", "customer", N_("Consents")),
    done_by("consent"),
    Moves(
        *("delivery", "person_id", "contact", N_("Messages"), "r.person_kind = 'contact'"), alone=("cause", "channel")
    ),
    Moves("delivery", "customer_id", "customer", N_("Messages")),
    Moves("reply", "contact", "contact", N_("Answers to messages")),
    Moves("reply", "customer_id", "customer", N_("Answers to messages")),
    *about("delivery"),
]
