"""Customers as pages and programs see them: named for people, without a way to change anything."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.customers import masking, queries, settings
from desk.customers.actions.fields import SEVERAL
from desk.customers.actions.history import as_text
from desk.customers.labels import PRIVATE_FIELDS
from desk.customers.tables import Customer
from desk.fields.states import PREFIX
from desk.fields.views import in_history, is_hidden
from desk.fields.views import several as several_of
from desk.foundation import hooks, subjects, telling
from desk.foundation.events import registered
from desk.foundation.labels import label, listed
from desk.foundation.principals import Principal
from desk.foundation.subjects import Key, Thing
from desk.foundation.tenancy import TenantFacts, current_scope
from desk.foundation.translation import gettext, language
from desk.kit.masks import MASKED, is_masked
from desk.kit.phone import format_phone, parse_phone
from desk.kit.text import clip
from desk.kit.time import now, to_zone

FIELDS = (
    *("number", "name", "short_name", "status", "grade", "industry", "phone", "fax", "address", "website"),
    *("tax_no", "invoice_title", "invoice_address", "bank", "source", "credit", "cares_for", "engineer"),
    *("external_key", "note", "version", "created_at", "changed_at"),
)
OURS = ("customer", "contact", "product")
"""Facts about these stand in the file by themselves; others say whose they are."""
_STORED = {
    **{"status": "customer_status", "grade": "grade", "roles": "contact_role"},
    **{"credit": "credit", "cares_for": "cares_for"},
}
"""Fields whose values are stored words, with the kind of their labels."""
BY_NAME = ("engineer",)
"""Fields of whose values the history keeps the name."""
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


def phone_seen(owner: str, field: str, stored: str) -> str:
    """A number as the reader's language writes it, and as whoever looks sees it."""
    return masking.seen(owner, field, phone_shown(stored))


def tel(phone: str, extension: str = "") -> str:
    """The address at which a telephone dials this; empty for a number that is masked."""
    dialled = phone.replace(" ", "").replace("-", "")
    return f"tel:{dialled}{',' if extension else ''}{extension}" if phone and not is_masked(phone) else ""


def row_view(found: Record, by: Principal) -> dict[str, Any]:
    """One line of the list, as somebody sees it."""
    return dict(found) | {"phone": masking.shown("customer", "phone", phone_shown(found["phone"]), by)}


Looked = Mapping[tuple[UUID, str], str]
"""What somebody has just looked at, by whose it is and which field."""
NOTHING: Looked = {}


def customer_view(found: Customer, by: Principal, looked: Looked = NOTHING) -> dict[str, Any]:
    """The customer of a page, as somebody sees it; ``masked`` names what they may look at."""
    values = {field: getattr(found, field) for field in ("id", *FIELDS)}
    numbers = {"phone": phone_shown(found.phone), "fax": phone_shown(found.fax)}
    return _seen("customer", values | numbers, by, looked)


def contact_view(found: Record, by: Principal, looked: Looked = NOTHING) -> dict[str, Any]:
    """One line of the people, as somebody sees them."""
    numbers = {"mobile": phone_shown(found["mobile"]), "phone": phone_shown(found["phone"])}
    age = age_of(found, now()) if masking.sees_all(by) else None
    person = _seen("contact", dict(found) | numbers, by, looked) | {"age": age}
    number, extension = ("mobile", "") if found["mobile"] else ("phone", found["extension"])
    return person | {"number": number, "tel": tel(person[number], extension), "extension": extension}


def _seen(owner: str, values: dict[str, Any], by: Principal, looked: Looked) -> dict[str, Any]:
    """The values of one thing as somebody sees them, with what they have just looked at."""
    now_seen = {field: text for (whose, field), text in looked.items() if whose == values["id"]}
    shown = masking.hidden(owner, values, by)
    masked = {field for field, one in shown.items() if one != values[field] and field not in now_seen}
    return shown | now_seen | {"masked": masked}


