"""Figures of tasks: done, and done in time."""

from desk.foundation.figures import MEMBER, TEAM, Part, Period, tally
from desk.people.queries import TEAM_KEY

_DONE = """
task t left join member m on m.tenant_id = t.tenant_id and m.id = t.ended_by
 where t.status = 'done' and t.ended_at >= $1 and t.ended_at < $2
"""
_KEYS = {MEMBER: ("m.id", "m.name"), TEAM: TEAM_KEY}


async def done(period: Period, by: str) -> list[Part]:
    """Tasks that were done in a period."""
    return await tally(_DONE, period, by, at="t.ended_at", keys=_KEYS)


async def done_in_time(period: Period, by: str) -> list[Part]:
    """Those done before they were due, of those that had a due time."""
    part, source = "count(*) filter (where t.ended_at <= t.due_at)", f"{_DONE} and t.due_at is not null"
    return await tally(source, period, by, at="t.ended_at", part=part, whole="count(*)", keys=_KEYS)
