"""Requests as pages see them: with words for what is stored, and what whoever looks may do."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record
from markupsafe import Markup

from desk.foundation import subjects
from desk.foundation.events import registered
from desk.foundation.hooks import title
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.things import Panel
from desk.foundation.translation import N_, gettext, language
from desk.foundation.web.request import current_principal
from desk.kit import time
from desk.kit.text import plain_to_html
from desk.requests import kinds, queries
from desk.requests.kinds import Entitlements
from desk.requests.states import UNDONE, WAITING

SHOWN = 4
"""So many stand in a panel."""
LOOKS = {
    "open": ("blue", "plus"),
    "taken": ("violet", "truck"),
    "returned": ("amber", "undo"),
    "done": ("green", "check"),
    "cancelled": ("grey", "close"),
}
COVERS = {"none": ("red", "ban"), "free_period": ("grey", "check"), "contract": ("green", "check")}
"""Others are given for this matter."""
SOON = 0.8
BREATH = timedelta(seconds=1)
LEFT, LATE = N_("{span} left"), N_("{span} late")
PLATFORM = N_("The system")


def possible(request: Mapping[str, Any], by: Principal) -> dict[str, bool]:
    """What somebody may do with a request now; what a provider has is done there."""
    status, provided = request["status"], bool(request["provider"])
    undone = status in UNDONE
    does = by.may("request.do") and not provided
    return {
        "take": does and status in WAITING,
        "assign": undone and not provided and by.may("request.assign"),
        "give_back": does and status == "taken",
        "finish": does and undone,
        "cancel": undone and by.may("request.open"),
    }


def due_view(request: Mapping[str, Any], at: datetime) -> dict[str, Any] | None:
    """How a request stands to what was promised; None without a promise, and for what was not needed any more."""
    due, ended = request["due_at"], request["ended_at"]
    if due is None or request["status"] == "cancelled":
        return None
    left = (due - (ended or at)).total_seconds()
    words = time.span(abs(left), language.get())
    if left < 0:
        return {"state": "kept" if ended else "late", "text": gettext(LATE).format(span=words), "at": due}
    if ended is not None:
        return {"state": "kept", "text": gettext("kept"), "at": due}
    used = (at - request["opened_at"]) / max(due - request["opened_at"], BREATH)
    return {"state": "soon" if used >= SOON else "ok", "text": gettext(LEFT).format(span=words), "at": due}


def row_view(request: Mapping[str, Any], by: Principal, at: datetime) -> dict[str, Any]:
    """One request for a list or a page."""
    tint, sign = LOOKS[request["status"]]
    kind = kinds.kind_of(request["kind"])
    same = ("number", "title", "status", "urgent", "opened_at", "taken_at", "ended_at", "version")
    return {
        **{name: request[name] for name in same},
        "kind": gettext(kind.label),
        "icon": kind.icon,
        "tint": tint,
        "sign": sign,
        "due": due_view(request, at),
        "customer": {"id": request["customer"], "name": request["customer_name"]},
        "product": request["product_name"] or "",
        "has_it": who_has(request),
        "cover": cover_view(request["cover"], request["cover_by"]),
        "may": possible(request, by),
    }


def who_has(request: Mapping[str, Any]) -> str:
    """The provider or the member who has it; empty when nobody has."""
    return title(request["provider"]) if request["provider"] else request["assignee_name"] or ""


def cover_view(cover: str, by: str) -> dict[str, str]:
    """Why a service is given, as a mark; where nobody keeps such things, nobody knows."""
    if not by:
        return {"word": gettext("Nobody knows"), "tint": "grey", "sign": "help"}
    tint, sign = COVERS.get(cover, ("violet", "check"))
    return {"word": label("request.cover", cover), "tint": tint, "sign": sign}


def entitlements_view(found: Entitlements) -> dict[str, Any]:
    """All that covers a service, the one that counts first, and who didn't answer."""
    return {
        "found": [
            cover_view(one.cover, slug) | {"title": one.title, "until": one.until, "by": title(slug)}
            for slug, one in found.found
        ],
        "silent": [title(slug) for slug in found.silent],
    }


def sheet_view(found: Record, things: Mapping[subjects.Key, subjects.Thing], by: Principal) -> dict[str, Any]:
    """One request with what its page says besides."""
    about = things.get((found["subject_kind"], found["subject_id"]))
    return row_view(found, by, time.now()) | {
        "note": Markup(plain_to_html(found["note"])),  # noqa: S704 - escapes itself
        "told": found["told"],
        "about": about and {"name": about.name, "url": about.url if by.may(about.permission) else ""},
        "opened_by": found["opened_by"] or gettext(PLATFORM),
        "provided_by": title(found["provider"]) if found["provider"] else "",
        "reference": found["reference"],
        "cover_title": found["cover_title"],
        "providers": [title(slug) for slug in kinds.providers_of(found["kind"])],
    }


def timeline(facts: Sequence[Record], notes: Sequence[Record], zone: str) -> list[dict[str, Any]]:
    """What happened and what was said, in order, with a heading for each day."""
    found = sorted([*map(_fact, facts), *map(_note, notes)], key=lambda one: (one["at"], one["id"]))
    dated: list[dict[str, Any]] = []
    for one in found:
        day = time.to_zone(one["at"], zone).date()
        if not dated or dated[-1]["on"] != day:
            dated.append({"type": "day", "at": one["at"], "on": day})
        dated.append(one | {"on": day})
    return dated


def _fact(one: Record) -> dict[str, Any]:
    event, payload = registered().get(one["name"]), msgspec.json.decode(one["payload"])
    by = title(payload["provider"]) if one["by_kind"] == "plugin" and payload.get("provider") else gettext(PLATFORM)
    words = {"by": one["by_name"] or by, "to_member": one["to_name"] or ""}
    text = gettext(event.sentence).format_map(payload | words) if event else one["name"]
    return {"type": "fact", "id": one["id"], "at": one["at"], "icon": event.icon if event else "info", "text": text}


def _note(one: Record) -> dict[str, Any]:
    return {
        "type": "entry",
        "id": one["id"],
        "at": one["at"],
        "author": one["by_name"] or gettext(PLATFORM),
        "side": "us",
        "audience": "team",
        "body": Markup(plain_to_html(one["body"])),  # noqa: S704 - escapes itself
        "attachments": [],
    }


def portal_view(request: Mapping[str, Any]) -> dict[str, Any]:
    """One request in the customer's words: nothing of ours."""
    return {
        "number": request["number"],
        "what": gettext(kinds.kind_of(request["kind"]).for_customer),
        "icon": kinds.kind_of(request["kind"]).icon,
        "told": request["told"],
        "product": request["product_name"] or "",
        "status": request["status"],
        "due_at": request["due_at"],
        "opened_at": request["opened_at"],
        "ended_at": request["ended_at"],
    }


async def panel_of(kind: str, subject_id: UUID) -> list[Panel]:
    """The requests about a thing, those that wait first, and the way to open one."""
    by = current_principal()
    found = await queries.of_subject(kind, subject_id, most=SHOWN) if by.may("request.read") else []
    undone = sum(one["status"] in UNDONE for one in found)
    asked = f"customer={subject_id}" if kind == "customer" else f"subject_kind={kind}&subject_id={subject_id}"
    context = {
        "requests": [row_view(one, by, time.now()) for one in found],
        "new_url": f"/requests/new?{asked}" if by.may("request.open") else "",
    }
    return [Panel(gettext("Requests"), "requests/_panel.html", context, "truck", str(undone or ""))]
