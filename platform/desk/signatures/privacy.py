"""What people signed, for whoever asks; what is sealed is kept."""

from desk.foundation.privacy import Dropped, ErasureStep, Given, Kept
from desk.foundation.translation import N_

_THEIRS = "r.contact = who.person"
EXPORT = [
    Given("signature", ("kind", "number", "signer", "signed_at", "code"), N_("Signatures"), _THEIRS, ("contact",))
]
ERASURE: list[ErasureStep] = [
    Dropped("signature_code", N_("Codes for signing"), _THEIRS, ("contact",)),
    Dropped(
        "search_document",
        N_("Search"),
        "exists (select from signature s where s.id = r.subject_id and s.contact = who.person)",
        ("contact",),
    ),
    Kept(
        "signature",
        N_("Signatures"),
        N_("A signed paper is evidence for both sides and sealed: nothing of it can be taken out."),
        _THEIRS,
        ("contact",),
    ),
]
