"""Summaries of periods, and what is counted in them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from asyncpg import Record

from desk.extend import NotFound, Thing, current_scope, row, rows, value
from desk_complaints.states import OPEN as UNENDED
from desk_complaints.states import SummaryKind
from desk_complaints.tables import ComplaintsSummary

OPENED = """
insert into complaints_summary (tenant_id, id, kind, since_on, until_on, opened_at) values ($1, $2, $3, $4, $5, $6)
    on conflict (tenant_id, kind, since_on) do nothing
"""
PROMISED = """
select null::uuid as member, null::uuid as customer, '' as priority, since_on || ' – ' || until_on as title,
       '/complaints/summaries/' || id as url
  from complaints_summary where id = $1
"""
"""How the engine of promises reads a summary."""
_COUNTED = """
select (select count(*) from complaints_complaint where received_at >= $1 and received_at < $2) as complaints,
       (select count(*) from complaints_complaint where valid and complained_at >= $1 and complained_at < $2) as valid,
       (select count(*) from complaints_complaint
         where valid and level = 'serious' and complained_at >= $1 and complained_at < $2) as serious,
       (select count(*) from complaints_complaint where status = any($3) and received_at < $2) as open,
       (select count(*) from ticket where kind = 'question' and opened_at >= $1 and opened_at < $2) as consultations,
       (select count(*) from ticket where kind = 'requirement' and opened_at >= $1 and opened_at < $2) as suggestions
"""
COUNTED = ("complaints", "valid", "serious", "open", "consultations", "suggestions")


def last_of(kind: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of the period of this kind that is owed today; None where none is."""
    if kind == SummaryKind.HALL:
        return (today - timedelta(days=6), today) if today.weekday() == 5 else None
    if kind == SummaryKind.WEEK:
        monday = today - timedelta(days=today.weekday())
        return monday - timedelta(days=7), monday - timedelta(days=1)
    months = {SummaryKind.MONTH: 1, SummaryKind.QUARTER: 3, SummaryKind.HALF_YEAR: 6, SummaryKind.YEAR: 12}[
        SummaryKind(kind)
    ]
    end = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    begin = end.year * 12 + end.month - 1 - months
    return date(begin // 12, begin % 12 + 1, 1), end - timedelta(days=1)


async def anybody(role: str) -> bool:
    """Whether somebody here has this role."""
    return bool(await value("select exists (select from member where status = 'active' and $1 = any(roles))", role))


async def opened(kind: str, since_on: date) -> UUID:
    """The id of the one of this period."""
    found: UUID = await value("select id from complaints_summary where kind = $1 and since_on = $2", kind, since_on)
    return found


async def counted(since_on: date, until_on: date) -> dict[str, int]:
    """What there was from the first to the last day, on the tenant's clocks."""
    zone = ZoneInfo(current_scope().tenant.zone)
    since, until = (datetime.combine(one, time(), zone) for one in (since_on, until_on + timedelta(days=1)))
    found = await row(_COUNTED, since, until, [str(one) for one in UNENDED])
    assert found is not None, "counting gives one row"
    return {name: int(found[name]) for name in COUNTED}


async def summary(summary_id: UUID, *, lock: bool = False) -> ComplaintsSummary:
    """One of them. Raises ``NotFound``."""
    query = ComplaintsSummary.objects().where(ComplaintsSummary.id == summary_id).first()
    found: ComplaintsSummary | None = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def summaries(*, most: int) -> list[Record]:
    """Those that are owed first, then the last ones."""
    return await rows(
        """select s.id, s.kind, s.since_on, s.until_on, s.handed_in_at, m.name as by_name from complaints_summary s
             left join member m on m.tenant_id = s.tenant_id and m.id = s.handed_in_by
            order by s.handed_in_at is not null, s.until_on desc, s.kind limit $1""",
        most,
    )


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Summaries as pages point to them."""
    found: list[Any] = await rows("select id, since_on, until_on from complaints_summary where id = any($1)", list(ids))
    return {
        one["id"]: Thing(
            f"{one['since_on']} – {one['until_on']}", f"/complaints/summaries/{one['id']}", "complaints.summarise", None
        )
        for one in found
    }
