"""Training as pages see it: with words for what is stored, and what whoever looks may do."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import segno
from asyncpg import Record

from desk.extend import (
    CustomerThing,
    Panel,
    Principal,
    address,
    current_principal,
    current_scope,
    format_money,
    gettext,
    label,
    language,
    may_look,
    ngettext,
    now,
    own_currency,
    phone_seen,
    printable,
    to_zone,
)
from desk_training.queries import enrolments, results
from desk_training.states import COMING, ON_A_SEAT, OPEN

COURSE_LOOKS = {"draft": ("grey", "edit"), "published": ("green", "check"), "retired": ("grey", "ban")}
SESSION_LOOKS = {
    "planned": ("grey", "clock"),
    "announced": ("blue", "bell"),
    "running": ("accent", "play"),
    "ended": ("amber", "clock"),
    "graded": ("amber", "star"),
    "closed": ("green", "check"),
    "cancelled": ("grey", "ban"),
}
ENROLMENT_LOOKS = {
    "waiting": ("amber", "clock"),
    "registered": ("blue", "check"),
    "paid": ("green", "coins"),
    "attended": ("green", "check"),
    "absent": ("red", "close"),
    "passed": ("green", "star"),
    "failed": ("red", "close"),
    "cancelled": ("grey", "close"),
}


def fee(cents: int) -> str:
    """A fee as it is written."""
    return format_money(cents, own_currency(), language.get()) if cents else gettext("free")


def span(begins_at: Any, ends_at: Any) -> str:
    """From when to when, on the tenant's clocks: one day said once."""
    begin, end = (to_zone(one, current_scope().tenant.zone) for one in (begins_at, ends_at))
    to = f"{end:%H:%M}" if begin.date() == end.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{begin:%Y-%m-%d %H:%M}–{to}"


def course_view(found: Mapping[str, Any]) -> dict[str, Any]:
    """One course."""
    tint, sign = COURSE_LOOKS[found["status"]]
    same = (
        "id",
        "code",
        "name",
        "status",
        "content",
        "need",
        "materials",
        "hours",
        "pass_mark",
        "valid_months",
        "version",
    )
    return {
        **{name: found[name] for name in same},
        "kind": label("training.kind", found["kind"]),
        "kind_word": found["kind"],
        "level": label("training.level", found["level"]),
        "level_word": found["level"],
        "fee": fee(found["fee_cents"]),
        "plain_fee": f"{found['fee_cents'] / 100:g}" if found["fee_cents"] else "",
        "coming": found["coming"],
        "word": label("training.course", found["status"]),
        "tint": tint,
        "sign": sign,
    }


def session_row(found: Mapping[str, Any]) -> dict[str, Any]:
    """One session for a list, a panel or a page."""
    tint, sign = SESSION_LOOKS[found["status"]]
    free = 0 if found["waiting"] else found["seats"] - found["taken"]
    same = ("id", "number", "status", "place", "begins_at", "seats", "taken", "waiting", "note", "reason", "version")
    return {
        **{name: found[name] for name in same},
        "course": {"id": found["course"], "code": found["code"], "name": found["course_name"]},
        "kind": label("training.kind", found["kind"]),
        "level": label("training.level", found["level"]),
        "content": found["content"],
        "when": span(found["begins_at"], found["ends_at"]),
        "trainer": found["trainer_name"],
        "fee": fee(found["fee_cents"]),
        "free": free,
        "word": label("training.session", found["status"]),
        "tint": tint,
        "sign": sign,
    }


def session_sheet(found: Record, by: Principal) -> dict[str, Any]:
    """One session with what its page says besides."""
    coming = found["status"] in OPEN
    return session_row(found) | {
        "planned_at": found["planned_at"],
        **{name: found[name] for name in ("announced_at", "started_at", "ended_at")},
        "may": {
            "announce": found["status"] == "planned" and by.may("training.plan"),
            "change": coming and by.may("training.plan"),
            "enrol": coming and found["begins_at"] > now() and by.may("training.enrol"),
            "start": found["status"] == "announced" and by.may("training.teach"),
            "end": found["status"] == "running" and by.may("training.teach"),
            "survey": found["status"] in ("ended", "graded", "closed") and by.may("training.teach"),
            "ask": found["status"] in ("running", "ended", "graded", "closed") and by.may("training.teach"),
            "score": found["status"] == "ended" and found["pass_mark"] is not None and by.may("training.grade"),
            "close": found["status"] == ("graded" if found["pass_mark"] is not None else "ended")
            and by.may("training.grade"),
        },
    }


