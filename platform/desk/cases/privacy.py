"""Cases are about matters of a customer's company; who said what in them stays with the matter."""

from desk.foundation.privacy import ErasureStep, Given, Impersonal, Kept
from desk.foundation.translation import N_

_WHY = N_("Both sides must be able to see later who handed a matter over and who answered.")
_SAID = "r.author_id = who.person and r.side = 'partner'"
EXPORT = [
    Given(
        "hq_case",
        ("title", "kind", "description"),
        N_("Cases with headquarters"),
        "r.submitter = who.person",
        ("member",),
    ),
    Given("case_entry", ("act", "body"), N_("Cases with headquarters"), _SAID, ("member",)),
]
ERASURE: list[ErasureStep] = [
    Kept("hq_case", N_("Cases with headquarters"), _WHY, "r.submitter = who.person", ("member",)),
    Kept("case_entry", N_("Cases with headquarters"), _WHY, _SAID, ("member",)),
    Impersonal("case_look", "which operator looked on which day"),
    Impersonal("case_desk", "headquarters' own list of what partners handed up"),
]
