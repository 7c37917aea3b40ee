"""Fields of a tenant's own as pages, lists and programs see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from asyncpg import Record

from desk.fields import kinds
from desk.fields.forms import may_see
from desk.fields.queries import Range
from desk.fields.settings import declared, live
from desk.fields.states import CHOOSING, OWNERS, PREFIX, Field, Kind
from desk.foundation import telling
from desk.foundation.labels import label, listed
from desk.foundation.principals import Principal
from desk.foundation.subjects import Thing
from desk.foundation.web import lists
from desk.foundation.web.request import visit_or_none
from desk.kit.masks import MASKED


def inputs(owner: str, by: Principal, held: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The fields of a form; ``held`` is what is stored, by key: what is chosen already stays offered."""
    stored = held or {}
    return [
        {
            "name": one.name,
            "kind": str(one.kind),
            "word": one.word,
            "required": one.required,
            "options": kinds.options(one, stored.get(one.key, "")) if one.kind in (*CHOOSING, Kind.YES_NO) else [],
        }
        for one in live(owner)
        if may_see(one, by)
    ]


def values(owner: str, held: Mapping[str, str]) -> dict[str, Any]:
    """What stands in a form at first, under the names of its inputs."""
    several = {one.key for one in declared(owner) if one.kind == Kind.SEVERAL}
    return {PREFIX + key: stored.split(",") if key in several else stored for key, stored in held.items()}


def several(owner: str) -> set[str]:
    """The names of the inputs in which any number may be chosen."""
    return {one.name for one in declared(owner) if one.kind == Kind.SEVERAL}


def beside(owner: str, mine: Mapping[str, str], theirs: Mapping[str, str], by: Principal) -> list[dict[str, str]]:
    """Two of an owner beside each other, where either says something: what stays is the first's, else the other's."""
    return [
        {
            "label": one.word,
            "kept": shown(one, mine.get(one.key, ""), by),
            "other": shown(one, theirs.get(one.key, ""), by),
            "stays": "both" if one.kind == Kind.SEVERAL else "kept" if mine.get(one.key) else "other",
        }
        for one in declared(owner)
        if mine.get(one.key) or theirs.get(one.key)
    ]


def said(owner: str, held: Mapping[str, str], by: Principal) -> list[tuple[str, str, bool]]:
    """What is said, in the order of the fields: word, value, and whether it is long. Retired fields stand behind."""
    fields = sorted((one for one in declared(owner) if held.get(one.key)), key=lambda one: one.retired)
    return [(one.word, shown(one, held[one.key], by), one.kind == Kind.LONG_TEXT) for one in fields]


def shown(field: Field, stored: str, by: Principal) -> str:
    """A value for whoever looks: masked where it is not for them."""
    if not stored:
        return ""
    return kinds.shown(field, stored) if may_see(field, by) else MASKED


def plain(owner: str, held: Mapping[str, str], by: Principal) -> dict[str, Any]:
    """What programs get: every field that is asked for, by key; what is not for them is left out."""
    return {one.key: kinds.plain(one, held.get(one.key, "")) for one in live(owner) if may_see(one, by)}


def in_history(owner: str, name: str, stored: str) -> str:
    """A value of the history in words; masked for whoever may not see it now."""
    field = next((one for one in declared(owner) if one.name == name), None)
    if field is None or is_hidden(owner, name):
        return MASKED if stored else ""
    return kinds.shown(field, stored)


def is_hidden(owner: str, name: str) -> bool:
    """Whether a field of this name is confidential, and not for whoever looks."""
    visit = visit_or_none()
    by = visit.principal if visit else None
    return any(one.name == name and one.confidential and not (by and may_see(one, by)) for one in declared(owner))


def columns(owner: str) -> tuple[lists.Column, ...]:
    """The columns that these fields give a list; its rows have ``custom``, by the names of the fields."""
    return tuple(
        lists.Column(
            one.name,
            one.word,
            "pd-num" if one.kind in (Kind.NUMBER, Kind.DATE) else "",
            _cell(one.name),
            usual=False,
            drawn=one.kind != Kind.LONG_TEXT,
        )
        for one in live(owner)
    )


def _cell(name: str) -> Any:
    return lambda line: line.row["custom"].get(name, "")


