"""Cases as pages see them, on both sides: with words for what is stored."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record
from markupsafe import Markup

from desk.cases import queries, sheets
from desk.cases.errors import CantBeHandedUp
from desk.cases.kinds import bearer_of, find_bearer
from desk.cases.states import (
    AT_HEADQUARTERS,
    AT_PARTNER,
    OF_HEADQUARTERS,
    OF_PARTNER,
    TOLD,
    UNENDED,
    Kind,
    Side,
    Standing,
)
from desk.deadlines import views as due_views
from desk.files.queries import size_words
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.things import Link, Panel
from desk.foundation.translation import gettext, language
from desk.foundation.web.request import current_principal
from desk.kit import time
from desk.kit.text import plain_to_html

LOOKS = {
    "blank": ("amber", "pen"),
    "submitted": ("violet", "tower"),
    "returned": ("amber", "undo"),
    "in_hq": ("violet", "tower"),
    "answered": ("blue", "chat"),
    "declined": ("grey", "ban"),
    "closed": ("green", "check"),
    "transferred": ("amber", "down"),
    "accepted": ("blue", "person-add"),
    "handled": ("amber", "clock"),
    "fed_back": ("violet", "tower"),
}
"""Tint and sign of each status."""
OFFERED = (Kind.TECHNICAL, Kind.COMPLAINT, Kind.DATA, Kind.REQUIREMENT, Kind.DONGLE, Kind.GENUINE, Kind.OTHER)
"""Kinds in the order in which a form offers them."""


def row_view(case: Record) -> dict[str, Any]:
    """One case for a list or a page."""
    tint, sign = LOOKS[case["status"]]
    same = (
        *("id", "number", "title", "status", "kind", "direction"),
        *("customer_name", "product", "partner", "partner_name"),
    )
    return {name: case[name] for name in same} | {
        "tint": tint,
        "sign": sign,
        "turn": turn_of(case["status"]),
        "since": case["since_at"],
        "opened_at": case["opened_at"],
        "taken_by": case["taken_by"],
        "objections": case["objections"],
        "late": case["late_seconds"],
        "promise": case["promise"],
    }


async def with_dues(kind: str, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each with what falls due of it next at this side, ``case`` or ``case_desk``; None where nothing was promised."""
    found = await due_views.next_dues(kind, [one["id"] for one in cases])
    for one in cases:
        one["due"] = found.get(one["id"])
    return cases


def turn_of(status: str) -> str | None:
    """Whose move it is, as the bar of turns says it for a partner."""
    return "headquarters" if status in AT_HEADQUARTERS else "us" if status in AT_PARTNER else None


def sheet_view(case: Record, entries: Sequence[Record], zone: str) -> dict[str, Any]:
    """One case with its envelope and all that was said."""
    words = ("description", "tried", "impact", "wanted")
    return row_view(case) | {
        "version": case["version"],
        "authorisation": case["authorisation"],
        "submitter": case["submitter_name"],
        "contact": case["contact_name"],
        "reach": case["contact_reach"],
        "letter": case["letter"],
        "late_text": time.span(case["late_seconds"], language.get()) if case["late_seconds"] else "",
        "asked": sheets.told_of(case["kind"], sheets.HAND_UP, sheets.particulars_of(case)),
        "items": _line(case, entries, zone),
        **{name: Markup(plain_to_html(case[name])) for name in words},  # noqa: S704 - escapes itself
    }


def asked_by_kind() -> list[tuple[str, str, Sequence[sheets.Field]]]:
    """What each kind asks for when it is handed up, with the word of the kind."""
    return [(str(one), label("case.kind", one), sheets.fields_of(one, sheets.HAND_UP)) for one in OFFERED]


def possible(case: Record, by: Principal, moves: Sequence[Any] = OF_PARTNER) -> dict[str, bool]:
    """What somebody may do with a case now."""
    return {one.action: one.refusal(Standing(case["status"]), by) is None for one in moves}


def possible_at_headquarters(case: Record, by: Principal) -> dict[str, bool]:
    """What an operator may do with it now."""
    return possible(case, by, OF_HEADQUARTERS)


SIGNS = {
    **{"take": "person-add", "hand_up": "up", "complete": "check"},
    **{"transfer": "down", "accept": "person-add", "feed_back": "up", "settle": "check"},
}
"""The sign of an act without words."""


def _line(case: Record, entries: Sequence[Record], zone: str) -> list[dict[str, Any]]:
    """Entries as a timeline: words as boxes, bare acts as lines, with a heading for each day."""
    items: list[dict[str, Any]] = []
    for one in entries:
        day = time.to_zone(one["at"], zone).date()
        if not items or items[-1]["on"] != day:
            items.append({"type": "day", "at": one["at"], "on": day})
        items.append(_item(case, one) | {"on": day, "at": one["at"], "id": one["id"]})
    return items


