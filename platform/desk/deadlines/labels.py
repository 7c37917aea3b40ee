"""Words for what deadlines store. What a promise is called stands in its declaration."""

from desk.foundation.translation import N_

LABELS = {
    "deadline.status": {
        "running": N_("Running"),
        "paused": N_("Paused"),
        "met": N_("Kept"),
        "missed": N_("Missed"),
        "cancelled": N_("Called off"),
    },
    "deadline.basis": {
        "work": N_("working time"),
        "clock": N_("any time"),
        "wd": N_("working days"),
        "cd": N_("calendar days"),
        "shift": N_("by the shift"),
        "promised": N_("a promised moment"),
    },
    "deadline.turn": {
        "us": N_("our turn"),
        "customer": N_("the customer's turn"),
        "headquarters": N_("headquarters' turn"),
    },
    "deadline.state": {"running": N_("runs"), "paused": N_("pauses"), "ended": N_("is over")},
    "deadline.rung": {
        "owner": N_("whose it is"),
        "direct_manager": N_("the direct manager"),
        "headquarters": N_("headquarters"),
    },
}
