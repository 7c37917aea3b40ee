"""What cases are about, and who wrote to headquarters."""

from desk.foundation.merging import MergeStep, Moves, about

STEPS: list[MergeStep] = [
    *about("hq_case"),
    Moves("hq_letter", "customer", "customer"),
    Moves("hq_letter", "contact", "contact"),
    Moves("case_file", "contact", "contact"),
]
