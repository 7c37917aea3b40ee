"""What crosses between the sides: entries, looks, and what one side has still to take over from the other."""

from uuid import UUID

from asyncpg import Record

from desk.cases.tables import CaseDesk
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import rows

ADD_ENTRY = """
insert into case_entry (tenant_id, id, hq_case, place, side, audience, act, status, author_name, author_id, body, at,
                        particulars)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
"""
TELL = "insert into crossing_reaction (tenant_id, id, towards, hq_case, entry, at) values ($1, $2, $3, $4, $5, $6)"
LOOK = """
insert into case_look (tenant_id, hq_case, operator, operator_name, day, at) values ($1, $2, $3, $4, $5, $6)
on conflict do nothing
"""
TAKEN_OVER = "delete from crossing_reaction where tenant_id = $1 and hq_case = $2 and towards = 'headquarters'"
ACCOUNT = """
insert into case_time (tenant_id, hq_case, partner_seconds, customer_seconds, headquarters_seconds, at)
values ($1, $2, $3, $4, $5, $6)
on conflict do nothing
"""
_FROM_HEADQUARTERS = """
with taken as (delete from crossing_reaction where hq_case = $1 and towards = 'partner' returning entry)
select e.id, e.place, e.audience, e.act, e.author_name, e.author_id, e.body, e.particulars
  from case_entry e where e.id in (select entry from taken) order by e.place
"""


async def taken_by_partner(case_id: UUID) -> list[Record]:
    """What headquarters said and this partner hasn't taken over yet, in order; from now on it has."""
    return await rows(_FROM_HEADQUARTERS, case_id)


async def desk_of(case_id: UUID) -> CaseDesk | None:
    """Headquarters' own side of a case, locked; None before it arrived."""
    found: CaseDesk | None = await CaseDesk.objects().where(CaseDesk.hq_case == case_id).first().lock_rows("UPDATE")
    return found


async def facts(case_id: UUID) -> list[Record]:
    """What the tenant that is asking recorded of a case, oldest first."""
    return await rows(
        """select f.id, f.name, f.at, f.payload, coalesce(m.name, '') as by_name from event f
             left join member m on m.tenant_id = f.tenant_id and m.id = f.by_id
            where f.subject_id = $1 order by f.at, f.id limit 200""",
        case_id,
    )


async def time_used(case_id: UUID) -> Record | None:
    """Seconds of each side in a matter that is over; None before. As headquarters."""
    found = await crossing_rows(
        """select partner_seconds as us, customer_seconds as customer, headquarters_seconds as headquarters
             from case_time where hq_case = $1""",
        case_id,
    )
    return found[0] if found else None
