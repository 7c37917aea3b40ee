"""Whose things are found."""

from desk.foundation.merging import MergeStep, Moves, SetAside

STEPS: list[MergeStep] = [
    SetAside("search_document", "subject_id", "customer", "r.kind = 'customer'"),
    SetAside("search_document", "subject_id", "contact", "r.kind = 'contact'"),
    Moves("search_document", "customer_id", "customer"),
]
