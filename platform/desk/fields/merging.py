"""What fields of a tenant's own say of customers and contacts."""

from desk.foundation.merging import MergeStep, Moves
from desk.foundation.translation import N_

_ALONE = ("field", "part")

STEPS: list[MergeStep] = [
    Moves("custom_value", "subject_id", "customer", N_("Own fields"), "r.subject_kind = 'customer'", alone=_ALONE),
    Moves("custom_value", "subject_id", "contact", N_("Own fields"), "r.subject_kind = 'contact'", alone=_ALONE),
]
