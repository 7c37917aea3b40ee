"""Words for what requests store."""

from desk.foundation.translation import N_

LABELS = {
    "figure.by": {"kind": N_("By kind")},
    "request.status": {
        "open": N_("Open"),
        "taken": N_("Taken on"),
        "returned": N_("Given back"),
        "done": N_("Done"),
        "cancelled": N_("Cancelled"),
    },
    "request.portal_status": {
        **dict.fromkeys(("open", "returned"), N_("Received, being arranged")),
        "taken": N_("Arranged"),
        "done": N_("Done"),
        "cancelled": N_("Not needed any more"),
    },
    "request.cover": {
        "paid": N_("Paid for"),
        "special_free": N_("Free by special permission"),
        "remedy": N_("Free, to put something right"),
        "contract": N_("In the contract"),
        "free_period": N_("In the free period"),
        "none": N_("Not covered"),
    },
}
