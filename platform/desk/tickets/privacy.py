"""What people said in tickets, for whoever asks, and until it is erased or forgotten."""

from desk.foundation.privacy import (
    NOBODY_ANY_MORE,
    Blanked,
    Dropped,
    ErasureStep,
    Given,
    Impersonal,
    Kept,
    Pending,
    Retention,
)
from desk.foundation.translation import N_
from desk.tickets.settings import KEEP_WORDS
from desk.tickets.states import ENDED

_CALLED = {"callback_name": "''", "callback_phone": "''", "callback_extension": "''"}
_IS_CALLED = "(r.callback_name, r.callback_phone, r.callback_extension) <> ('', '', '')"
_WORDS = f"r.author_kind = 'contact' and r.body <> {NOBODY_ANY_MORE}"
_OPEN = ", ".join(f"'{one}'" for one in ENDED)
EXPORT = [
    Given(
        "ticket",
        ("number", "subject", "status", "opened_at", "callback_name", "callback_phone"),
        N_("Tickets"),
        "r.contact = who.person",
        ("contact",),
    ),
    Given("entry", ("at", "channel", "body"), N_("What they wrote"), "r.author_id = who.person", ("contact",)),
    Given("ticket_follower", ("since_at",), N_("Tickets that they follow"), "r.member = who.person", ("member",)),
]
ERASURE: list[ErasureStep] = [
    Impersonal("consultation", "what colleagues ask each other about the matter; the customer's own words are entries"),
    Impersonal("consultation_member", "which colleagues were called"),
    Impersonal("ticket_link", "which tickets have to do with each other"),
    Dropped("ticket_follower", N_("Tickets that they follow"), "r.member = who.person", ("member",)),
    Impersonal("time_spent", "how long colleagues worked, on which figures stand; the note is about the matter"),
    Pending("ticket", N_("Tickets"), f"r.contact = who.person and r.status not in ({_OPEN})", ("contact",)),
    Pending("ticket", N_("Tickets"), f"r.assignee = who.person and r.status not in ({_OPEN})", ("member",)),
    Blanked("ticket", _CALLED, N_("Whom to call back"), f"r.contact = who.person and {_IS_CALLED}", ("contact",)),
    Blanked(
        "entry",
        {"body": NOBODY_ANY_MORE},
        N_("What they wrote"),
        f"r.author_id = who.person and {_WORDS}",
        ("contact",),
    ),
    Kept(
        "ticket",
        N_("Tickets"),
        N_("What was asked and answered is the customer's matter; the name of the person is gone from it."),
        "r.contact = who.person",
        ("contact",),
    ),
    Retention(
        KEEP_WORDS,
        (
            Blanked("ticket", _CALLED, N_("Whom to call back"), f"r.closed_at < who.before and {_IS_CALLED}"),
            Blanked(
                "entry",
                {"body": NOBODY_ANY_MORE},
                N_("What customers wrote"),
                f"{_WORDS} and exists (select from ticket t where t.id = r.ticket and t.closed_at < who.before)",
            ),
        ),
    ),
]
