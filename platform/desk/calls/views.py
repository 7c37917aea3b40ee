"""Calls as pages see them."""

from typing import Any
from urllib.parse import urlencode

from asyncpg import Record

from desk.customers.views import phone_shown
from desk.foundation.translation import gettext

LOOKS = {
    "ringing": ("blue", "phone"),
    "talking": ("green", "handset"),
    "ended": ("grey", "check"),
    "missed": ("amber", "alert"),
    "to_call_back": ("amber", "chat"),
    "called_back": ("grey", "check"),
}


def call_view(found: Record) -> dict[str, Any]:
    """One call: who it is, how it stands, and where one goes on with it."""
    tint, sign = LOOKS[found["status"]]
    number = phone_shown(found["number"])
    return dict(found) | {
        "tint": tint,
        "sign": sign,
        "number_word": number or gettext("Number withheld"),
        "who": found["contact_name"] or found["customer_name"] or number or gettext("Number withheld"),
        "open_url": open_url(found),
        "waits": found["status"] in ("to_call_back", "missed"),
    }


def open_url(found: Record) -> str:
    """The sheet that is filled in for this call; the ticket where there is one already."""
    if found["ticket_number"]:
        return f"/tickets/{found['ticket_number']}"
    said = {"call": str(found["id"])}
    if found["customer"]:
        said["customer"] = str(found["customer"])
    else:
        said["q"] = found["number"]
    return f"/tickets/new?{urlencode(said)}"
