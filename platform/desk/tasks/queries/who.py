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
    team: str
    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    sees_all: bool = False


async def who(by: Principal) -> Who:
    """What a principal is to tasks."""
    team = await value("select department from member where id = $1", by.id) if by.kind == "member" else ""
    sees_all = manages(by) or by.kind == "system"
    return Who(by.id, team or "", by.roles, tuple(kinds.readable(by)), sees_all)


def concerns(task: Mapping[str, Any], who: Who) -> bool:
    """Whether a task waits for somebody: for them, for their team, or for a role of theirs."""
    offered = (task["team"] != "" and task["team"] == who.team) or task["role"] in who.roles
    return task["assignee"] == who.id or (offered and task["assignee"] is None)


async def teams() -> list[str]:
    """The departments in which somebody works."""
    found = await rows(
        "select distinct department from member where status = 'active' and department <> '' order by department"
    )
    return [one["department"] for one in found]


async def roles_held() -> list[str]:
    """The roles that somebody holds."""
    found = await rows("select distinct unnest(roles) as role from member where status = 'active' order by role")
    return [one["role"] for one in found]


async def members_of_team(team: str) -> int:
    """How many work in a department."""
    return int(await value("select count(*) from member where status = 'active' and department = $1", team))


async def assignable() -> Sequence[tuple[str, str]]:
    """To whom a task can be given: id and name."""
    return [(str(one["id"]), f"{one['name']} {one['staff_no']}") for one in await people.assignable()]