def session_values(found: Record) -> dict[str, str]:
    """A session as its form shows it."""
    zone = current_scope().tenant.zone
    return {
        **{name: str(found[name]) for name in ("place", "trainer", "seats", "note", "version")},
        "begins": f"{to_zone(found['begins_at'], zone):%Y-%m-%dT%H:%M}",
        "ends": f"{to_zone(found['ends_at'], zone):%Y-%m-%dT%H:%M}",
        "fee": f"{found['fee_cents'] / 100:g}",
    }


def enrolment_row(found: Mapping[str, Any]) -> dict[str, Any]:
    """One enrolment for a list, a panel or a page."""
    tint, sign = ENROLMENT_LOOKS[found["status"]]
    number = "mobile" if found["mobile"] else "phone"
    reached = phone_seen("contact", number, found[number]) or found["email"]
    same = ("id", "number", "status", "product", "needs", "at", "reason", "session_number", "version", "contact")
    return {
        **{name: found[name] for name in same},
        "course": found["course_name"],
        "begins_at": found["begins_at"],
        "place": found["place"],
        "name": found["contact_name"],
        "title": found["contact_title"],
        "reached": reached,
        "look": number if found[number] and may_look() else "",
        "customer": {"id": found["customer"], "name": found["customer_name"]},
        "fee": fee(found["fee_cents"]),
        "payment": found["payment"],
        "owes": bool(found["fee_cents"]) and found["payment"] is None and found["status"] in ("registered", "attended"),
        "has_seat": found["status"] not in ("waiting", "cancelled"),
        "materials": found["materials"] if found["status"] not in ("waiting", "cancelled") else "",
        "seated": found["status"] in ON_A_SEAT,
        "coming": found["status"] in COMING and found["begins_at"] > now() and found["session_status"] in OPEN,
        "word": label("training.enrolment", found["status"]),
        "tint": tint,
        "sign": sign,
    }


def check_url(code: str) -> str:
    """Where anybody checks the certificate with this code."""
    return address(current_scope().tenant.hosts["portal"], f"/certificates?code={code}")


def sheets(subject_kind: str, subject_id: UUID, by: Principal) -> list[dict[str, Any]]:
    """What can be printed of something, each once: our copy of these says the same as the customer's."""
    return [one for one in printable(subject_kind, subject_id, by) if "?copy=" not in one["url"]]


def certificate_view(found: Mapping[str, Any], by: Principal) -> dict[str, Any]:
    """One certificate, with its sheet to print."""
    same = ("number", "code", "holder", "qualification", "issued_on", "valid_to_on")
    return {name: found[name] for name in same} | {
        "prints": sheets("training_certificate", found["id"], by),
        "url": check_url(found["code"]),
        "picture": str(segno.make(check_url(found["code"]), error="m").svg_data_uri(scale=3, border=4)),
    }


def checked_view(found: Mapping[str, Any]) -> dict[str, Any]:
    """What a stranger with the code is told: of the holder, the first letter alone."""
    today = to_zone(now(), current_scope().tenant.zone).date()
    same = ("number", "qualification", "issued_on", "valid_to_on")
    return {name: found[name] for name in same} | {
        "holder": f"{found['holder'][:1]}**",
        "good": found["valid_to_on"] is None or found["valid_to_on"] >= today,
    }


async def panels(customer: CustomerThing) -> list[Panel]:
    """Who of a customer is registered for what."""
    by = current_principal()
    if not by.may("training.read"):
        return []
    found = await enrolments.of_customer(customer.id, most=5)
    coming = sum(one["status"] in COMING for one in found)
    context = {
        "vouchers": await results.open_vouchers(customer.id),
        "customer_id": customer.id,
        "enrolments": [enrolment_row(one) for one in found],
        "may_enrol": by.may("training.enrol"),
    }
    figure = ngettext("%(num)s is coming", "%(num)s are coming", coming) % {"num": coming} if coming else ""
    return [Panel(gettext("Training"), "training/_panel.html", context, "book", figure)]