def _item(case: Record, one: Record) -> dict[str, Any]:
    who = one["author_name"] or gettext("The system")
    act = label("case.act", one["act"])
    if not one["body"]:
        sign = SIGNS.get(one["act"], "info")
        return {"type": "fact", "icon": sign, "text": f"{who} {act}"}
    told = sheets.told_of(case["kind"], one["act"], sheets.particulars_of(one))
    lines = (gettext("{label}: {value}").format(label=word, value=said) for word, said in told)
    from_headquarters = one["side"] == Side.HEADQUARTERS
    return {
        "type": "entry",
        "author": f"{who} · {act}",
        "side": "headquarters" if from_headquarters else "us",
        "audience": "customer" if one["act"] == TOLD else "headquarters" if from_headquarters else "team",
        "body": Markup(plain_to_html("\n".join((one["body"], *lines)))),  # noqa: S704 - escapes itself
        "attachments": [],
    }


def file_view(one: Record, url: str) -> dict[str, Any]:
    """A file that went along, and why it isn't there any more."""
    said = {"name": one["name"], "size": size_words(one["size"]), "authorisation": one["authorisation"]}
    return said | {
        "url": url,
        "why": label("case.end", one["end_why"]) if one["end_why"] else "",
        "at": one["ended_at"],
    }


async def copyable(kind: str, subject_id: UUID) -> list[tuple[str, str]]:
    """The files of a thing that may go along, as choices."""
    bearer = find_bearer(kind)
    found = await bearer.files(subject_id) if bearer else ()
    return [(str(one.id), f"{one.name} · {size_words(one.size)}") for one in found]


REQUIREMENT_LOOKS = {
    "reported": ("violet", "flag"),
    "evaluated": ("blue", "eye"),
    "planned": ("blue", "calendar"),
    "declined": ("grey", "ban"),
    "released": ("green", "gift"),
}


def requirement_view(one: Record) -> dict[str, Any]:
    """A missing function with where it stands."""
    tint, sign = REQUIREMENT_LOOKS[one["status"]]
    target = f"{label('requirement.target', one['target_kind'])} {one['target']}" if one["target"] else ""
    return dict(one) | {"tint": tint, "sign": sign, "target": target}


def feedback_view(one: Record) -> dict[str, Any]:
    """What a partner reported of a complaint."""
    words = ("result", "opinion", "measures")
    return {"done_on": one["done_on"], "by": one["author_name"], "at": one["at"]} | {
        name: Markup(plain_to_html(one[name]))  # noqa: S704 - escapes itself
        for name in words
    }


async def whose_time(case_id: UUID) -> list[dict[str, Any]]:
    """Whose time a matter took, as operators see it; nothing before it is over."""
    used = await queries.time_used(case_id)
    return due_views.shares(dict(used), "case.turn") if used else []


LETTER_LOOKS = {
    None: ("violet", "tower"),
    "transfer": ("blue", "person-add"),
    "answer": ("green", "check"),
    "close": ("green", "check"),
}


def letter_view(one: Record) -> dict[str, Any]:
    """A customer's letter with what came of it, as its writer and operators see it."""
    tint, sign = LETTER_LOOKS[one["act"]]
    return {
        "id": one["id"],
        "title": one["title"],
        "body": Markup(plain_to_html(one["body"])),  # noqa: S704 - escapes itself
        "at": one["at"],
        "word": label("letter.status", one["act"] or ""),
        "tint": tint,
        "sign": sign,
        "reply": Markup(plain_to_html(one["reply"])) if one["reply"] else "",  # noqa: S704 - escapes itself
        "reply_at": one["reply_at"],
    }


def envelope_values(case: Mapping[str, Any]) -> dict[str, str]:
    """The envelope as its form shows it again."""
    names = ("kind", "title", "customer_name", "product", "description", "tried", "impact", "wanted", "authorisation")
    particulars = {f"{case['kind']}.{name}": said for name, said in sheets.particulars_of(case).items()}
    return {name: str(case[name]) for name in names} | particulars


async def panel_of(kind: str, subject_id: UUID) -> list[Panel]:
    """The cases about a thing, and the way to hand it up, or why that isn't possible now."""
    by = current_principal()
    found = await queries.of_subject(kind, subject_id) if by.may("case.read") else []
    is_up = any(one["status"] in UNENDED for one in found)
    new_url, why_not = "", ""
    if by.may("case.hand_up") and not is_up:
        new_url = f"/cases/new?subject_kind={kind}&subject_id={subject_id}"
        try:
            refusal = await bearer_of(kind).refusal(subject_id, by=by)
        except CantBeHandedUp as cant:
            refusal = cant
        new_url, why_not = ("", str(refusal)) if refusal else (new_url, "")
    if not found and not new_url and not why_not:
        return []
    context = {"cases": [row_view(one) for one in found], "new_url": new_url, "why_not": why_not}
    return [Panel(gettext("Headquarters"), "cases/_panel.html", context, "tower", "1" if is_up else "")]


async def links_of(kind: str, subject_id: UUID) -> list[Link]:
    """The case about a thing, or the way to hand it up; for things without a place for panels."""
    by = current_principal()
    if find_bearer(kind) is None or not by.may("case.read"):
        return []
    for one in await queries.of_subject(kind, subject_id):
        if one["status"] in UNENDED:
            word = label("case.status", one["status"])
            return [Link(f"{gettext('Headquarters')}: {word}", f"/cases/{one['number']}", "tower")]
    if not by.may("case.hand_up"):
        return []
    return [Link(gettext("Hand up to headquarters"), f"/cases/new?subject_kind={kind}&subject_id={subject_id}", "up")]