def age_of(found: Record, at: datetime) -> int | None:
    """How old a contact is: by the birthday, or by the year where only that is known."""
    born, year = found["birthday"], found["birth_year"]
    if born is not None:
        return int(at.year - born.year - ((at.month, at.day) < (born.month, born.day)))
    return None if year is None else at.year - year


async def happened(found: Sequence[Record], by: Principal) -> list[dict[str, Any]]:
    """What somebody may see of what happened, as lines with a heading for each day."""
    shown = await telling.seen(found, by)
    names = await telling.names_in([one for one, _ in shown])
    items: list[dict[str, Any]] = []
    today = None
    for one, thing in shown:
        if one["name"] == "customer.changed" and [change[0] for change in one["changes"]] == ["grade"]:
            continue  # has a sentence of its own
        day = to_zone(one["at"], current_scope().tenant.zone or "UTC").date()
        if day != today:
            items.append({"type": "day", "at": one["at"]})
        items.append(_fact(one, thing, names))
        today = day
    return items


def _fact(one: Record, thing: Thing, names: Mapping[Key, str]) -> dict[str, Any]:
    kind, changes = str(one["subject_kind"]), one["changes"]
    own = {}
    if kind in OURS:
        own["changed"] = changes_shown(kind, changes) or gettext("(erased)")
    said = msgspec.json.decode(one["payload"])
    if "field" in said:
        own["field"] = label(f"{kind}_field", said["field"])
    if one["name"] == "customer.grade_changed":
        own |= {name: label("grade", said[name]) for name in ("old", "new")}
    text = telling.sentence(one, thing, names, **own)
    if one["name"] == "customers.imported" and any(old is not None for _, old, _ in changes):
        text += f" {changes_shown('customer', changes)}"
    about = None if kind in OURS else (thing.name, thing.url)
    return {
        "type": "fact",
        "id": one["id"],
        "at": one["at"],
        "name": one["name"],
        "icon": telling.icon(one),
        "text": text,
        "about": about,
    }


def modules() -> dict[str, str]:
    """The slices whose facts stand in a timeline, with their words: those that tell of customers' matters."""
    told = {slug for name, slug in telling.owners().items() if subjects.is_known(registered()[name].subject_kind)}
    return {slug: _module(slug) for slug in sorted(told)}


def _module(slug: str) -> str:
    word = label("slice", slug)
    return word if word != slug else hooks.title(slug)


def changes_shown(kind: str, changes: Iterable[Any]) -> str:
    """Changed fields with what they were and are: 电话 0512… → 0513…"""
    return gettext("; ").join(
        f"{label(f'{kind}_field', field)} {_change(kind, field, old, new)}" for field, old, new in changes
    )


def _change(kind: str, field: str, old: str | None, new: str | None) -> str:
    if is_erased(old, new):
        return gettext("(erased)")
    return f"{value_shown(kind, field, old) or '–'} → {value_shown(kind, field, new) or '–'}"


def is_erased(old: str | None, new: str | None) -> bool:
    """Whether a change has lost its values: a change from nothing to nothing there never was."""
    return old is None and new is None


def history_row(one: Record) -> dict[str, Any]:
    """One change of one field, private ones masked."""
    return {
        "at": one["at"],
        "about": one["name"] if one["kind"] != "customer" else "",
        "field": label(f"{one['kind']}_field", one["field"]),
        "old": value_shown(one["kind"], one["field"], one["old"]),
        "new": value_shown(one["kind"], one["field"], one["new"]),
        "erased": is_erased(one["old"], one["new"]),
        "by": one["by_name"] or gettext(telling.PLATFORM),
    }


def value_shown(kind: str, field: str, value: Any) -> str:
    """One value of the history, short."""
    text = as_text(value) or ""
    if field in PRIVATE_FIELDS:
        return MASKED if text else ""
    text = masking.seen(kind, field, text)
    if field.startswith(PREFIX):
        return clip(in_history(kind, field, text), _LONGEST)
    if field in _STORED:
        return listed(label(_STORED[field], one) for one in text.split(", ") if one)
    return clip(text, _LONGEST)


