"""Mail of customers and contacts that are merged."""

from desk.foundation.merging import MergeStep, Moves
from desk.foundation.translation import N_

STEPS: list[MergeStep] = [
    Moves("incoming_mail", "customer", "customer", N_("Mail they wrote")),
    Moves("incoming_mail", "contact", "contact", N_("Mail they wrote")),
]
