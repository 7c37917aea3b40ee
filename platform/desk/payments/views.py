"""Payments as pages see them: with words for what is stored, and what whoever looks may do."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record
from markupsafe import Markup

from desk.foundation import subjects
from desk.foundation.events import registered
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.things import Panel
from desk.foundation.translation import N_, gettext, language
from desk.foundation.web.request import current_principal, current_visit
from desk.kit import time
from desk.kit.money import format_money, plain_money
from desk.kit.text import plain_to_html
from desk.payments import kinds, queries
from desk.payments.states import PAID, Status

LOOKS = {
    "recorded": ("green", "check"),
    "verified": ("green", "check"),
    "claimed": ("amber", "clock"),
    "refused": ("grey", "ban"),
}
SHOWN = 4
"""So many stand in a panel."""
PLATFORM = N_("The system")
PARTLY, WHOLLY = N_("Paid back in part"), N_("Paid back")


def money(cents: int, currency: str) -> str:
    """An amount in the reader's language."""
    return format_money(cents, currency, language.get())


def mark_of(payment: Mapping[str, Any]) -> tuple[str, str, str]:
    """Word, tint and sign of where a payment stands."""
    if payment["refunded_cents"]:
        whole = payment["refunded_cents"] == payment["amount_cents"]
        return gettext(WHOLLY if whole else PARTLY), "grey" if whole else "blue", "undo"
    return (label("payment.status", payment["status"]), *LOOKS[payment["status"]])


def row_view(payment: Mapping[str, Any]) -> dict[str, Any]:
    """One payment for a list, a panel or the portal."""
    word, tint, sign = mark_of(payment)
    same = ("id", "number", "status", "paid_at", "receipt", "invoice", "told", "reason", "version")
    return {
        **{name: payment[name] for name in same},
        "kind": kinds.word_of(payment["kind"]),
        "amount": money(payment["amount_cents"], payment["currency"]),
        "refunded": money(payment["refunded_cents"], payment["currency"]) if payment["refunded_cents"] else "",
        "method": label("payment.method", payment["method"]),
        "word": word,
        "tint": tint,
        "sign": sign,
        "customer": {"id": payment["customer"], "name": payment["customer_name"]},
        "contact": payment["contact_name"] or "",
    }


def possible(payment: Mapping[str, Any], by: Principal) -> dict[str, bool]:
    """What somebody may do with a payment now."""
    claimed, paid = payment["status"] == Status.CLAIMED, payment["status"] in PAID
    left = payment["amount_cents"] > payment["refunded_cents"]
    return {
        "decide": claimed and by.may("payment.verify"),
        "refund": paid and left and by.may("payment.refund"),
        "invoice": paid and by.may("payment.record"),
    }


async def sheet_view(payment: Record, by: Principal) -> dict[str, Any]:
    """One payment with what its page says besides."""
    thing = None
    if payment["subject_id"] is not None:
        key = (payment["subject_kind"], payment["subject_id"])
        thing = (await subjects.things_of([key])).get(key)
    left = payment["amount_cents"] - payment["refunded_cents"]
    return row_view(payment) | {
        "told": Markup(plain_to_html(payment["told"])),  # noqa: S704 - escapes itself
        "note": Markup(plain_to_html(payment["note"])),  # noqa: S704 - escapes itself
        "reason": Markup(plain_to_html(payment["reason"])),  # noqa: S704 - escapes itself
        "reference": payment["reference"],
        "subject": thing and {"name": thing.name, "url": thing.url if by.may(thing.permission) else ""},
        "recorded_at": payment["recorded_at"],
        "by": payment["by_name"] or gettext(PLATFORM),
        "decided_at": payment["decided_at"],
        "decided_by": payment["decided_by_name"] or "",
        "left": plain_money(left, payment["currency"]),
        "left_words": money(left, payment["currency"]),
        "may": possible(payment, by),
    }


def refund_view(refund: Record, currency: str) -> dict[str, Any]:
    """One refund."""
    return {
        "number": refund["number"],
        "amount": money(refund["amount_cents"], currency),
        "method": label("payment.method", refund["method"]),
        "reason": refund["reason"],
        "at": refund["at"],
        "by": refund["by_name"] or gettext(PLATFORM),
    }


def timeline(facts: Sequence[Record], zone: str) -> list[dict[str, Any]]:
    """What happened to a payment, with a heading for each day."""
    found: list[dict[str, Any]] = []
    for one in facts:
        day = time.to_zone(one["at"], zone).date()
        if not found or found[-1]["on"] != day:
            found.append({"type": "day", "at": one["at"], "on": day})
        event, payload = registered().get(one["name"]), msgspec.json.decode(one["payload"])
        words = payload | {"by": one["by_name"] or gettext(PLATFORM)}
        text = gettext(event.sentence).format_map(words) if event else one["name"]
        found.append(
            {"type": "fact", "at": one["at"], "icon": event.icon if event else "info", "text": text, "on": day}
        )
    return found


async def panel_of_customer(customer_id: UUID) -> list[Panel]:
    """A customer's latest payments, and what they paid this year."""
    by, zone = current_principal(), current_visit().tenant.zone
    if not by.may("payment.read"):
        return []
    found = await queries.of_customer(customer_id, most=SHOWN)
    begin, end = time.year_bounds(time.to_zone(time.now(), zone).year, zone)
    totals = await queries.total_of(begin, end, customer_id)
    may_note = by.may("payment.record") or by.may("payment.claim")
    context = {
        "payments": [row_view(one) for one in found],
        "total": " · ".join(money(cents, currency) for currency, cents in totals.items()),
        "new_url": f"/payments/new?customer={customer_id}" if may_note else "",
        "all_url": f"/payments?customer={customer_id}",
    }
    return [Panel(gettext("Payments"), "payments/_panel.html", context, "coins")]