def masked(kind: str, field: str, value: str | None) -> str | None:
    """A value of the history for programs: as it was, unless it is private, confidential or for few eyes."""
    if value and (field in PRIVATE_FIELDS or is_hidden(kind, field)):
        return MASKED
    return masking.seen(kind, field, value) if value else value


def values_of(thing: Any, names: Iterable[str]) -> dict[str, Any]:
    """What stands in a form at first: the stored values as text."""
    found = {name: getattr(thing, name) for name in names}
    return {name: value if isinstance(value, list) else as_text(value) or "" for name, value in found.items()}


def form_values(owner: str, thing: Any, names: Iterable[str], by: Principal) -> dict[str, Any]:
    """What stands in a form at first, as somebody sees it: a mask that stays as it is changes nothing."""
    return masking.hidden(owner, values_of(thing, names), by)


def conflict(kind: str, sentence: str, missed: Iterable[Record]) -> dict[str, str]:
    """What somebody else changed meanwhile, for above the text that was typed."""
    return {
        "sentence": sentence,
        "changes": changes_shown(kind, ((one["field"], one["old"], one["new"]) for one in missed)),
    }


def caught_up(kind: str, typed: Mapping[str, Any], missed: Iterable[Record]) -> dict[str, Any]:
    """What was typed; where nothing was typed over the old value, what somebody else made of it."""
    first: dict[str, str] = {}
    several = SEVERAL.keys() | several_of(kind)
    values: dict[str, Any] = {name: _parts(one) if name in several else one for name, one in typed.items()}
    for one in missed:
        name, new = one["field"], one["new"] or ""
        if name in BY_NAME:
            continue
        first.setdefault(name, one["old"] or "")
        if name in several:
            untouched = set(_parts(typed.get(name))) == set(_parts(first[name]))
            values[name] = _parts(new if untouched else typed.get(name))
        elif (as_text(typed.get(name)) or "") == first[name]:
            values[name] = masking.seen(kind, name, new)
    return values


def _parts(chosen: Any) -> list[str]:
    """What was chosen of several, as a form sends it or as the history keeps it."""
    found = chosen if isinstance(chosen, list) else str(chosen or "").split(",")
    return [str(one).strip() for one in found if str(one).strip()]


def fields_named(names: Any, payload: Mapping[str, Any]) -> str:
    """The fields of a proposed change, as facts about it say them."""
    return listed(label(f"{payload['about']}_field", one) for one in names) or gettext("nothing")


async def proposals_shown(found: Sequence[Record]) -> list[dict[str, Any]]:
    """What customers want changed, each field as it was, as it is now, and as it shall be."""
    fields = await queries.fields_of([one["id"] for one in found])
    things = await queries.as_now([(one["subject_kind"], one["subject_id"]) for one in found])
    return [
        {
            "id": one["id"],
            "customer": {"id": one["customer"], "name": one["customer_name"]},
            "contact": one["contact_name"],
            "about": label("proposal_about", one["subject_kind"]),
            "status": one["status"],
            "at": one["at"],
            "ended_at": one["ended_at"],
            "by": one["by_name"] or (gettext(telling.PLATFORM) if one["by_kind"] == "system" else ""),
            "fields": [
                _field_proposed(one["subject_kind"], field, things.get(one["subject_id"]))
                for field in fields[one["id"]]
            ],
        }
        for one in found
    ]


def _field_proposed(kind: str, one: Record, now: Record | None) -> dict[str, Any]:
    def said(value: Any) -> str:
        return value_shown(kind, one["field"], value)

    current = as_text(now[one["field"]]) if now is not None else None
    return {
        "name": one["field"],
        "word": label(f"{kind}_field", one["field"]),
        "old": said(one["old"]),
        "new": said(one["new"]),
        "now": said(current) if one["status"] == "waiting" and (current or "") != (one["old"] or "") else None,
        "status": one["status"],
        "reason": one["reason"],
    }