def cells(owner: str, held: Mapping[str, str], by: Principal) -> dict[str, str]:
    """What stands in these columns for one row."""
    return {one.name: shown(one, held.get(one.key, ""), by) for one in live(owner)}


def seen_here(owner: str) -> list[Field]:
    """The fields that are asked for, but for those that are confidential and not for whoever looks."""
    return [one for one in live(owner) if visit_or_none() is None or not is_hidden(owner, one.name)]


def filters(owner: str) -> tuple[lists.Filter, ...]:
    """What these fields can narrow a list by: for whoever may see them."""
    visit = visit_or_none()
    if visit is None or visit.principal is None:
        return ()
    by = visit.principal
    return tuple(_filter(one) for one in live(owner) if one.kind != Kind.LONG_TEXT and may_see(one, by))


def ranges(asked: lists.Asked, owner: str) -> tuple[Range, ...]:
    """What was asked of these fields."""
    return tuple(found for one in live(owner) if (found := asked.value(one.name)) is not None)


def _filter(field: Field) -> lists.Filter:
    if field.kind in (*CHOOSING, Kind.YES_NO):
        return OwnChoice(field.name, field.word, lambda: dict(kinds.options(field)))
    kind = {Kind.NUMBER: OwnNumber, Kind.DATE: OwnDays}.get(field.kind, OwnWords)
    return kind(field.name, field.word)


@dataclass(frozen=True, slots=True)
class OwnChoice(lists.Choice):
    """One of the choices of a field."""

    def value(self, text: str) -> Any:
        key = lists.Choice.value(self, text)
        return Range(self.name.removeprefix(PREFIX), key, key)


@dataclass(frozen=True, slots=True)
class OwnDays(lists.Days):
    """From a day to a day, as the field says them."""

    def value(self, text: str) -> Any:
        lists.Days.value(self, text)
        low, _, high = text.partition("..")
        return Range(self.name.removeprefix(PREFIX), low or "0", high or "9")


@dataclass(frozen=True, slots=True)
class OwnNumber(lists.Number):
    """From a whole number to another."""

    def value(self, text: str) -> Any:
        ends = lists.Number.value(self, text)
        field = Field("x", Kind.NUMBER, "x")
        low, high = (kinds.twin(field, str(one)) if one is not None else "" for one in ends)
        return Range(self.name.removeprefix(PREFIX), low or "0", high or "9")


@dataclass(frozen=True, slots=True)
class OwnWords(lists.Words):
    """What a text begins with."""

    def value(self, text: str) -> Any:
        start = kinds.twin(Field("x", Kind.TEXT, "x"), lists.Words.value(self, text))
        return Range(self.name.removeprefix(PREFIX), start, start + "\U0010ffff")


def overview() -> list[dict[str, Any]]:
    """All owners with their fields, for the page that manages them."""
    return [
        {"name": owner, "word": label("field.owner", owner), "fields": [_row(one) for one in declared(owner)]}
        for owner in OWNERS
    ]


def _row(field: Field) -> dict[str, Any]:
    words = [choice.word for choice in field.choices if not choice.retired]
    return {
        "key": field.key,
        "word": field.word,
        "kind": label("field.kind", field.kind),
        "choices": listed(words),
        "required": field.required,
        "confidential": field.confidential,
        "retired": field.retired,
    }


async def history(found: Iterable[Record]) -> list[dict[str, Any]]:
    """What was done to the fields, in words."""
    facts = list(found)
    names = await telling.names_in(facts)
    return [{"at": one["at"], "icon": telling.icon(one), "text": _sentence(one, names)} for one in facts]


def _sentence(fact: Record, names: Any) -> str:
    payload = msgspec.json.decode(fact["payload"])
    words = {one.key: one.word for one in declared(payload["owner"])}
    own = {"key": f"{label('field.owner', payload['owner'])} · {words.get(payload.get('key', ''), '')}"}
    if "what" in payload:
        own["what"] = listed(label("field.what", one) for one in payload["what"])
    return telling.sentence(fact, Thing("", "", ""), names, **own)


def with_own(what: lists.List, owner: str) -> lists.List:
    """A list with the columns and filters of this tenant."""
    if not live(owner):
        return what
    return replace(what, columns=(*what.columns, *columns(owner)), filters=(*what.filters, *filters(owner)))
