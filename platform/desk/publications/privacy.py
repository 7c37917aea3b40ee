"""What is published is nobody's; who read it is noted by name."""

from desk.foundation.privacy import ErasureStep, Given, Impersonal, Kept
from desk.foundation.translation import N_

_WHAT = N_("Bulletins read")
_WHY = N_("A partner must be able to say later who knew of a warning.")
_MINE = "r.member = who.person"
EXPORT = [Given("bulletin_reading", ("read_at", "acknowledged_at"), _WHAT, _MINE, ("member",))]
ERASURE: list[ErasureStep] = [
    Kept("bulletin_reading", _WHAT, _WHY, _MINE, ("member",)),
    Impersonal("bulletin_draft", "what headquarters is writing to all partners"),
    Impersonal("bulletin_showing", "which bulletins the portal shows"),
    Impersonal("bulletin_count", "counts"),
]
