"""For whom tasks wait, and who may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desk.foundation.database import rows, value
from desk.foundation.principals import Principal
from desk.people import queries as people
from desk.tasks import kinds
from desk.tasks.permissions import manages


@dataclass(frozen=True, slots=True)
class Who:
    """Whoever looks at tasks: what waits for them, and what they may see besides."""

    id: UUID
    teams: tuple[UUID, ...]
    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    sees_all: bool = False


async def who(by: Principal) -> Who:
    """What a principal is to tasks."""
    teams = await people.departments_of(by.id) if by.kind == "member" else []
    sees_all = manages(by) or by.kind == "system"
    return Who(by.id, tuple(teams), by.roles, tuple(kinds.readable(by)), sees_all)


def concerns(task: Mapping[str, Any], who: Who) -> bool:
    """Whether a task waits for somebody: for them, for their team, or for a role of theirs."""
    offered = task["team"] in who.teams or task["role"] in who.roles
    return task["assignee"] == who.id or (offered and task["assignee"] is None)


async def teams() -> list[tuple[str, str]]:
    """The departments and teams in which somebody works: name, and how it is shown."""
    found = await people.departments()
    manned = {one["id"] for one in found if one["members"]} | {one["part_of"] for one in found if one["members"]}
    return [(one["name"], people.shown(one)) for one in found if one["id"] in manned]


async def roles_held() -> list[str]:
    """The roles that somebody holds."""
    found = await rows("select distinct unnest(roles) as role from member where status = 'active' order by role")
    return [one["role"] for one in found]


async def manned_team(name: str) -> UUID | None:
    """The department of this name, if anybody works in it or in one of its teams."""
    found: UUID | None = await value(
        """select d.id from department d where lower(d.name) = lower($1) and d.retired_at is null and exists (
             select from member m join department t on t.tenant_id = m.tenant_id and t.id = m.department
              where m.status = 'active' and (t.id = d.id or t.part_of = d.id))""",
        " ".join(name.split()),
    )
    return found


async def assignable() -> Sequence[tuple[str, str]]:
    """To whom a task can be given: id and name."""
    return [(str(one["id"]), f"{one['name']} {one['staff_no']}") for one in await people.assignable()]
