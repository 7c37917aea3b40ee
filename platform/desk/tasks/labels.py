"""Words for what tasks store."""

from desk.foundation.translation import N_

LABELS = {
    "task.status": {
        "open": N_("To do"),
        "taken": N_("Being done"),
        "done": N_("Done"),
        "declined": N_("Declined"),
        "cancelled": N_("Cancelled"),
    },
}
