"""
Facts of all slices in one line of sentences: who may see which, and in which words.

A fact is shown to whoever may open what it is about (``subjects.register_things``); what nobody opens is not told.
Words of a payload that aren't names or plain stay with the slice that knows them: it registers a maker for its key.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation import subjects
from desk.foundation.events import registered
from desk.foundation.hooks import answers
from desk.foundation.principals import Principal
from desk.foundation.subjects import Key, Thing
from desk.foundation.translation import N_, gettext

PLATFORM = N_("The system")
LOOKS = "audit.read"
"""Who else looked at something is for those who read the audit trail."""
Maker = Callable[[Any, Mapping[str, Any]], str]

_makers: dict[str, Maker] = {}


def register_word(key: str, maker: Maker) -> None:
    """Make known how a word of a payload is said; the maker gets it with the whole payload."""
    _makers[key] = maker


def owners() -> dict[str, str]:
    """Whose each kind of fact is, by its name."""
    return {event.name: slug for slug, events in answers("register_events").items() for event in events}


async def seen(facts: Iterable[Record], by: Principal) -> list[tuple[Record, Thing]]:
    """The facts that somebody may see, each with what it is about."""
    found = list(facts)
    things = await subjects.things_seen({(one["subject_kind"], one["subject_id"]) for one in found}, by)
    shown = [(one, things.get((one["subject_kind"], one["subject_id"]))) for one in found]
    may_look = by.may(LOOKS)
    return [(one, thing) for one, thing in shown if thing and (one["audit"] != "look" or may_look)]


async def names_in(facts: Sequence[Record]) -> Mapping[Key, str]:
    """The names of everybody whom these facts mention."""
    keys: set[Key] = set()
    for one in facts:
        ids = [one["by_id"], *filter(None, map(_id, msgspec.json.decode(one["payload"]).values()))]
        keys |= {(kind, found) for found in ids if found for kind in ("member", "contact")}
    return await subjects.names_of(keys)


def sentence(fact: Record, thing: Thing, names: Mapping[Key, str], **own: str) -> str:
    """A fact as a sentence in the reader's language; ``own`` are words that the caller knows better."""
    kind, payload = registered().get(fact["name"]), msgspec.json.decode(fact["payload"])
    if kind is None:
        return str(fact["name"])
    words = {key: _word(key, value, payload, names) for key, value in payload.items()}
    by = _name(fact["by_id"], names) or gettext(PLATFORM)
    return gettext(kind.sentence).format_map(_Lenient(words | {"by": by, "subject": thing.name} | own))


def icon(fact: Record) -> str:
    """The sign of a fact's kind."""
    kind = registered().get(fact["name"])
    return kind.icon if kind else "info"


def _word(key: str, value: Any, payload: Mapping[str, Any], names: Mapping[Key, str]) -> str:
    if key in _makers:
        return _makers[key](value, payload)
    found = _id(value)
    if found is not None:
        return _name(found, names)
    return ", ".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)


def _name(found: UUID | None, names: Mapping[Key, str]) -> str:
    return (names.get(("member", found)) or names.get(("contact", found)) or "") if found else ""


def _id(value: Any) -> UUID | None:
    if not isinstance(value, str) or len(value) != 36:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


class _Lenient(dict[str, str]):
    """An older version of a fact may lack a word."""

    def __missing__(self, key: str) -> str:
        return "…"
