"""Mail that people wrote, for whoever asks, and until it is erased."""

from desk.foundation.privacy import Blanked, ErasureStep, Given, Impersonal
from desk.foundation.translation import N_

_THEIRS = "r.contact = who.person"
_BLANK = {
    "original": "null",
    "message_id": "''",
    "sender": "''",
    "sender_name": "''",
    "subject": "''",
    "text": "''",
    "quoted": "''",
    "html": "''",
}
EXPORT = [
    Given("incoming_mail", ("received_at", "sender", "subject", "text"), N_("Mail they wrote"), _THEIRS, ("contact",))
]
ERASURE: list[ErasureStep] = [
    Blanked("incoming_mail", _BLANK, N_("Mail they wrote"), f"{_THEIRS} and r.sender <> ''", ("contact",)),
    Impersonal("mailbox", "the tenant's own"),
]
