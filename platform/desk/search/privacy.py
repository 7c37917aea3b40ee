"""People are found no more once they are erased."""

from desk.foundation.privacy import Dropped, ErasureStep
from desk.foundation.translation import N_

ERASURE: list[ErasureStep] = [
    Dropped("search_document", N_("Search"), "r.kind = 'contact' and r.subject_id = who.person", ("contact",)),
]
