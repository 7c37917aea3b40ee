"""Letting customers and their people be found, by whatever is said on the phone."""

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from asyncpg import Record

from desk.customers import queries
from desk.customers.actions.likening import note_likeness
from desk.kit.phone import search_digits
from desk.kit.text import bigrams, pinyin_key
from desk.search import actions as search

_KEPT = re.compile(r"0?([1-9][0-9]{1,2})[- ]([0-9]{3,4})[- ]([0-9]{4})(?: 转 [0-9]{1,6})?")
_STARTS = 8
"""At so many characters of a name its initials may be begun: people leave out the town in front."""


async def make_findable(*customer_ids: UUID) -> None:
    """Let these customers and everybody there be found by what is said of them now, in lists and everywhere."""
    for said in await queries.said_of(customer_ids):
        words, digits = words_of(said), digits_of(said)
        await queries.keep_words(said["id"], bigrams(words), digits)
        await _index(said, words)
        await note_likeness(said)


async def index_everywhere(customer_ids: Sequence[UUID]) -> None:
    """Put customers into the common index whose own rows know already by what they are found."""
    for said in await queries.said_of(customer_ids):
        await _index(said, words_of(said))
        await note_likeness(said)


async def forget_contact(contact_id: UUID) -> None:
    """Let somebody who left not be found any more."""
    await search.forget("contact", contact_id)


async def _index(said: Record, words: str) -> None:
    people = said["people"]
    first = people[0][1] if people else ""
    await search.index(
        kind="customer",
        subject_id=said["id"],
        title=said["name"],
        detail=" · ".join(filter(None, (str(said["number"]), first, said["phone"]))),
        url=f"/customers/{said['id']}",
        words=[words],
        digits=_numbers(said),
        customer_id=said["id"],
        at=said["changed_at"],
    )
    for contact_id, name, title, mobile, phone in people:
        await search.index(
            kind="contact",
            subject_id=UUID(contact_id),
            title=name,
            detail=" · ".join(filter(None, (title, said["short_name"] or said["name"], mobile or phone))),
            url=f"/customers/{said['id']}",
            words=[initials(pinyin_key(name))],
            digits=[mobile, phone],
            customer_id=said["id"],
            at=said["changed_at"],
        )


def words_of(said: Record) -> str:
    """All words by which a customer is found."""
    people = [person[1] for person in said["people"]]
    keys = [*map(pinyin_key, (said["name"], *people)), *key_of_short(said["name"], said["short_name"])]
    return written([said["name"], said["short_name"], *people, *said["own"]], keys, _serials(said))


def key_of_short(name: str, short: str) -> list[str]:
    """The key of a short name, unless the initials of the whole name lead to it too."""
    return [pinyin_key(short)] if short and short not in name else []


def written(names: Iterable[str], keys: Iterable[str], serials: Sequence[str]) -> str:
    """Names, the initials that their keys give, and serials both as written and without what parts them."""
    squeezed = ("".join(filter(str.isalnum, one)) for one in serials)
    return "\n".join((*names, *map(beginnings, keys), *serials, *squeezed))


def digits_of(said: Record) -> str:
    """All numbers by which a customer is found, as digits."""
    return as_digits(_numbers(said))


def as_digits(numbers: Iterable[str]) -> str:
    """Numbers as digits, each once."""
    return " ".join(dict.fromkeys(digits for one in numbers if one and (digits := _digits(one))))


def _digits(number: str) -> str:
    """``search_digits``, the faster way where a number stands in the spelling in which we keep those of China."""
    found = _KEPT.fullmatch(number)
    return "".join(found.groups("")) if found else search_digits(number)


def initials(key: str) -> str:
    """The initials that a name's pinyin key gives: ``wang2王 min3敏`` is wm. Latin words stay whole beside Chinese."""
    pieces = key.split()
    chinese = any(not piece.isascii() for piece in pieces)
    return "".join(piece if chinese and piece.isascii() else piece[:1] for piece in pieces)


def beginnings(key: str) -> str:
    """The initials of a name from each of its first characters on: szjnfz, zjnfz, jnfz …"""
    whole = initials(key)
    return " ".join(whole[start:] for start in range(min(_STARTS, max(1, len(whole) - 1))))


def _serials(said: Record) -> list[str]:
    serials = (serial for pair in said["serials"] for serial in pair if serial)
    return [
        *map(str, (said["number"], *said["former"])),
        *([said["external_key"]] if said["external_key"] else []),
        *serials,
    ]


def _numbers(said: Record) -> list[str]:
    of_people = [number for person in said["people"] for number in person[3:]]
    return [said["phone"], said["fax"], *of_people, *(pair[0] for pair in said["serials"])]
