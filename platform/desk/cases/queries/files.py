"""Files that go along with cases: what may, what did, and who fetched it at headquarters."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from desk.cases.kinds import Copyable
from desk.cases.queries.cases import Reader
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import rows, value
from desk.foundation.errors import NotFound
from desk.foundation.principals import Principal

ADD_FETCH = "insert into case_fetch (tenant_id, id, file, operator, operator_name, at) values ($1, $2, $3, $4, $5, $6)"
END_FILE = """
insert into case_file_end (tenant_id, file, why, by_name, at) values ($1, $2, $3, $4, $5) on conflict do nothing
"""
OLD_COPIES = """
select f.tenant_id, f.id from case_file f
  join hq_case c on c.tenant_id = f.tenant_id and c.id = f.hq_case
  cross join lateral (select e.status, e.at from case_entry e
    where e.tenant_id = c.tenant_id and e.hq_case = c.id order by e.place desc limit 1) l
 where not exists (select from case_file_end x where x.tenant_id = f.tenant_id and x.file = f.id)
   and ((l.status in ('closed', 'declined') and l.at < $1::timestamptz)
        or (c.particulars ->> 'until' <> '' and c.particulars ->> 'until' < $2::date::text))
 order by f.at, f.id limit 500
"""
_ALONG = """
select f.*, e.why as end_why, e.at as ended_at from case_file f
  left join case_file_end e on e.tenant_id = f.tenant_id and e.file = f.id
"""
_ABOUT = """
select id, name, size from stored_file
 where subject_kind = $1 and subject_id = $2 and status = 'ready' order by created_at, id
"""


async def files_about(kind: str, subject_id: UUID) -> Sequence[Copyable]:
    """What is attached to a thing of the partner and was found good."""
    return [Copyable(*one) for one in await rows(_ABOUT, kind, subject_id)]


async def files_of(read: Reader, case_id: UUID) -> list[Record]:
    """What went along with a case, the first first."""
    return await read(f"{_ALONG} where f.hq_case = $1 order by f.at, f.id", case_id)


async def file_of(case_id: UUID, file_id: UUID) -> Record:
    """One of them that isn't forgotten, as headquarters sees it. Raises ``NotFound``."""
    found = await crossing_rows(f"{_ALONG} where f.hq_case = $1 and f.id = $2 and e.at is null", case_id, file_id)
    if not found:
        raise NotFound
    return found[0]


async def kept_copy(file_id: UUID) -> UUID | None:
    """Headquarters' own copy of such a file, where it has come."""
    found: UUID | None = await value(
        "select id from stored_file where subject_kind = 'case_desk' and subject_id = $1", file_id
    )
    return found


async def copies_sent_by(person: UUID) -> list[Record]:
    """Copies in cases of this partner of what a contact sent, as far as they aren't forgotten."""
    return await rows(f"{_ALONG} where f.contact = $1 and e.at is null order by f.id", person)


async def fetches(case_id: UUID) -> list[Record]:
    """Who fetched which file of the partner's case, the last first."""
    return await rows(
        """select t.operator_name, t.at, f.name from case_fetch t
             join case_file f on f.tenant_id = t.tenant_id and f.id = t.file
            where f.hq_case = $1 order by t.at desc, t.id limit 50""",
        case_id,
    )


async def may_read_files(_case_id: UUID, by: Principal) -> bool:
    """Whether this member may fetch the partner's copies of what went along."""
    return by.kind == "member" and by.may("case.read")
