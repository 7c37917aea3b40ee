"""Points as pages see them: with words for what is stored, and what whoever looks may do."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from asyncpg import Record

from desk.extend import (
    CustomerThing,
    Figure,
    Panel,
    Principal,
    current_principal,
    current_scope,
    format_count,
    format_money,
    gettext,
    label,
    language,
    now,
    payment_word,
    to_zone,
)
from desk_loyalty import settings
from desk_loyalty.actions.redeeming import is_provided
from desk_loyalty.queries import gifts, ledger
from desk_loyalty.states import OPEN, REQUEST_OF, GiftKind
from desk_loyalty.states import RedemptionStatus as Status

LOOKS = {
    "requested": ("blue", "clock"),
    "approved": ("amber", "gift"),
    "rejected": ("grey", "ban"),
    "delivered": ("green", "check"),
    "cancelled": ("grey", "close"),
}


def points(number: int) -> str:
    """A number of points as it is written."""
    sign = "−" if number < 0 else ""
    return f"{sign}{format_count(abs(number), language.get())}"


def entry_view(entry: Record) -> dict[str, Any]:
    """One movement."""
    return {
        "at": entry["at"],
        "kind": label("loyalty.entry", entry["kind"]),
        "points": f"+{points(entry['points'])}" if entry["points"] > 0 else points(entry["points"]),
        "gains": entry["points"] > 0,
        "why": entry["why"],
        "expires_on": entry["expires_on"],
        "by": entry["by_name"] or "",
        "source": _source(entry),
        "source_url": f"/payments/{entry['payment']}" if entry["payment"] else "",
    }


def _source(entry: Record) -> str:
    """Where points come from: what was paid and how much of it, or an answer."""
    if entry["payment"]:
        sum_of = format_money(entry["sum_cents"] or 0, entry["currency"], language.get())
        return f"{payment_word(entry['paid_for'])} #{entry['payment']} · {sum_of}"
    return gettext("An answered survey") if entry["subject_kind"] == "survey" else ""


def gift_view(gift: Record) -> dict[str, Any]:
    """One gift, with whether it can be had now."""
    provided = is_provided(gift["kind"])
    return {
        **{name: gift[name] for name in ("id", "name", "told", "version", "stock", "left")},
        "kind": label("loyalty.gift", gift["kind"]),
        "kind_word": gift["kind"],
        "price": points(gift["price"]),
        "plain_price": gift["price"],
        "value": f"{gift['value_cents'] / 100:.2f}" if gift["value_cents"] is not None else "",
        "counted": GiftKind(gift["kind"]) not in REQUEST_OF,
        "retired": gift["retired_at"] is not None,
        "provided": provided,
        "offered": provided and gift["retired_at"] is None and (gift["left"] is None or gift["left"] > 0),
    }


def redemption_row(found: Mapping[str, Any]) -> dict[str, Any]:
    """One redemption for a list or panel."""
    tint, sign = LOOKS[found["status"]]
    return {
        **{name: found[name] for name in ("id", "number", "quantity", "status", "requested_at", "version")},
        "gift": found["gift_name"],
        "points": points(found["points"]),
        "word": label("loyalty.redemption", found["status"]),
        "tint": tint,
        "sign": sign,
        "customer": {"id": found["customer"], "name": found["customer_name"]},
        "contact": found["contact_name"] or "",
    }


def redemption_sheet(found: Record, by: Principal) -> dict[str, Any]:
    """One redemption with what its page says besides."""
    same = ("decided_at", "delivered_at", "received_by", "request_number", "reason")
    return redemption_row(found) | {
        **{name: found[name] for name in same},
        "decided_by": found["decided_by_name"] or "",
        "delivered_by": found["delivered_by_name"] or "",
        "may": {
            "decide": found["status"] == Status.REQUESTED and by.may("loyalty.decide"),
            "deliver": found["status"] == Status.APPROVED
            and found["request_number"] is None
            and by.may("loyalty.deliver"),
            "cancel": found["status"] in OPEN and by.may("loyalty.decide"),
        },
    }


def rule_view(rule: Record, today: Any) -> dict[str, Any]:
    """One rule."""
    over = rule["ends_on"] is not None and rule["ends_on"] < today
    status = "ended" if rule["status"] == "approved" and over else rule["status"]
    grades = msgspec.json.decode(rule["grades"])
    return {
        **{name: rule[name] for name in ("id", "per_hundred", "months", "begins_on", "ends_on")},
        "kind": payment_word(rule["kind"]),
        "status": status,
        "word": label("loyalty.rule", status),
        "tint": {"proposed": "blue", "approved": "green", "ended": "grey"}[status],
        "grades": [(label("grade", grade), percent) for grade, percent in grades.items()],
        "proposed_by": rule["proposed_by_name"] or "",
        "decided_by": rule["decided_by_name"] or "",
    }


def season_view() -> dict[str, Any]:
    """When points are exchanged, and whether now."""
    found = settings.season()
    today = to_zone(now(), current_scope().tenant.zone).date()
    return {
        "open": found is None or found.is_open(today),
        "begin": found.begin if found else "",
        "end": found.end if found else "",
    }


async def panels(customer: CustomerThing) -> list[Panel]:
    """A customer's balance, with the ways on."""
    if not current_principal().may("loyalty.read"):
        return []
    balance = await ledger.balance(customer.id)
    found = await gifts.redemptions(gifts.Wanted(statuses=OPEN, customer=customer.id), most=3)
    context = {
        "customer_id": customer.id,
        "reserved": points(balance.reserved) if balance.reserved else "",
        "redemptions": [redemption_row(one) for one in found],
        "may_ask": current_principal().may("loyalty.ask"),
    }
    return [Panel(gettext("Points"), "loyalty/_panel.html", context, "gift", points(balance.points))]


async def figures() -> list[Figure]:
    """What waits to be decided, on the home of who decides."""
    by = current_principal()
    if not by.may("loyalty.decide"):
        return []
    waiting = await gifts.waiting()
    return (
        [Figure(str(waiting), gettext("Gifts to decide"), url="/loyalty/redemptions?view=requested")] if waiting else []
    )


def by_customer(found: Sequence[Record]) -> list[dict[str, Any]]:
    """Rows of the list of who has points."""
    return [
        {
            "id": one["id"],
            "name": one["name"],
            "grade": label("grade", one["grade"]),
            "balance": points(one["balance"]),
            "reserved": points(one["reserved"]) if one["reserved"] else "",
        }
        for one in found
    ]
