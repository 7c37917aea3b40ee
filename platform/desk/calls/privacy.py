"""Numbers of people who called, for whoever asks, and until they are erased."""

from desk.foundation.privacy import Blanked, ErasureStep, Given
from desk.foundation.translation import N_

_THEIRS = "r.contact = who.person"
EXPORT = [Given("call", ("offered_at", "number", "status", "note"), N_("Calls"), _THEIRS, ("contact",))]
ERASURE: list[ErasureStep] = [
    Blanked(
        "call",
        {"number": "''", "note": "''"},
        N_("Calls"),
        f"{_THEIRS} and (r.number, r.note) <> ('', '')",
        ("contact",),
    ),
]
