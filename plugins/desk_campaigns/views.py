"""What pages and programs are shown of a campaign."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from asyncpg import Record

from desk.extend import (
    Principal,
    audience_filters,
    chosen,
    current_scope,
    format_money,
    gettext,
    label,
    language,
    own_currency,
    segments_of,
    to_zone,
    words,
)
from desk_campaigns.settings import FREE, PRICE
from desk_campaigns.states import ALLOW, APPROVE, CANCEL, CHANGE, PAUSE, PREPARE, RESUME, SCHEDULE, SEND, TRY, WRITE

LOOKS = {
    "draft": ("grey", "pen"),
    "ready": ("amber", "clock"),
    "approved": ("blue", "check"),
    "scheduled": ("blue", "clock"),
    "sending": ("blue", "send"),
    "paused": ("amber", "pause"),
    "done": ("green", "check"),
    "cancelled": ("grey", "ban"),
}
MOVES = (CHANGE, PREPARE, TRY, ALLOW, SEND, SCHEDULE, PAUSE, RESUME, CANCEL)
ARRIVED = ("sent",)
_NO_VARIABLES = str.maketrans("{}", "｛｝")
NOT_ARRIVED = ("failed", "bounced", "unknown")


def campaign_row(found: Mapping[str, Any]) -> dict[str, Any]:
    """One campaign for a list."""
    tint, sign = LOOKS[found["status"]]
    same = ("id", "number", "name", "status", "recipients", "handed", "written_at", "version")
    return {name: found[name] for name in same} | {
        "content": label("campaigns.content", found["content"]),
        "writer": found["writer_name"] or "",
        "word": label("campaigns.status", found["status"]),
        "tint": tint,
        "sign": sign,
    }


def campaign_sheet(found: Record, by: Principal) -> dict[str, Any]:
    """One campaign with what its page says besides, and what may be done with it."""
    same = ("subject", "body", "per_minute", "skipped", "approved_at", "send_at", "started_at", "ended_at")
    body = found["body"]
    may = {one.action for one in MOVES if by.may(one.permission) and found["status"] in one.frm}
    return campaign_row(found) | {
        **{name: found[name] for name in same},
        "channels": [channel_words()[one] for one in found["channels"]],
        "filters": _filters(msgspec.json.decode(found["filters"])),
        "approver": found["approver_name"] or "",
        "answers": label("campaigns.answers", found["answers"]),
        "may": may,
        "segments": segments_of(body).count if "sms" in found["channels"] else 0,
        "percent": round(100 * found["handed"] / found["recipients"]) if found["recipients"] else 0,
    }


def channel_words() -> dict[str, str]:
    """The ways by which a campaign can go."""
    return {"inbox": gettext("Inbox"), "email": gettext("Mail"), "sms": gettext("Short message")}


def needs_other(count: int, found: Mapping[str, Any], by: Principal) -> bool:
    """Whether somebody else has to approve it."""
    return count > chosen(FREE) and not (by.may(APPROVE) and by.id != found["written_by"])


def counted(counts: Mapping[str, int]) -> dict[str, Any]:
    """How many get it, and why others don't."""
    left_out = [{"word": label("campaigns.why", why), "count": many} for why, many in counts.items() if why]
    return {"gets": counts.get("", 0), "left_out": left_out}


def report(found: Sequence[Record], answered: Mapping[str, int]) -> dict[str, Any]:
    """What came of it, by channel, with what the short messages cost by what their gateway counted."""
    channels: dict[str, dict[str, int]] = {}
    for one in found:
        line = channels.setdefault(
            one["channel"], dict.fromkeys(("sent", "waiting", "not_sent", "skipped", "arrived"), 0)
        )
        status = one["status"]
        kind = "sent" if status in ARRIVED else "not_sent" if status in NOT_ARRIVED else status
        line["waiting" if kind == "sending" else kind] += one["count"]
        line["arrived"] += one["arrived"]
    paid = sum(one["segments"] or 0 for one in found if one["channel"] == "sms" and one["status"] != "waiting")
    named = channel_words()
    lines = [{"word": named.get(key, key), **line} for key, line in channels.items()]
    return {"lines": lines, "segments": paid, "cost": _money(paid)} | dict(answered)


def _money(parts: int) -> str:
    """What so many parts cost, rounded up to the cent."""
    return format_money(-(-parts * chosen(PRICE) // 10), own_currency(), language.get())


def values_of(found: Record) -> dict[str, Any]:
    """A campaign as its form shows it."""
    filters: dict[str, Any] = msgspec.json.decode(found["filters"])
    said = {name: found[name] for name in ("name", "content", "channels", "subject", "body", "version", "answers")}
    more = {"product_version": filters.pop("version", ""), "per_minute": found["per_minute"] or ""}
    return said | filters | _more(filters) | more


def digest(found: Sequence[Record]) -> str:
    """Questions and what solved them, as the text of a campaign; what looks like a variable there is none."""
    parts = [f"{n}. {one['question']}\n{one['solution'].strip()}" for n, one in enumerate(found, 1)]
    return "\n\n".join(parts).translate(_NO_VARIABLES)


def series_row(found: Record) -> dict[str, Any]:
    """One series for a list."""
    same = ("number", "name", "next_at", "issued", "running", "approved_by")
    return {name: found[name] for name in same} | {
        "content": label("campaigns.content", found["content"]),
        "rhythm": label("campaigns.rhythm", found["rhythm"]),
        "texts": len(found["texts"]),
        "writer": found["writer_name"] or "",
        "approver": found["approver_name"] or "",
    }


def series_values(found: Record) -> dict[str, Any]:
    """A series as its form shows it."""
    filters: dict[str, Any] = msgspec.json.decode(found["filters"])
    said = {name: found[name] for name in ("name", "content", "channels", "subject", "rhythm", "version")}
    when = to_zone(found["next_at"], current_scope().tenant.zone).strftime("%Y-%m-%dT%H:%M")
    more = {"body": "\n---\n".join(found["texts"]), "birthdays": "yes" if found["birthdays"] else "", "first_at": when}
    return said | {"product_version": filters.pop("version", "")} | filters | _more(filters) | more


def choices(by: Principal) -> dict[str, Any]:
    """What the form offers."""
    return {
        "contents": list(words("campaigns.content").items()),
        "channels": list(channel_words().items()),
        "grades": list(words("grade").items()),
        "roles": list(words("contact_role").items()),
        "answers": list(words("campaigns.answers").items()),
        "filters_more": [(one.name, gettext(one.label), one.number) for one in audience_filters().values()],
        "rhythms": list(words("campaigns.rhythm").items()),
        "may_write": by.may(WRITE),
    }


def _filters(filters: Mapping[str, Any]) -> list[tuple[str, str]]:
    named = {
        "grades": gettext("Grade"),
        "industry": gettext("Industry"),
        "area": gettext("Area"),
        "product": gettext("Product"),
        "version": gettext("Version"),
        "roles": gettext("Role"),
        "registered": gettext("Registered by campaign"),
        "birthdays": gettext("Birthday"),
    }
    spoken = {"grades": "grade", "roles": "contact_role"}
    found = []
    for name, word in named.items():
        if said := filters.get(name):
            several = said if isinstance(said, list) else [str(said)]
            found.append((word, " · ".join(label(spoken[name], one) if name in spoken else one for one in several)))
    here = audience_filters()
    return found + [(gettext(here[one].label) if one in here else one, said) for one, said in _more(filters).items()]


def _more(filters: Mapping[str, Any]) -> dict[str, str]:
    """What was typed into the filters that plugins add."""
    return dict(filters.get("more", {}))
