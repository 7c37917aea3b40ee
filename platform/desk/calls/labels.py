"""Words for what is stored of calls."""

from desk.foundation.translation import N_

STATUSES = {
    "ringing": N_("Ringing"),
    "talking": N_("On the line"),
    "ended": N_("Picked up"),
    "missed": N_("Not answered"),
    "to_call_back": N_("To be called back"),
    "called_back": N_("Called back"),
}
LABELS = {"call.status": STATUSES, "figure.by": {"line": N_("By line")}}
