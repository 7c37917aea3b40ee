"""Webhooks as their pages see them."""

from typing import Any
from urllib.parse import urlsplit

import msgspec
from asyncpg import Record

from desk.foundation.labels import label
from desk.foundation.reactions import EVERY
from desk.foundation.translation import gettext
from desk.webhooks import payloads
from desk.webhooks.tables import Webhook

_LOOKS = {
    "on": ("green", "check"),
    "off": ("grey", "ban"),
    "dead": ("red", "alert"),
    "sent": ("green", "check"),
    "waiting": ("amber", "clock"),
    "failed": ("red", "close"),
}


def webhook_view(found: Webhook | Record) -> dict[str, Any]:
    """One webhook; never its secret."""
    plain = found if isinstance(found, Record) else found.to_dict()
    tint, sign = _LOOKS[plain["status"]]
    return {
        **{name: plain[name] for name in ("id", "name", "url", "patterns", "status", "why", "failures")},
        **{name: plain[name] for name in ("failing_since", "rest_until", "last_at")},
        "host": urlsplit(plain["url"]).netloc,
        "heard": gettext("all facts") if EVERY in plain["patterns"] else ", ".join(plain["patterns"]),
        "tint": tint,
        "sign": sign,
    }


def delivery_view(found: Record) -> dict[str, Any]:
    """One line of the log."""
    tint, sign = _LOOKS[found["status"]]
    return dict(found) | {"tint": tint, "sign": sign, "came": came(found)}


def came(found: Record) -> str:
    """What came of a call: the status that was answered, and why it didn't count."""
    said = [str(found["code"])] if found["code"] is not None else []
    if found["why"]:
        said.append(label("webhook.why", found["why"]))
    return " · ".join(said)


def body_shown(fact: Record) -> str:
    """The body as people read it; what was sent is the same without the spaces."""
    return msgspec.json.format(payloads.body_of(fact), indent=2).decode()
