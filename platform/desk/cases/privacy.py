"""Cases are about matters of a customer's company; who said what in them stays with the matter."""

from desk.foundation.privacy import NOBODY_ANY_MORE, Blanked, ErasureStep, Given, Impersonal, Kept
from desk.foundation.translation import N_

_WHY = N_("Both sides must be able to see later who handed a matter over and who answered.")
_WROTE_DOWN = N_("Headquarters wrote it down, and settles there what was complained of.")
_LETTERS = "select l.id from hq_letter l where l.contact = who.person"
_SAID = "r.author_id = who.person and r.side = 'partner'"
EXPORT = [
    Given(
        "hq_case",
        ("title", "kind", "description"),
        N_("Cases with headquarters"),
        "r.submitter = who.person",
        ("member",),
    ),
    Given(
        "hq_letter",
        ("title", "body", "wanted", "reach"),
        N_("Letters to headquarters"),
        "r.contact = who.person",
        ("contact",),
    ),
    Given(
        "case_feedback", ("result", "measures"), N_("Cases with headquarters"), "r.author_id = who.person", ("member",)
    ),
    Given("case_entry", ("act", "body"), N_("Cases with headquarters"), _SAID, ("member",)),
]
ERASURE: list[ErasureStep] = [
    Kept("hq_case", N_("Cases with headquarters"), _WHY, "r.submitter = who.person", ("member",)),
    Kept("case_entry", N_("Cases with headquarters"), _WHY, _SAID, ("member",)),
    Kept("case_feedback", N_("Cases with headquarters"), _WHY, "r.author_id = who.person", ("member",)),
    Kept("hq_case", N_("Cases with headquarters"), _WROTE_DOWN, f"r.letter in ({_LETTERS})", ("contact",)),
    Blanked(
        "hq_letter",
        {"contact_name": NOBODY_ANY_MORE, "reach": "''"},
        N_("Letters to headquarters"),
        "r.contact = who.person",
        ("contact",),
    ),
    Impersonal("hq_reply", "what headquarters answered to letters"),
    Impersonal("requirement_word", "what headquarters said of them"),
    Impersonal("knowledge_candidate", "what cases taught, in words without a customer"),
    Impersonal("case_file", "which files went along with a case"),
    Impersonal("case_time", "seconds of each side"),
    Impersonal("case_file_end", "which copies are forgotten"),
    Impersonal("case_fetch", "which operator fetched which file"),
    Impersonal("case_look", "which operator looked on which day"),
    Impersonal("case_desk", "headquarters' own list of what partners handed up"),
]
