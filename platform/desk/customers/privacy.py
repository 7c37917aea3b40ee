"""What is kept of contacts, for whoever asks, and until it is erased."""

from desk.foundation.privacy import NOBODY_ANY_MORE, Blanked, Dropped, ErasureStep, Given, Impersonal, Kept
from desk.foundation.translation import N_

_SAID = (
    *("name", "title", "roles", "mobile", "phone", "extension", "email", "im", "birthday", "birth_year", "interests"),
    *("call_window", "locale", "status", "left_at", "created_at", "changed_at"),
)
_EMPTY = ("name_key", "title", "mobile", "phone", "extension", "email", "im", "interests", "call_window")
_NOTHING = ("birthday", "birth_year", "locale", "credential")
_MERGINGS = "m.kind = 'contact' and who.person in (m.kept, m.gone)"
_PROPOSED = "who.person in (r.contact, r.subject_id)"
_OF_THEIRS = "exists (select from proposal p where p.id = r.proposal and who.person in (p.contact, p.subject_id))"
EXPORT = [
    Given("contact", _SAID, N_("Contact"), "r.id = who.person", ("contact",)),
    Given("private_note", ("body", "changed_at"), N_("Confided"), "r.contact = who.person", ("contact",)),
    Given("proposal", ("subject_kind", "status", "at", "ended_at"), N_("Proposed changes"), _PROPOSED, ("contact",)),
    Given(
        "proposal_field", ("field", "old", "new", "status", "reason"), N_("Proposed changes"), _OF_THEIRS, ("contact",)
    ),
]
ERASURE: list[ErasureStep] = [
    Blanked(
        "proposal_field",
        {"old": "null", "new": "null", "reason": "''"},
        N_("Proposed changes"),
        f"{_OF_THEIRS} and (r.old is not null or r.new is not null or r.reason <> '')",
        ("contact",),
    ),
    Impersonal("proposal", "which contact wanted something changed; the values stand in its fields"),
    Dropped("private_note", N_("Confided"), "r.contact = who.person", ("contact",)),
    Dropped(
        "merge_move",
        N_("What merging moved"),
        f"exists (select from merging m where m.id = r.merging and {_MERGINGS})",
        ("contact",),
    ),
    Blanked(
        "merging",
        {"name": "''"},
        N_("Mergings"),
        "r.kind = 'contact' and who.person in (r.kept, r.gone) and r.name <> ''",
        ("contact",),
    ),
    Blanked(
        "contact",
        {
            "name": NOBODY_ANY_MORE,
            **dict.fromkeys(_EMPTY, "''"),
            **dict.fromkeys(_NOTHING, "null"),
            "roles": "'{}'",
            "portal_roles": "'{}'",
            "status": "'left'",
            "left_at": "coalesce(r.left_at, r.changed_at)",
        },
        N_("Contact"),
        f"r.id = who.person and r.name <> {NOBODY_ANY_MORE}",
        ("contact",),
        last=1,
    ),
    Kept(
        "customer_note",
        N_("Notes of the customer"),
        N_("They are about the customer. Please look through them if they name this person."),
        "r.customer = (select c.customer from contact c where c.id = who.person)",
        ("contact",),
    ),
    *(Impersonal(table, "about the company, not about a person") for table in ("customer", "product", "grade_change")),
    *(Impersonal(table, "made anew from the customer and its contacts") for table in ("likeness", "suspicion")),
]
