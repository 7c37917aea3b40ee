"""What people answered, for whoever asks, and until it is erased or forgotten."""

from desk.foundation.privacy import Blanked, ErasureStep, Given, Impersonal, Retention
from desk.foundation.translation import N_
from desk.surveys.settings import KEEP_COMMENTS

_SAID = "r.comment <> ''"
EXPORT = [
    Given(
        "survey", ("title", "asked_at", "answered_at", "comment"), N_("Surveys"), "r.contact = who.person", ("contact",)
    )
]
ERASURE: list[ErasureStep] = [
    Blanked("survey", {"comment": "''"}, N_("Surveys"), f"r.contact = who.person and {_SAID}", ("contact",)),
    Impersonal("survey_wording", "the tenant's own"),
    Retention(
        KEEP_COMMENTS,
        (Blanked("survey", {"comment": "''"}, N_("Surveys"), f"r.answered_at < who.before and {_SAID}"),),
    ),
]
