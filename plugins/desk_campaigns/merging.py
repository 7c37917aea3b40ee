"""To whom campaigns went, when two customers or contacts turn out to be one."""

from desk.extend import N_, MergeStep, Moves

STEPS: list[MergeStep] = [
    Moves("campaigns_recipient", "contact", "contact", N_("Campaigns"), alone=("campaign",)),
    Moves("campaigns_recipient", "customer", "customer"),
]
