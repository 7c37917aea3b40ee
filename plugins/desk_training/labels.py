"""Words for what training stores."""

from desk.extend import N_

LABELS = {
    "training.kind": {
        "operation": N_("Operation"),
        "improvement": N_("Improvement"),
        "business": N_("Business"),
        "beginners": N_("Free, for beginners"),
        "product": N_("What the product can do"),
        "certification": N_("Certification"),
        "special": N_("On an occasion"),
    },
    "training.level": {
        "basic": N_("Basic"),
        "intermediate": N_("Intermediate"),
        "advanced": N_("Advanced"),
    },
    "training.course": {"draft": N_("Draft"), "published": N_("Published"), "retired": N_("Not offered")},
    "training.session": {"planned": N_("Planned"), "announced": N_("Announced"), "cancelled": N_("Cancelled")},
    "training.enrolment": {
        "waiting": N_("On the waiting list"),
        "registered": N_("Registered"),
        "cancelled": N_("Cancelled"),
    },
}
