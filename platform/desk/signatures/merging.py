"""Whose signatures there are. A signature is sealed with everything it says, so it goes on naming who was merged."""

from desk.foundation.merging import MergeStep, Moves, Stays, about

_SEALED = "it is sealed: the wall of the portal and the document that was signed lead to it"

STEPS: list[MergeStep] = [
    *(Stays("signature", column, _SEALED) for column in ("subject_id", "customer_id", "contact", "by_id")),
    *about("signature_code"),
    Moves("signature_code", "customer_id", "customer"),
    Moves("signature_code", "contact", "contact"),
]
