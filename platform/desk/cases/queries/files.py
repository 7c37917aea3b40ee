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
_ABOUT = """
select id, name, size from stored_file
 where subject_kind = $1 and subject_id = $2 and status = 'ready' order by created_at, id
"""


async def files_about(kind: str, subject_id: UUID) -> Sequence[Copyable]:
    """What is attached to a thing of the partner and was found good."""
    return [Copyable(*one) for one in await rows(_ABOUT, kind, subject_id)]


async def files_of(read: Reader, case_id: UUID) -> list[Record]:
    """What went along with a case, the first first."""
    return await read("select * from case_file where hq_case = $1 order by at, id", case_id)


async def file_of(case_id: UUID, file_id: UUID) -> Record:
    """One of them, as headquarters sees it. Raises ``NotFound``."""
    found = await crossing_rows("select * from case_file where hq_case = $1 and id = $2", case_id, file_id)
    if not found:
        raise NotFound
    return found[0]


async def kept_copy(file_id: UUID) -> UUID | None:
    """Headquarters' own copy of such a file, where it has come."""
    found: UUID | None = await value(
        "select id from stored_file where subject_kind = 'case_desk' and subject_id = $1", file_id
    )
    return found


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
