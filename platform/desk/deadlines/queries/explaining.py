"""Why a due time is what it is: the policy, the calendar in its version, the log with its windows, the steps."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.calendars.queries import CalendarAt, calendar_at_version
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

    @property
    def whose(self) -> dict[str, float]:
        """Seconds by whose move it was, running or not."""
        found: dict[str, float] = {}
        for piece in self.pieces:
            end = piece.end or now()
            found[piece.turn] = found.get(piece.turn, 0.0) + max(0.0, (end - piece.begin).total_seconds())
        return found


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
    return Explanation(
        deadline=found,
        calendar=calendar,
        pieces=engine.chain(calendar.calendar, terms, log, until),
        steps=await steps_of(deadline_id),
        used=used,
        left=_left(calendar, terms, used, until, reckoned),
        reckoned=reckoned,
    )


def _left(calendar: CalendarAt, terms: Terms, used: float, at: datetime, due: datetime | None) -> float | None:
    if terms.fixed_at is not None:
        return (terms.fixed_at - at).total_seconds()
    if terms.basis in ("work", "clock"):
        return terms.amount - used
    if due is None:
        return None
    return (due - at).total_seconds()
