"""Customers as pages and programs see them: named for people, without a way to change anything."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
from asyncpg import Record

from desk.customers import settings
from desk.customers.actions.fields import SEVERAL, listed
from desk.customers.actions.history import as_text
from desk.customers.labels import PRIVATE_FIELDS
from desk.customers.tables import Customer
from desk.foundation.events import registered
from desk.foundation.labels import label
from desk.foundation.tenancy import TenantFacts
from desk.foundation.translation import gettext, language
from desk.kit.phone import format_phone, parse_phone
from desk.kit.text import clip
from desk.kit.time import now, to_zone

FIELDS = (
    *("number", "name", "short_name", "status", "grade", "industry", "phone", "fax", "address", "website"),
    *("tax_no", "invoice_title", "invoice_address", "bank", "source", "credit", "cares_for", "engineer"),
    *("external_key", "note", "version", "created_at", "changed_at"),
)
_STORED = {
    **{"status": "customer_status", "grade": "grade", "roles": "contact_role"},
    **{"credit": "credit", "cares_for": "cares_for"},
}
"""Fields whose values are stored words, with the kind of their labels."""
BY_NAME = ("engineer",)
"""Fields of whose values the history keeps the name."""
_MASKED = "••••••"
_LONGEST = 40


def grade_view(found: Customer, changes: Iterable[Record], tenant: TenantFacts) -> dict[str, Any]:
    """The grade of a customer, the rule for it, those that may be chosen instead, and those that came before."""
    own, used = settings.grade(tenant.settings, found.grade), settings.used_grades(tenant.settings)
    return {
        "key": own.key,
        "word": own.word,
        "tint": own.tint,
        "rule": own.rule,
        "choices": [(key, word) for key, word in used.items() if key != own.key],
        "changes": [dict(one) for one in changes],
    }


def phone_shown(stored: str) -> str:
    """A number as the reader's language writes it."""
    return _phone(stored, language.get()) if stored else ""


@lru_cache(maxsize=4096)
def _phone(stored: str, lang: str) -> str:
    found = parse_phone(stored)
    return format_phone(found, lang) if found else stored


def row_view(found: Record) -> dict[str, Any]:
    """One line of the list."""
    return dict(found) | {"phone": phone_shown(found["phone"])}


def customer_view(found: Customer) -> dict[str, Any]:
    """The customer of a page."""
    values = {field: getattr(found, field) for field in ("id", *FIELDS)}
    return values | {"phone": phone_shown(found.phone), "fax": phone_shown(found.fax)}


def contact_view(found: Record) -> dict[str, Any]:
    """One line of the people."""
    numbers = {"mobile": phone_shown(found["mobile"]), "phone": phone_shown(found["phone"])}
    return dict(found) | numbers | {"age": age_of(found, now())}


def age_of(found: Record, at: datetime) -> int | None:
    """How old a contact is: by the birthday, or by the year where only that is known."""
    born, year = found["birthday"], found["birth_year"]
    if born is not None:
        return int(at.year - born.year - ((at.month, at.day) < (born.month, born.day)))
    return None if year is None else at.year - year


def facts(found: Iterable[Record], zone: str) -> list[dict[str, Any]]:
    """What happened, as lines with a heading for each day."""
    items: list[dict[str, Any]] = []
    today = None
    for one in found:
        if not (fact := _fact(one)):
            continue
        day = to_zone(one["at"], zone).date()
        if day != today:
            items.append({"type": "day", "at": one["at"]})
        items.append(fact)
        today = day
    return items


def _fact(found: Record) -> dict[str, Any]:
    kind = registered().get(found["name"])
    if found["name"] == "customer.changed" and [one[0] for one in found["changes"]] == ["grade"]:
        return {}  # has a sentence of its own
    sentence = gettext(kind.sentence) if kind else found["name"]
    words = {
        "by": found["by_name"] or gettext("The system"),
        "subject": found["subject"],
        "changed": changes_shown(found["name"].partition(".")[0], found["changes"]) or gettext("(erased)"),
    }
    said = msgspec.json.decode(found["payload"])
    words |= {name: label("grade", str(said[name])) for name in ("old", "new") if name in said}
    imported = found["name"] == "customers.imported" and any(old is not None for _, old, _ in found["changes"])
    after = f" {changes_shown('customer', found['changes'])}" if imported else ""
    return {
        "type": "fact",
        "at": found["at"],
        "icon": kind.icon if kind else "info",
        "text": sentence.format(**words) + after,
    }


def changes_shown(kind: str, changes: Iterable[Any]) -> str:
    """Changed fields with what they were and are: 电话 0512… → 0513…"""
    return gettext("; ").join(
        f"{label(f'{kind}_field', field)} {value_shown(field, old) or '–'} → {value_shown(field, new) or '–'}"
        for field, old, new in changes
    )


def value_shown(field: str, value: Any) -> str:
    """One value of the history, short."""
    text = as_text(value) or ""
    if field in PRIVATE_FIELDS:
        return _MASKED if text else ""
    if field in _STORED:
        return listed(label(_STORED[field], one) for one in text.split(", ") if one)
    return clip(text, _LONGEST)


def values_of(thing: Any, names: Iterable[str]) -> dict[str, Any]:
    """What stands in a form at first: the stored values as text."""
    found = {name: getattr(thing, name) for name in names}
    return {name: value if isinstance(value, list) else as_text(value) or "" for name, value in found.items()}


def conflict(kind: str, sentence: str, missed: Iterable[Record]) -> dict[str, str]:
    """What somebody else changed meanwhile, for above the text that was typed."""
    return {
        "sentence": sentence,
        "changes": changes_shown(kind, ((one["field"], one["old"], one["new"]) for one in missed)),
    }


def caught_up(typed: Mapping[str, Any], missed: Iterable[Record]) -> dict[str, Any]:
    """What was typed; where nothing was typed over the old value, what somebody else made of it."""
    first: dict[str, str] = {}
    values = dict(typed)
    for one in missed:
        name, new = one["field"], one["new"] or ""
        if name in BY_NAME:
            continue
        first.setdefault(name, one["old"] or "")
        if (as_text(typed.get(name)) or "") == first[name]:
            values[name] = new.split(", ") if name in SEVERAL and new else new
    return values
