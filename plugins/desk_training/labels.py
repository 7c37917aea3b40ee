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
    "training.session": {
        "planned": N_("Planned"),
        "announced": N_("Announced"),
        "running": N_("Being taught"),
        "ended": N_("Was taught"),
        "graded": N_("Graded"),
        "closed": N_("Closed"),
        "cancelled": N_("Cancelled"),
    },
    "training.enrolment": {
        "waiting": N_("On the waiting list"),
        "registered": N_("Registered"),
        "paid": N_("Fee paid"),
        "attended": N_("Was there"),
        "absent": N_("Wasn't there"),
        "passed": N_("Passed"),
        "failed": N_("Not passed"),
        "cancelled": N_("Cancelled"),
    },
    "survey.dimension": {"ability": N_("Able to work on one's own")},
    "training.half": {"a_morning": N_("Morning"), "b_afternoon": N_("Afternoon")},
    "training.mark": {
        "present": N_("Present"),
        "late": N_("Came late"),
        "left_early": N_("Left early"),
        "absent": N_("Absent"),
    },
}
