"""Whose projects they are, when two customers or contacts turn out to be one."""

from desk.extend import N_, MergeStep, Moves

_PARTS = (
    *("member", "stage", "task", "handover", "promise", "risk", "log", "change", "point", "request", "evaluation"),
)
STEPS: list[MergeStep] = [
    Moves("implementation_project", "customer", "customer", N_("Projects")),
    Moves("implementation_project", "contact", "contact", N_("Projects")),
    *(Moves(f"implementation_{one}", "customer", "customer") for one in _PARTS),
]
