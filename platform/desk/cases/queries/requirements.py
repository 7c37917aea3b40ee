"""Missing functions: one, lists of them, who asks, and what is said to whoever asks."""

from uuid import UUID

from asyncpg import Record

from desk.cases.queries.cases import Reader
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import row, rows
from desk.foundation.errors import NotFound

LARGEST = 2**31 - 1
ADD_REQUIREMENT = """
insert into requirement (id, number, title, body, status, since_at, created_at)
values ($1, (select coalesce(max(number), 100) + 1 from requirement), $2, $3, 'reported', $4, $4) returning id, number
"""
ADD_ASK = "insert into requirement_ask (tenant_id, requirement, hq_case, at) values ($1, $2, $3, $4)"
MOVE = """
update requirement set status = $3, evaluation = case when $4 = '' then evaluation else $4 end,
       target_kind = case when $5 = '' then target_kind else $5 end, target = case when $6 = '' then target else $6 end,
       since_at = $7
 where id = $1 and status = $2 returning id
"""
TELL_ASKERS = """
insert into requirement_word (tenant_id, id, requirement, hq_case, status, body, at)
select a.tenant_id, gen_random_uuid(), a.requirement, a.hq_case, $2, $3, $4 from requirement_ask a
 where a.requirement = $1
"""
_ASKED = """
select r.*, (select count(*) from requirement_ask a where a.requirement = r.id) as asks,
       (select count(distinct a.tenant_id) from requirement_ask a where a.requirement = r.id) as partners
  from requirement r
"""


async def requirement(read: Reader, number: int) -> Record:
    """One missing function. Raises ``NotFound``."""
    found = await read(f"{_ASKED} where r.number = $1", number) if number <= LARGEST else []
    if not found:
        raise NotFound
    return found[0]


async def requirements(
    read: Reader, *, status: str = "", q: str = "", most: int = 50, before: int | None = None
) -> list[Record]:
    """Missing functions by status and words, the newest first."""
    return await read(
        f"""{_ASKED} where ($1 = '' or r.status = $1) and ($4::integer is null or r.number < $4)
             and ($2 = '' or r.number::text = $2 or strpos(lower(r.title), lower($2)) > 0)
             order by r.number desc limit $3""",
        *(status, q.removeprefix("#"), most, before),
    )


async def askers_of(requirement_id: UUID) -> list[Record]:
    """The cases that ask for it, as headquarters sees them."""
    return await crossing_rows(
        """select c.partner, c.partner_name, c.number, c.title, c.customer_name, a.at from requirement_ask a
             join hq_case c on c.tenant_id = a.tenant_id and c.id = a.hq_case
            where a.requirement = $1 order by a.at, c.id limit 200""",
        requirement_id,
    )


async def requirement_of(read: Reader, case_id: UUID) -> Record | None:
    """The missing function that a case asks for."""
    found = await read(
        """select r.number, r.title, r.status, r.target_kind, r.target, r.since_at from requirement_ask a
             join requirement r on r.id = a.requirement where a.hq_case = $1""",
        case_id,
    )
    return found[0] if found else None


async def word_of(word_id: UUID) -> Record | None:
    """What was said of a missing function to a case of the partner that is asking."""
    return await row(
        """select w.hq_case, w.status, w.body, r.number, r.title, r.target from requirement_word w
             join requirement r on r.id = w.requirement where w.id = $1""",
        word_id,
    )


async def contacts_who_asked(customer_id: UUID) -> list[UUID]:
    """Who is told at a customer: whoever is their first there, with a sign-in to the portal."""
    found = await rows(
        """select id from contact where customer = $1 and status = 'active' and credential is not null
            order by ('main' = any(roles)) desc, created_at, id limit 1""",
        customer_id,
    )
    return [one["id"] for one in found]


async def last_word(case_id: UUID) -> Record | None:
    """What was said last of the missing function that a case of this partner asks for."""
    return await row(
        """select w.status, w.body, r.title, r.target, r.number from requirement_word w
             join requirement r on r.id = w.requirement where w.hq_case = $1 order by w.at desc, w.id desc limit 1""",
        case_id,
    )
