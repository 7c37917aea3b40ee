"""Drafts are their writers' own and short-lived."""

from desk.foundation.privacy import Dropped, ErasureStep, Given
from desk.foundation.translation import N_

_OWN = "r.member = who.person"
EXPORT = [
    Given("draft", ("place", "said", "saved_at"), N_("Drafts"), _OWN, ("member",)),
    Given("watch", ("place", "seen_at"), N_("What they had open"), _OWN, ("member",)),
]
ERASURE: list[ErasureStep] = [
    Dropped("draft", N_("Drafts"), _OWN, ("member",)),
    Dropped("watch", N_("What they had open"), _OWN, ("member",)),
]
