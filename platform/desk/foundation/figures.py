"""
Figures as data: what is counted, over which stretch of time, in which unit, and where its definition comes from.

Slices and plugins declare theirs (``register_figures``); the slice ``figures`` shows, compares and freezes them.
Every figure is kept as two whole numbers, ``part`` and ``whole``, so that months add up to a year without loss.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from asyncpg import Record

from desk.foundation.database import rows

Unit = Literal["count", "share", "duration", "money", "score"]
Good = Literal["more", "less", ""]
MONTH, MEMBER, TEAM = "month", "member", "team"
NOTHING: Mapping[str, tuple[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment to another, which isn't part of it; months are those of the zone's clocks."""

    since: datetime
    until: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Part:
    """
    What one query gives: of the whole period, or of one part of what it is divided by.

    A count is ``part``; a share is ``part`` of ``whole``; a duration is ``part`` seconds of ``whole`` cases; a score is
    ``part`` points of ``whole`` answers; money is ``part`` cents of ``currency``.
    """

    part: int
    whole: int = 1
    key: str = ""
    word: str = ""
    """What is read for the key; empty: the label of the key, of the kind that it is divided by."""
    currency: str = ""


Reckon = Callable[[Period, str], Awaitable[Sequence[Part]]]
"""The figure over a period, in the tenant's scope; divided by one of ``by``, or not (an empty text)."""


@dataclass(frozen=True, slots=True)
class FigureKind:
    """One figure. Its name begins with the slug of whose it is: ``tickets.closed``."""

    name: str
    label: str
    unit: Unit
    reckon: Reckon
    explained: str
    """How it is counted, as a sentence that is translated where it is shown."""
    source: str = ""
    """Where the definition comes from: the file and word of the domain, the id of a promise."""
    good: Good = ""
    """Whether more of it is better, or less."""
    by: tuple[str, ...] = ()
    """What it may be divided by: ``month``, ``member``, ``team`` or a word of the slice's own."""
    at_the_end: bool = False
    """Whether it is how things stand when a period ends, and months don't add up."""
    published: bool = False
    """Whether headquarters may see it: never what says anything of one customer."""
    reads: str = ""
    """The permission without which it isn't shown, besides the one to see figures."""
    rows: Callable[[Period], str] | None = None
    """The address of the list behind it."""


def month_of(month: date, zone: str) -> Period:
    """The month in which a day lies, on the clocks of a zone."""
    return Period(_begin(month.year, month.month, zone), _begin(month.year, month.month + 1, zone), zone)


def months_before(month: date, count: int) -> date:
    """The first day of the month so many months earlier."""
    index = month.year * 12 + month.month - 1 - count
    return date(index // 12, index % 12 + 1, 1)


def _begin(year: int, month: int, zone: str) -> datetime:
    return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)


_TALLY = """
select ({key})::text as key, ({word})::text as word, ({currency})::text as currency, ({part})::bigint as part,
       ({whole})::bigint as whole
  from {source} group by 1, 2, 3 order by 1, 2, 3
"""


async def tally(
    source: str,
    period: Period,
    by: str,
    *,
    at: str,
    part: str = "count(*)",
    whole: str = "1",
    currency: str = "''",
    keys: Mapping[str, tuple[str, str]] = NOTHING,
) -> list[Part]:
    """
    Count rows of SQL from ``queries``: ``source`` is what follows ``from``, narrowed to ``$1`` and ``$2``.

    ``at`` is the column by which a row belongs to a month; ``keys`` says what else it may be divided by: the expression
    of the key, and of its word.
    """
    own = {"": ("''", "''"), MONTH: (f"to_char({at} at time zone $3, 'YYYY-MM')", "''"), **keys}
    key, word = own[by]
    statement = _TALLY.format(source=source, key=key, word=word, currency=currency, part=part, whole=whole)
    arguments: list[Any] = [period.since, period.until, *([period.zone] if by == MONTH else [])]
    return parts_of(await rows(statement, *arguments))


def parts_of(found: Iterable[Record]) -> list[Part]:
    """Rows with the columns of ``Part`` as such."""
    return [
        Part(one["part"] or 0, one["whole"] or 0, one["key"] or "", one["word"] or "", one["currency"]) for one in found
    ]


def whole_of(parts: Iterable[Part]) -> list[Part]:
    """Parts added up, one for each currency."""
    found: dict[str, Part] = {}
    for one in parts:
        known = found.get(one.currency, Part(0, 0))
        found[one.currency] = Part(known.part + one.part, known.whole + one.whole, currency=one.currency)
    return [found[currency] for currency in sorted(found)]
