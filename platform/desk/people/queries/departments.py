"""Departments and their teams: who is in them, who heads them, and which is meant by a name."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.people.tables import Department

TENANT_CHANGED = "update tenant set version = version + 1"
"""Which team belongs to which department is remembered by the version of the tenant's facts."""
TEAM_KEY = (
    "m.department",
    "(select x.name from department x where x.tenant_id = m.tenant_id and x.id = m.department)",
)
"""How figures are divided by the department of a member ``m``: key and word."""
WITHIN = "(d.id = {one} or d.part_of = {one})"
"""A department ``d`` is another one, or a team of it."""

_LIST = """
select d.id, d.name, d.part_of, p.name as part_of_name, d.head, h.name as head_name, d.retired_at, d.changed_at,
       (select count(*) from member m
         where m.tenant_id = d.tenant_id and m.department = d.id and m.status = 'active') as members
  from department d
  left join department p on p.tenant_id = d.tenant_id and p.id = d.part_of
  left join member h on h.tenant_id = d.tenant_id and h.id = d.head
"""
_ORDER = "order by coalesce(p.name_key, d.name_key), coalesce(p.id, d.id), d.part_of is not null, d.name_key, d.id"


async def departments(*, retired: bool | None = False) -> list[Record]:
    """Departments by name, each with its teams behind it; None takes those in which nobody works any more, too."""
    return await rows(f"{_LIST} where $1::boolean is null or (d.retired_at is not null) = $1 {_ORDER}", retired)


async def department(department_id: UUID) -> Record:
    """One department with its head. Raises ``NotFound``."""
    found = await row(f"{_LIST} where d.id = $1", department_id)
    if found is None:
        raise NotFound
    return found


async def department_row(department_id: UUID) -> Department:
    """One department, locked. Raises ``NotFound``."""
    found: Department | None = (
        await Department.objects().where(Department.id == department_id).first().lock_rows("UPDATE")
    )
    if found is None:
        raise NotFound
    return found


async def department_named(name: str) -> UUID | None:
    """The department that is called so, however it is written; not one that was retired."""
    found: UUID | None = await value(
        "select id from department where lower(name) = lower($1) and retired_at is null", " ".join(name.split())
    )
    return found


async def department_names(ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of departments, retired ones too."""
    found = await rows("select id, name from department where id = any($1)", list(ids))
    return {one["id"]: one["name"] for one in found}


async def teams_of(department_id: UUID) -> list[Record]:
    """The teams of a department that aren't retired."""
    return await rows(f"{_LIST} where d.part_of = $1 and d.retired_at is null {_ORDER}", department_id)


async def members_in(department_id: UUID) -> list[Record]:
    """Who works in a department itself, by name."""
    return await rows(
        """select id, name, staff_no, roles from member where department = $1 and status = 'active'
            order by name_key, id""",
        department_id,
    )


async def headed_by(member_id: UUID) -> list[UUID]:
    """What a member heads."""
    return [one["id"] for one in await rows("select id from department where head = $1 order by id", member_id)]


async def department_of(member_id: UUID) -> UUID | None:
    """Where a member works."""
    found: UUID | None = await value("select department from member where id = $1", member_id)
    return found


async def departments_of(member_id: UUID) -> list[UUID]:
    """Where a member works: their department, and the one whose team it is."""
    found = await row(
        """select array_remove(array[d.id, d.part_of], null) as ids
             from member m join department d on d.tenant_id = m.tenant_id and d.id = m.department where m.id = $1""",
        member_id,
    )
    return list(found["ids"]) if found else []


async def department_facts(department_id: UUID, *, most: int) -> list[Record]:
    """What was done to a department, the latest first."""
    return await rows(
        """select id, at, name, audit, by_kind, by_id, subject_kind, subject_id, payload from event
            where subject_kind = 'department' and subject_id = $1 order by at desc, id desc limit $2""",
        department_id,
        most,
    )


def shown(one: Mapping[str, str]) -> str:
    """A team with its department before it."""
    return f"{one['part_of_name']} / {one['name']}" if one["part_of_name"] else one["name"]
