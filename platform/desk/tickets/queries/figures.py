"""Figures of tickets: opened, closed, closed at the first answer, come back, open at the end."""

from desk.foundation.database import rows
from desk.foundation.figures import MEMBER, TEAM, Part, Period, parts_of, tally
from desk.people.queries import TEAM_KEY
from desk.tickets.queries.lists import SETTLED

_KEYS = {MEMBER: ("m.id", "m.name"), TEAM: TEAM_KEY, "channel": ("t.channel", "''")}
_OF_ASSIGNEE = "ticket t left join member m on m.tenant_id = t.tenant_id and m.id = t.assignee"
_CLOSED = "t.closed_at >= $1 and t.closed_at < $2 and t.status = 'closed'"
# Only what was closed and answered is looked at, ticket by ticket over the index of entries.
_ANSWERED = f"""
(select t.tenant_id, t.closed_at, t.channel, t.assignee, t.reopenings,
        (select count(*) from entry e where e.tenant_id = t.tenant_id and e.ticket = t.id
            and e.audience = 'customer' and e.side = 'us') as answers
   from ticket t where {_CLOSED}) t
 left join member m on m.tenant_id = t.tenant_id and m.id = t.assignee where t.answers > 0
"""
# Solved ones count as settled from the moment they were solved; a few are closed without ever having been solved.
_OPEN = f"""
select ''::text as key, ''::text as word, ''::text as currency, 1::bigint as whole,
       (select count(*) from ticket t where t.status not in {SETTLED} and t.opened_at < $1)
     + (select count(*) from ticket t where t.solved_at >= $1 and t.opened_at < $1)
     + (select count(*) from ticket t where t.closed_at >= $1 and t.solved_at is null and t.opened_at < $1) as part
"""


async def opened(period: Period, by: str) -> list[Part]:
    """Tickets that were opened in a period."""
    source = "ticket t where t.opened_at >= $1 and t.opened_at < $2"
    return await tally(source, period, by, at="t.opened_at", keys={"channel": _KEYS["channel"]})


async def closed(period: Period, by: str) -> list[Part]:
    """Tickets that were closed in a period and stayed so."""
    return await tally(f"{_OF_ASSIGNEE} where {_CLOSED}", period, by, at="t.closed_at", keys=_KEYS)


async def closed_at_first(period: Period, by: str) -> list[Part]:
    """Those closed that took one answer, of those that took any."""
    part = "count(*) filter (where t.answers = 1 and t.reopenings = 0)"
    return await tally(_ANSWERED, period, by, at="t.closed_at", part=part, whole="count(*)", keys=_KEYS)


async def come_back(period: Period, by: str) -> list[Part]:
    """Those closed that had come back at least once, of all closed."""
    part = "count(*) filter (where t.reopenings > 0)"
    source = f"{_OF_ASSIGNEE} where {_CLOSED}"
    return await tally(source, period, by, at="t.closed_at", part=part, whole="count(*)", keys=_KEYS)


async def open_at_the_end(period: Period, _by: str) -> list[Part]:
    """Tickets on which work was still to be done when a period ended."""
    return parts_of(await rows(_OPEN, period.until))
