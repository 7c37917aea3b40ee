"""Words for what projects store."""

from desk.extend import N_

LABELS = {
    "implementation.project": {
        "needed": N_("Need handed over"),
        "applied": N_("Applied for"),
        "assigned": N_("Being planned"),
        "planned": N_("Plan to be signed"),
        "ready": N_("Ready for kickoff"),
        "running": N_("Under way"),
        "dropped": N_("Came to nothing"),
    },
    "implementation.portal": {
        "needed": N_("Received"),
        "applied": N_("Received"),
        "assigned": N_("Being planned"),
        "planned": N_("Plan to be signed"),
        "ready": N_("Ready for kickoff"),
        "running": N_("Under way"),
        "dropped": N_("Came to nothing"),
    },
    "implementation.source": {
        "first_visit": N_("First visit"),
        "sales": N_("Sales"),
        "customer": N_("Customer"),
        "other": N_("Other"),
    },
    "implementation.degree": {"low": N_("low"), "medium": N_("medium"), "high": N_("high")},
    "implementation.feasible": {"yes": N_("feasible"), "no": N_("not feasible"), "open": N_("to be examined")},
    "implementation.paper": {"plan": N_("Project plan"), "proposal": N_("Proposal and scope")},
}
