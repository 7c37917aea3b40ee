"""What the monthly report is made of: complaints counted, services, customers; and the reports themselves."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from asyncpg import Record

from desk.extend import NotFound, Period, Thing, current_scope, gettext, row, rows, value
from desk_complaints.queries import volume
from desk_complaints.queries.reckoning import SERVICE_POSITIONS, Count, Volumes
from desk_complaints.tables import ComplaintsReport

# January to the month's end, of this year and of the last: two ranges of the partial index, and nobody else's rows.
_COUNTED = """
select complained_at >= $1 as this_year,
       complained_at >= case when complained_at >= $1 then $2::timestamptz else $5::timestamptz end as in_month,
       category, item, coalesce(position, '') as position, level, count(*) as count
  from complaints_complaint
 where valid and ((complained_at >= $1 and complained_at < $3) or (complained_at >= $4 and complained_at < $6))
 group by 1, 2, 3, 4, 5, 6
"""
_VOLUME = "select hotline, onsite, remote, training, customers from complaints_volume where month_on = $1"
_CUSTOMERS = "select count(*) from customer where status = 'customer' and created_at < $1"
_CAUSES = """
select p.number, l.text from complaints_complaint p
 cross join lateral (select e.text from complaints_entry e where e.tenant_id = p.tenant_id and e.complaint = p.id
   and e.kind = 'cause' order by e.at desc, e.id desc limit 1) l
 where p.valid and p.complained_at >= $1 and p.complained_at < $2 order by p.complained_at, p.id limit $3
"""
_MEASURES = """
select count(*) from complaints_complaint p
  join task t on t.tenant_id = p.tenant_id and t.subject_kind = 'complaint' and t.subject_id = p.id
 where p.valid and p.complained_at >= $1 and p.complained_at < $2 and t.kind = $3 and t.status in ('open', 'taken')
"""
NOTE = """
insert into complaints_volume
  (tenant_id, id, month_on, hotline, onsite, remote, training, customers, noted_at, noted_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (tenant_id, month_on)
    do update set hotline = excluded.hotline, onsite = excluded.onsite, remote = excluded.remote,
                  training = excluded.training, customers = coalesce(excluded.customers, complaints_volume.customers),
                  noted_at = excluded.noted_at, noted_by = excluded.noted_by
"""
OPEN = """
insert into complaints_report (tenant_id, id, month_on) values ($1, $2, $3) on conflict (tenant_id, month_on) do nothing
"""
PROMISED = """
select null::uuid as member, null::uuid as customer, '' as priority, to_char(month_on, 'YYYY-MM') as title,
       '/complaints/reports/' || to_char(month_on, 'YYYY-MM') as url
  from complaints_report where id = $1
"""
"""How the engine of promises reads a report."""


def begin(year: int, month: int) -> datetime:
    """The first moment of a month on the tenant's clocks; a thirteenth month is the next January."""
    zone = ZoneInfo(current_scope().tenant.zone)
    return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1, tzinfo=zone)


async def counts(month: date) -> list[Count]:
    """Valid complaints from January to the month, of its year and of the year before."""
    statement, arguments = counting(month)
    found = await rows(statement, *arguments)
    return [Count(**dict(one)) for one in found]


def counting(month: date) -> tuple[str, list[datetime]]:
    """The statement that counts them, and its arguments."""
    this, last = ([begin(month.year - back, number) for number in (1, month.month, month.month + 1)] for back in (0, 1))
    return _COUNTED, [*this, *last]


async def volumes(month: date) -> Volumes:
    """Services of the month as they were noted or else counted; and the customers at its end and a year before."""
    noted = await row(_VOLUME, month)
    services = {name: noted[name] for name in SERVICE_POSITIONS} if noted else await volume.counted(_period(month))
    return Volumes(services, await customers(month), await customers(month.replace(year=month.year - 1)))


async def customers(month: date) -> int:
    """Customers at the end of a month: as noted by hand, or as they are in the register."""
    noted = await row(_VOLUME, month)
    if noted is not None and noted["customers"] is not None:
        return int(noted["customers"])
    return int(await value(_CUSTOMERS, begin(month.year, month.month + 1)))


async def noted(month: date) -> Record | None:
    """What was noted by hand of a month."""
    return await row(_VOLUME, month)


async def causes(month: date, *, most: int) -> list[Record]:
    """What was found to be the cause of the month's valid complaints, each time the last word."""
    return await rows(_CAUSES, begin(month.year, month.month), begin(month.year, month.month + 1), most)


async def open_measures(month: date, kind: str) -> int:
    """Tasks of this kind about the month's complaints that aren't done."""
    return int(await value(_MEASURES, begin(month.year, month.month), begin(month.year, month.month + 1), kind))


def _period(month: date) -> Period:
    return Period(begin(month.year, month.month), begin(month.year, month.month + 1), current_scope().tenant.zone)


async def report(month: date, *, lock: bool = False) -> ComplaintsReport:
    """The report of a month. Raises ``NotFound``."""
    query = ComplaintsReport.objects().where(ComplaintsReport.month_on == month).first()
    found: ComplaintsReport | None = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def reports(*, most: int) -> list[Record]:
    """The reports there are, the latest month first."""
    return await rows(
        """select id, month_on, status, drafted_at, issued_at, acknowledged_at from complaints_report
            order by month_on desc limit $1""",
        most,
    )


async def by_id(report_id: UUID) -> ComplaintsReport:
    """The report with this id. Raises ``NotFound``."""
    found: ComplaintsReport | None = await ComplaintsReport.objects().where(ComplaintsReport.id == report_id).first()
    if found is None:
        raise NotFound
    return found


async def readers() -> list[UUID]:
    """Who leads: department managers and the general manager get the report."""
    found = await rows(
        """select id from member where status = 'active'
              and roles && array['general_manager', 'department_manager', 'service_manager']::varchar[]"""
    )
    return [one["id"] for one in found]


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Reports as pages point to them."""
    found = await rows(
        "select id, to_char(month_on, 'YYYY-MM') as month from complaints_report where id = any($1)", ids
    )
    return {
        one["id"]: Thing(
            gettext("Analysis report {month}").format(month=one["month"]),
            f"/complaints/reports/{one['month']}",
            "complaints.read",
            None,
        )
        for one in found
    }


def month_before(day: date) -> date:
    """The first day of the month before the one of a day."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
