"""Why a due time is what it is: the policy, the calendar in its version, the log with its windows, the steps."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from asyncpg import Record

from desk.calendars.queries import CalendarAt, calendar_at_version, is_provisional
from desk.deadlines import engine
from desk.deadlines.engine import Piece, Segment, Terms
from desk.deadlines.queries.reading import segments_of, sheet, steps_of
from desk.kit.time import now
from desk.kit.worktime import NoWork


@dataclass(frozen=True, slots=True)
class Explanation:
    """One deadline with everything that its times come from."""

    deadline: Record
    calendar: CalendarAt
    pieces: list[Piece]
    steps: list[Record]
    used: float
    left: float | None
    """Seconds on the clock of the basis; below nought when it is late, None where days are counted."""
    reckoned: datetime | None
    """The due time as the log gives it again: the same as the stored one."""
    ahead: tuple[tuple[datetime, datetime], ...]
    """Windows of working time that are still to come until it is due."""
    days_off: list["DayOff"]
    """Special days on the way on which nothing counts."""
    provisional: list[int]
    """Years on the way whose statutory days aren't confirmed: the due time may move."""

    @property
    def whose(self) -> dict[str, float]:
        """Seconds by whose move it was, running or not."""
        found: dict[str, float] = {}
        for piece in self.pieces:
            end = piece.end or now()
            found[piece.turn] = found.get(piece.turn, 0.0) + max(0.0, (end - piece.begin).total_seconds())
        return found


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day without work that its weekday would have had."""

    day: date
    name_zh: str
    name_en: str
    is_provisional: bool


async def explain(deadline_id: UUID) -> Explanation:
    """The chain behind a due time. Raises ``NotFound``."""
    found = await sheet(deadline_id)
    log = [
        Segment(one["from_at"], one["state"], one["turn"], one["event"])
        for one in await segments_of(deadline_id)
        if one["state"] != "ended"
    ]
    calendar = await calendar_at_version(found["calendar_id"], found["calendar_version"])
    terms = Terms(found["basis"], found["amount"], found["fixed_at"])
    until = found["ended_at"] or now()
    used = engine.used(calendar.calendar, terms, log, until)
    try:
        reckoned = engine.due(calendar.calendar, terms, log)
    except NoWork:
        reckoned = None
    is_running = found["status"] == "running" and reckoned is not None
    ahead = engine.windows_until(calendar.calendar, terms.basis, until, reckoned) if is_running and reckoned else ()
    last = max(until, reckoned) if reckoned else until
    return Explanation(
        deadline=found,
        calendar=calendar,
        pieces=engine.chain(calendar.calendar, terms, log, until),
        steps=await steps_of(deadline_id),
        used=used,
        left=_left(calendar, terms, used, until, reckoned),
        reckoned=reckoned,
        ahead=ahead,
        days_off=await _days_off(calendar, found["basis"], found["started_at"], last),
        provisional=await _provisional(calendar, found["basis"], found["started_at"], last),
    )


async def _days_off(calendar: CalendarAt, basis: str, begin: datetime, end: datetime) -> list[DayOff]:
    """Holidays and closed days of one's own between two moments, on bases that know of working time."""
    found: list[DayOff] = []
    day, last = calendar.calendar.from_day(begin), calendar.calendar.from_day(end)
    while basis in ("work", "wd") and day <= last and len(found) < engine.MOST_WINDOWS:
        own, statutory = calendar.days.get(day), calendar.statutory.get(day)
        if (own or statutory) and not calendar.calendar.is_working_day(day):
            zh = own.name if own else statutory.name_zh if statutory else ""
            en = own.name if own else statutory.name_en if statutory else ""
            is_open = own is None and await is_provisional(day.year, country=calendar.hours.country)
            found.append(DayOff(day, zh, en, is_open))
        day += timedelta(days=1)
    return found


async def _provisional(calendar: CalendarAt, basis: str, begin: datetime, end: datetime) -> list[int]:
    if basis not in ("work", "wd"):
        return []
    first, last = calendar.calendar.from_day(begin).year, calendar.calendar.from_day(end).year
    country = calendar.hours.country
    return [year for year in range(first, last + 1) if await is_provisional(year, country=country)]


def _left(calendar: CalendarAt, terms: Terms, used: float, at: datetime, due: datetime | None) -> float | None:
    if terms.fixed_at is not None:
        return (terms.fixed_at - at).total_seconds()
    if terms.basis in ("work", "clock"):
        return terms.amount - used
    if due is None:
        return None
    return (due - at).total_seconds()
