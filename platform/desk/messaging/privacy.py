"""What was sent to people, for whoever asks, and until it is erased."""

from desk.foundation.privacy import Blanked, Dropped, ErasureStep, Given, Impersonal
from desk.foundation.translation import N_

_TO_THEM = "r.person_id = who.person"
EXPORT = [
    Given(
        "delivery", ("kind", "channel", "title", "body", "address", "status", "created_at"), N_("Messages"), _TO_THEM
    ),
    Given(
        "consent", ("channel", "kind", "allowed", "source", "at"), N_("Consent"), "r.contact = who.person", ("contact",)
    ),
    Given(
        "reply", ("channel", "address", "body", "at"), N_("Answers to messages"), "r.contact = who.person", ("contact",)
    ),
]
ERASURE: list[ErasureStep] = [
    Blanked(
        "delivery",
        {"title": "''", "body": "''", "address": "''", "note": "''", "said": "'[]'"},
        N_("Messages"),
        f"{_TO_THEM} and (r.title, r.body, r.address, r.note) <> ('', '', '', '')",
    ),
    Dropped("consent", N_("Consent"), "r.contact = who.person", ("contact",)),
    Blanked(
        "reply",
        {"address": "''", "body": "''"},
        N_("Answers to messages"),
        "r.contact = who.person and (r.address, r.body) <> ('', '')",
        ("contact",),
    ),
    *(Impersonal(table, "the tenant's own") for table in ("notice_text", "mail_server", "channel_health")),
]
