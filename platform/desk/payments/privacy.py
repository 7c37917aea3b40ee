"""What people paid, for whoever asks; accounts are kept."""

from desk.foundation.privacy import ErasureStep, Given, Impersonal, Kept
from desk.foundation.translation import N_

_THEIRS = "r.contact = who.person"
EXPORT = [
    Given(
        "payment",
        ("number", "kind", "status", "amount_cents", "currency", "method", "paid_at", "receipt", "invoice", "told"),
        N_("Payments"),
        _THEIRS,
        ("contact",),
    )
]
ERASURE: list[ErasureStep] = [
    Kept(
        "payment",
        N_("Payments"),
        N_("The law asks for accounts to be kept; the name of the person is gone from them."),
        _THEIRS,
        ("contact",),
    ),
    Impersonal("payment_refund", "belongs to its payment"),
]
