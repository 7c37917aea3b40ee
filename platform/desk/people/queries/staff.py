"""Reading the staff."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import execute, row, rows, value
from desk.foundation.errors import NotFound
from desk.people.permissions import Changes, effective
from desk.people.queries.absences import today
from desk.people.tables import Member

_ABSENCE = """
left join lateral (
  select a.to_on, d.id as deputy_id, d.name as deputy_name from absence a
    left join member d on d.tenant_id = a.tenant_id and d.id = a.deputy
   where a.tenant_id = m.tenant_id and a.member = m.id and a.from_on <= $1 and a.to_on >= $1 limit 1) away on true
"""


async def members(status: str = "active") -> list[Record]:
    """The staff by name, with who is away today and who stands in."""
    return await rows(
        f"""select m.id, m.name, m.staff_no, m.roles, d.name as department, m.email, m.phone, m.status, m.left_at,
                   c.login, c.password_hash <> '' as has_password, away.to_on as away_until, away.deputy_name
              from member m left join credential c on c.tenant_id = m.tenant_id and c.id = m.credential
              left join department d on d.tenant_id = m.tenant_id and d.id = m.department {_ABSENCE}
             where m.status = $2 order by m.name_key, m.id""",
        today(),
        status,
    )


async def assignable() -> list[dict[str, Any]]:
    """
    Who can be given work, by name: id, name and staff number.

    Whoever is away has ``away_until`` (a day) and perhaps ``deputy_id`` and ``deputy_name``.
    """
    found = await rows(
        f"""select m.id, m.name, m.staff_no, away.to_on as away_until, away.deputy_id, away.deputy_name
              from member m {_ABSENCE} where m.status = 'active' order by m.name_key, m.id""",
        today(),
    )
    return [dict(one) for one in found]


async def member(member_id: UUID) -> Record:
    """One active member. Raises ``NotFound``."""
    found = await row("select id, name, staff_no, roles from member where id = $1 and status = 'active'", member_id)
    if found is None:
        raise NotFound
    return found


async def member_by_id(member_id: UUID, *, lock: bool = False) -> Member:
    """One member, also one who left. Raises ``NotFound``."""
    query = Member.objects().where(Member.id == member_id).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def member_numbered(staff_no: str) -> UUID | None:
    """The member with this staff number, also one who left."""
    found: UUID | None = await value("select id from member where staff_no = $1", staff_no)
    return found


async def members_with(role: str) -> list[Record]:
    """Active members who have a role, by name."""
    return await rows(
        "select id, name, roles from member where status = 'active' and $1 = any(roles) order by name_key, id", role
    )


async def contacts_with(role: str) -> int:
    """How many active contacts have a role in the portal."""
    return int(await value("select count(*) from contact where status = 'active' and $1 = any(portal_roles)", role))


async def holders(permission: str, changes: Changes) -> set[UUID]:
    """The active members who can sign in and, with these changes of the roles, hold a permission."""
    found = await rows(
        """select m.id, m.roles from member m join credential c on c.tenant_id = m.tenant_id and c.id = m.credential
            where m.status = 'active' and c.password_hash <> ''"""
    )
    return {one["id"] for one in found if permission in effective(frozenset(one["roles"]), changes)}


async def lock_roles() -> None:
    """One change of roles at a time in this tenant, so that two together don't take the last key away."""
    await execute("select pg_advisory_xact_lock(hashtext('people.roles'), hashtext(id::text)) from tenant")


def namer(kind: str) -> Callable[[Sequence[UUID]], Awaitable[dict[UUID, str]]]:
    """Who names people by what a fact refers to: member, contact, credential or api_token."""

    async def names(ids: Sequence[UUID]) -> dict[UUID, str]:
        return {one["id"]: one["name"] for one in await rows(_NAMES[kind], list(ids))}

    return names


_NAMES = {
    "member": "select id, name from member where id = any($1)",
    "contact": "select id, name from contact where id = any($1)",
    "department": "select id, name from department where id = any($1)",
    "credential": """select credential as id, name from member where credential = any($1)
                      union all select credential, name from contact where credential = any($1)""",
    "api_token": """select a.id, a.name || ' · ' || m.name as name from api_token a
                      join member m on m.tenant_id = a.tenant_id and m.id = a.member where a.id = any($1)""",
}
NAMED = tuple(_NAMES)
