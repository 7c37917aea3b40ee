"""Whose complaints they are, when two customers or contacts turn out to be one."""

from desk.extend import N_, MergeStep, Moves

STEPS: list[MergeStep] = [
    Moves("complaints_complaint", "customer", "customer", N_("Complaints")),
    Moves("complaints_complaint", "contact", "contact", N_("Complaints")),
    Moves("complaints_entry", "customer", "customer"),
    Moves("complaints_evidence", "customer", "customer"),
    Moves("complaints_amends", "customer", "customer"),
    Moves("complaints_entry", "by_id", "contact", where="r.by_kind = 'contact'"),
]
