"""Facts about signatures."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class SignatureGiven(Event):
    """``seal`` is what the row must still say: a row that is gone, or was sealed anew, leaves its fact behind."""

    name = "signature.given"
    subject_kind = "signature"
    fields = ("kind", "of_kind", "of_id", "number", "method", "fingerprint", "seal")
    sentence = N_("A document was signed.")
    icon = "pen"


class SignatureCodeAsked(Event):
    name = "signature.code_asked"
    subject_kind = "signature_code"
    fields = ("kind", "of_kind", "of_id")
    sentence = N_("{by} asked for a code to sign with.")
    icon = "key"


EVENTS = (SignatureGiven, SignatureCodeAsked)
