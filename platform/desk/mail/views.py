"""Mail and mailboxes as their pages see them."""

from typing import Any

from asyncpg import Record

from desk.foundation.labels import label
from desk.foundation.translation import gettext
from desk.kit.text import clip
from desk.mail.states import SETTLED_BY_HAND, MailStatus

LOOKS = {
    "arrived": ("blue", "clock"),
    "entered": ("green", "check"),
    "held": ("amber", "alert"),
    "automatic": ("grey", "refresh"),
    "returned": ("grey", "undo"),
    "refused": ("grey", "ban"),
}
SHORT = 160


def row_view(found: Record) -> dict[str, Any]:
    """One line of the list."""
    tint, sign = LOOKS[found["status"]]
    return dict(found) | {
        "title": found["subject"] or gettext("(no subject)"),
        "from_word": found["sender_name"] or found["sender"] or "–",
        "short": clip(" ".join(found["text"].split()), SHORT),
        "tint": tint,
        "sign": sign,
        "why_word": label("mail.why", found["why"]) if found["why"] else "",
    }


def mail_view(found: Record) -> dict[str, Any]:
    """One mail on its own page."""
    return row_view(found) | {"may_sort": MailStatus(found["status"]) in SETTLED_BY_HAND}


def box_view(found: Record) -> dict[str, Any]:
    """One line of the mailboxes: how it is."""
    if not found["active"]:
        look = ("grey", "pause", gettext("Off"))
    elif not found["host"]:
        look = ("blue", "link", gettext("Handed in by a program"))
    elif found["why"]:
        look = ("red", "alert", label("mailbox.why", found["why"]))
    elif found["looked_at"] is None:
        look = ("blue", "clock", gettext("Not read yet"))
    else:
        look = ("green", "check", gettext("Is read"))
    return dict(found) | dict(zip(("tint", "sign", "word"), look, strict=True))


def panel_line(found: Record) -> dict[str, Any]:
    """One line of the panel beside a ticket."""
    seen = row_view(found)
    return {name: seen[name] for name in ("id", "from_word", "received_at", "status", "tint", "sign")}
