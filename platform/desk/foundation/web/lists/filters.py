"""
What can narrow a list: each filter reads its word of the address, says it to people, and gives the value to look for.

A word that a filter doesn't offer is ``Unacceptable``; an id of something that isn't there is ``NotFound``, as
everywhere.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from desk.foundation.errors import Unacceptable
from desk.foundation.translation import gettext, language
from desk.foundation.web.request import current_visit
from desk.kit.time import now, short_day, to_zone

ME, NOBODY = "me", "nobody"
_TO = ".."
"""Between the two ends of a range: ``2026-11-01..2026-11-30``; either may be missing."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing that a list can be narrowed by; ``name`` stands in its address, ``word`` on its chip."""

    name: str
    word: str
    shape: ClassVar[str] = ""
    """How it is chosen: by a link of its choices, by fields, on a page of its own, or not at all."""

    def read(self, query: Mapping[str, str]) -> str:
        """What the address says of it, in the one spelling of ours; empty where nothing."""
        return query.get(self.name, "")

    def value(self, text: str) -> Any:
        """What is looked for. Raises ``Unacceptable``."""
        raise NotImplementedError

    async def said(self, text: str) -> str:
        """The same in words. Raises ``NotFound`` where it means something that isn't there."""
        raise NotImplementedError

    def choices(self) -> Mapping[str, str]:
        """What one click can choose: words of the address, with what they say."""
        return {}


@dataclass(frozen=True, slots=True)
class Choice(Filter):
    """One of some stored words: ``offered`` gives them in their order, with what they say."""

    offered: Callable[[], Mapping[str, str]]
    shape = "choice"

    def value(self, text: str) -> str:
        if text not in self.offered():
            raise Unacceptable
        return text

    async def said(self, text: str) -> str:
        return self.offered()[text]

    def choices(self) -> Mapping[str, str]:
        return self.offered()


@dataclass(frozen=True, slots=True)
class Flag(Filter):
    """Only what has it."""

    shape = "flag"

    def value(self, text: str) -> bool:
        if text != "1":
            raise Unacceptable
        return True

    async def said(self, text: str) -> str:
        return gettext("Yes")

    def choices(self) -> Mapping[str, str]:
        return {"1": gettext(self.word)}


@dataclass(frozen=True, slots=True)
class Thing(Filter):
    """One thing by its id, whose name ``named`` gives or raises ``NotFound``; chosen where that thing is shown."""

    named: Callable[[UUID], Awaitable[str]]

    def value(self, text: str) -> UUID:
        return _uuid(text)

    async def said(self, text: str) -> str:
        return await self.named(_uuid(text))


@dataclass(frozen=True, slots=True)
class Person(Filter):
    """A member: whoever looks (``me``), nobody, or one by id; ``offered`` gives ids and names of whom to choose."""

    named: Callable[[UUID], Awaitable[str]]
    offered: Callable[[], Awaitable[list[tuple[str, str]]]]
    shape = "person"

    def value(self, text: str) -> UUID | str:
        """An id, or ``nobody``: whoever is meant by ``me`` is somebody else for each who looks."""
        if text == ME:
            visit = current_visit()
            assert visit.principal is not None
            return visit.principal.id
        return text if text == NOBODY else _uuid(text)

    async def said(self, text: str) -> str:
        if text in (ME, NOBODY):
            return self.choices()[text]
        return await self.named(_uuid(text))

    def choices(self) -> Mapping[str, str]:
        return {ME: gettext("Me"), NOBODY: gettext("Nobody yet")}


@dataclass(frozen=True, slots=True)
class Days(Filter):
    """From a day to a day, both within, on the tenant's clocks."""

    shape = "days"

    def read(self, query: Mapping[str, str]) -> str:
        return _range(self.name, query)

    def value(self, text: str) -> tuple[datetime | None, datetime | None]:
        """The first moment, and the first that isn't meant any more."""
        first, last = (_day(part) for part in _ends(text))
        zone = ZoneInfo(current_visit().tenant.zone)
        begin = datetime.combine(first, time.min, zone) if first else None
        return begin, datetime.combine(last + timedelta(days=1), time.min, zone) if last else None

    async def said(self, text: str) -> str:
        zone = current_visit().tenant.zone
        today, lang = to_zone(now(), zone).date(), language.get()
        return "–".join(short_day(day, today, lang) if (day := _day(part)) else "" for part in _ends(text))


@dataclass(frozen=True, slots=True)
class Number(Filter):
    """From a whole number to another, both within."""

    shape = "number"

    def read(self, query: Mapping[str, str]) -> str:
        return _range(self.name, query)

    def value(self, text: str) -> tuple[int | None, int | None]:
        low, high = _ends(text)
        return _whole(low), _whole(high)

    async def said(self, text: str) -> str:
        return "–".join(_ends(text))


@dataclass(frozen=True, slots=True)
class Words(Filter):
    """Any text."""

    shape = "words"

    def value(self, text: str) -> str:
        if len(text) > _LONGEST or "\0" in text:
            raise Unacceptable
        return text

    async def said(self, text: str) -> str:
        return text


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Unacceptable from None


def _range(name: str, query: Mapping[str, str]) -> str:
    """Both ends from the address; a form without script sends each as a field of its own."""
    if whole := query.get(name):
        return whole
    ends = query.get(f"{name}.from", ""), query.get(f"{name}.to", "")
    return _TO.join(ends) if any(ends) else ""


def _ends(text: str) -> tuple[str, str]:
    low, between, high = text.partition(_TO)
    if not between or not (low or high) or len(text) > _LONGEST:
        raise Unacceptable
    return low, high


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError:
        raise Unacceptable from None
    if found and not 1900 < found.year < 3000:
        raise Unacceptable
    return found


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Unacceptable
    return int(text)
