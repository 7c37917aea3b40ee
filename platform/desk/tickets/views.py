"""Tickets as pages, hooks and programs see them: frozen, named for people, without a way to change anything."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record
from markupsafe import Markup

from desk.customers.masking import reader, sees_all
from desk.customers.views import phone_seen, tel
from desk.deadlines import queries as deadlines
from desk.deadlines import views as due_views
from desk.documents.kinds import kind_of
from desk.files import queries as files
from desk.foundation.events import registered
from desk.foundation.labels import words
from desk.foundation.moves import Move
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import gettext, language
from desk.kit import time
from desk.kit.text import plain_to_html
from desk.tickets import queries
from desk.tickets.actions._moving import status_label
from desk.tickets.states import Kind, Turn
from desk.tickets.tables import Ticket

SHOWN = 8
"""The last so many items stand open; the others fold into one line."""


def row_view(found: Record) -> dict[str, Any]:
    """One line of a list."""
    product = " ".join(filter(None, (found["product_name"], found["product_version"])))
    return {
        "id": found["id"],
        "number": found["number"],
        "subject": found["subject"],
        "status": found["status"],
        "turn": _turn(found["turn"]),
        "since": found["since_at"],
        "opened_at": found["opened_at"],
        "channel": found["channel"],
        "kind": found["kind"],
        "urgent": found["urgent"],
        "version": found["version"],
        "customer": {"id": found["customer_id"], "name": found["customer_name"], "grade": found["customer_grade"]},
        "contact": {"name": found["contact_name"]} if found["contact_name"] else None,
        "product": product,
        "assignee": {"name": found["assignee_name"]},
    }


async def with_dues(tickets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each with what falls due of it next; None where nothing was promised."""
    found = await deadlines.next_of("ticket", [one["id"] for one in tickets])
    for one in tickets:
        due = found.get(one["id"])
        one["due"] = due_views.due_view(due) if due else None
    return tickets


def sheet_view(found: Record) -> dict[str, Any]:
    """The ticket of a page."""
    phone, extension = _called(found)
    phone = phone_seen("contact", "mobile", phone)
    contact = {
        "name": found["contact_name"],
        "title": found["contact_title"],
        "phone": phone,
        "extension": extension,
        "tel": tel(phone, extension),
    }
    return {
        "id": found["id"],
        "number": found["number"],
        "subject": found["subject"],
        "status": found["status"],
        "turn": _turn(found["turn"]),
        "since": found["since_at"],
        "opened_at": found["opened_at"],
        "channel": found["channel"],
        "kind": found["kind"],
        "urgent": found["urgent"],
        "version": found["version"],
        "customer": {"id": found["customer"], "name": found["customer_name"], "grade": found["customer_grade"]},
        "contact": contact if found["contact_name"] else None,
        "product": " ".join(filter(None, (found["product_name"], found["product_version"]))),
        "assignee": {"name": found["assignee_name"]},
        "first_responder": found["first_responder_name"],
        "asked": found["asked_name"],
        "callback": _callback(found),
        "symptom": found["symptom"],
        "cause": found["cause"],
        "solution": found["solution"],
        "solution_2": found["solution_2"],
        "steps": found["steps"],
        "prevention": found["prevention"],
    }


def _callback(found: Record) -> dict[str, Any] | None:
    """Whom to call back about a suspended ticket."""
    if not found["callback_phone"]:
        return None
    phone = phone_seen("contact", "mobile", found["callback_phone"])
    return {
        "name": found["callback_name"],
        "phone": phone,
        "tel": tel(phone),
        "extension": found["callback_extension"],
        "at": found["callback_at"],
    }


def whom_to_call(found: Record) -> dict[str, str]:
    """Whom one would call back about it: as it was said, else whoever asked; without a number that is masked."""
    if found["callback_phone"]:
        name, phone, extension = found["callback_name"], found["callback_phone"], found["callback_extension"]
    else:
        name, (phone, extension) = found["contact_name"] or "", _called(found)
    return {"name": name, "phone": phone if sees_all(reader()) else "", "extension": extension}


def _called(found: Record) -> tuple[str, str]:
    """The number to call, and what to dial behind it: an extension belongs to a desk phone, never to a mobile."""
    if found["contact_mobile"]:
        return found["contact_mobile"], ""
    return found["contact_phone"] or found["customer_phone"] or "", found["contact_extension"] or ""


def _turn(stored: str) -> str | None:
    return None if stored == Turn.NOBODY else stored


class _State:
    """The few columns of a ticket that Moves look at, from a row."""

    def __init__(self, found: Record) -> None:
        self.status, self.channel, self.customer = found["status"], found["channel"], found["customer"]
        self.solved_at, self.closed_at, self.assignee = found["solved_at"], found["closed_at"], found["assignee"]
        self.asked, self.kind, self.authorisation = found["asked"], found["kind"], found["authorisation"]


def possible(found: Record, by: Principal, offered: Iterable[Move]) -> tuple[dict[str, bool], dict[str, str]]:
    """Which moves this person may make now, and for the others a sentence why not; what isn't theirs is left out."""
    state, may, reasons = _State(found), {}, {}
    for one in offered:
        refusal = one.refusal(state, by, status_label(by))
        may[one.action] = refusal is None
        if refusal is not None and by.may(one.permission):
            reasons[one.action] = str(refusal)
    if may.get("take") and found["assignee"] == by.id:
        may["take"] = False
    return may, reasons


