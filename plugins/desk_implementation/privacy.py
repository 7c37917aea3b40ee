"""What is kept of contacts who own projects, for whoever asks, and until it is erased."""

from desk.extend import N_, privacy

_THEIRS = "r.contact = who.person"
_INNER = "about a project of a company, not about a person"
_PARTS = (
    *("member", "stage", "task", "handover", "promise", "risk", "template", "log", "change", "point", "request"),
    "evaluation",
)
EXPORT = [
    privacy.Given(
        "implementation_project", ("number", "title", "status", "need"), N_("Projects"), _THEIRS, ("contact",)
    )
]
ERASURE: list[privacy.ErasureStep] = [
    privacy.Pending(
        "implementation_project",
        N_("Projects"),
        f"{_THEIRS} and r.status not in ('archived', 'terminated', 'dropped')",
        ("contact",),
    ),
    privacy.Impersonal("implementation_project", "what is agreed with a company; who owns it there leads to nobody"),
    *(privacy.Impersonal(f"implementation_{one}", _INNER) for one in _PARTS),
]
