"""What is said of contacts in fields of a tenant's own, for whoever asks, and until it is erased."""

from desk.foundation.privacy import Dropped, ErasureStep, Given
from desk.foundation.translation import N_

_THEIRS = "r.subject_kind = 'contact' and r.subject_id = who.person"
EXPORT = [Given("custom_value", ("field", "part", "value"), N_("Own fields"), _THEIRS, ("contact",))]
ERASURE: list[ErasureStep] = [Dropped("custom_value", N_("Own fields"), _THEIRS, ("contact",))]