Caller = tuple[UUID | None, str]
"""Whose words a member wrote down: the contact's id, and the name of the person or of the customer."""


async def timeline(
    entries: Sequence[Record],
    facts: Sequence[Record],
    *,
    reader: Principal,
    caller: Caller,
    zone: str,
    shown: str = "all",
) -> list[dict[str, Any]]:
    """Entries and facts in their order, with a heading for each day."""
    attached = await files.of_subjects("entry", [one["id"] for one in entries])
    written = [] if shown == "facts" else [_entry(one, attached.get(one["id"], []), reader, caller) for one in entries]
    items = sorted(written + [_fact(one, reader) for one in facts], key=lambda item: (item["at"], item["id"]))
    if shown == "customer":
        items = [one for one in items if one["audience"] == "customer"]
    dated: list[dict[str, Any]] = []
    for item in items:
        day = time.to_zone(item["at"], zone).date()
        if not dated or dated[-1]["on"] != day:
            dated.append({"type": "day", "at": item["at"], "on": day})
        dated.append(item | {"on": day})
    return dated


def folded(items: list[dict[str, Any]], *, whole: bool) -> tuple[list[dict[str, Any]], int]:
    """The last items and how many stand above them."""
    count = sum(item["type"] != "day" for item in items)
    if whole or count <= SHOWN + 1:
        return items, 0
    seen, kept = 0, []
    for item in reversed(items):
        kept.append(item)
        seen += item["type"] != "day"
        if seen == SHOWN:
            break
    kept.reverse()
    if kept[0]["type"] != "day":
        kept.insert(0, {"type": "day", "at": kept[0]["at"], "on": kept[0]["on"]})
    return kept, count - SHOWN


def _entry(found: Record, attached: Sequence[Any], reader: Principal, caller: Caller) -> dict[str, Any]:
    told = found["side"] == "customer" and found["author_kind"] != "contact"
    contact, whose = caller
    return {
        "type": "entry",
        "id": found["id"],
        "at": found["at"],
        "author": whose
        if told
        else found["author_name"] or (gettext("Headquarters") if found["side"] == Turn.HEADQUARTERS else whose),
        "own": reader.id == (contact if told else found["author_id"]),
        "side": found["side"],
        "audience": found["audience"],
        "body": Markup(plain_to_html(found["body"])),  # noqa: S704 - escapes itself
        "attachments": attached,
        "via": _written_down(found["author_name"]) if told else "",
    }


def _written_down(name: str) -> str:
    return gettext("written down by {name}").format(name=name) if name else ""


def _fact(found: Record, reader: Principal) -> dict[str, Any]:
    kind = registered().get(found["name"])
    sentence = gettext(kind.sentence) if kind else found["name"]
    by = found["by_name"] or gettext("The system")
    if reader.kind == "contact" and found["by_id"] == reader.id:
        by = gettext("You")
    return {
        "type": "fact",
        "id": found["id"],
        "at": found["at"],
        "icon": kind.icon if kind else "info",
        "audience": found["audience"],
        "text": sentence.format(by=by, to_member=found["to_name"] or "", **_said(found["payload"])),
    }


def _said(payload: str) -> dict[str, str]:
    """What sentences name of a fact: its promise, its document, and until when a reply was promised."""
    said = msgspec.json.decode(payload)
    found = {"promise": due_views.what(said["promise"])} if "promise" in said else {}
    if "document" in said:
        kind = kind_of(said["document"])
        found["document"] = gettext(kind.label) if kind else said["document"]
    if "until" in said:
        until = datetime.fromisoformat(said["until"])
        found["until"] = until_words(until)
    return found


def until_words(until: datetime) -> str:
    """A promised moment on the tenant's clock, always with its hour."""
    zone = current_scope().tenant.zone
    said, hour = time.moment(until, time.now(), zone, language.get()), time.clock(time.to_zone(until, zone))
    return said if hour in said else f"{said} {hour}"


async def ties_view(ticket: Ticket, reader: Principal) -> dict[str, Any]:
    """What stands beside a ticket: mergers, links, time, followers, and the lock on help with passwords."""
    followers, spent = await queries.followers(ticket.id), await queries.time_of(ticket.id)
    asks = ticket.kind == Kind.PASSWORD_HELP
    locked = asks and ticket.authorisation is None
    return {
        "merged": await queries.merged_with(ticket.id),
        "into": await queries.number_behind(ticket.merged_into),
        "links": await queries.links(ticket.id),
        "followers": [one["name"] for one in followers],
        "follows": reader.id in [one["id"] for one in followers],
        "spent": spent,
        "minutes": sum(one["minutes"] for one in spent),
        "locked": locked,
        "unlocked": asks and not locked,
        "files": [(str(one["id"]), one["name"]) for one in await queries.attached(ticket.id)] if locked else [],
        "may_note": reader.may("ticket.note"),
        "may_solve": reader.may("ticket.solve"),
        "link_kinds": list(words("ticket.link").items()),
    }
