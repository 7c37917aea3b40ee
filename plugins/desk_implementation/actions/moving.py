"""How a project moves: locked, with all conditions looked at, and saved as its next version."""

from typing import Any

from desk.extend import Move, Principal, Stale, current_signature, gettext, label, record
from desk_implementation.events import ProjectEvent
from desk_implementation.moves import SIGNATURES, Condition, Guard, Standing
from desk_implementation.queries import plans, projects
from desk_implementation.tables import ImplementationProject


async def checked(number: int, move: Move, *, by: Principal, version: int | None = None) -> ImplementationProject:
    """The project, locked, if the Move may be made now. Raises its refusal, and ``Stale``."""
    found = await projects.project(number)
    move.check(await standing(found, move, by=by), by, lambda status: label("implementation.project", status))
    if version is not None and version != found.version:
        raise Stale(who=gettext("Somebody"))
    return found


async def standing(found: Any, move: Move, *, by: Principal) -> Standing:
    """How a project stands before a Move: only what its guard asks for is looked at, and only where it matters."""
    wanted = move.guard.conditions if isinstance(move.guard, Guard) and found.status in move.frm else ()
    met = [one for one in wanted if await _is_met(one, found, by=by)]
    return Standing(found.status, frozenset(met))


async def _is_met(condition: Condition, found: Any, *, by: Principal) -> bool:
    if condition in SIGNATURES:
        return await current_signature(SIGNATURES[condition], found.id, by=by) is not None
    if condition is Condition.STAGED:
        return await plans.is_staged(found.id)
    return bool(found.proposal.strip() and found.scope.strip())


async def move_on(found: ImplementationProject, move: Move, **changes: object) -> None:
    """Write the Move's status, and these columns."""
    await save(found, **changes, **({"status": str(move.to)} if move.to else {}))


async def save(found: ImplementationProject, **changes: object) -> None:
    """Write these columns of a project, as its next version."""
    for name, new in {**changes, "version": found.version + 1}.items():
        setattr(found, name, new)
    await found.save([getattr(ImplementationProject, name) for name in (*changes, "version")])


async def say(event: type[ProjectEvent], found: ImplementationProject, *, by: Principal, **more: Any) -> None:
    """Record a fact about a project."""
    await record(event(found.id, by=by, customer_id=found.customer, number=found.number, **more))


def who(by: Principal) -> Any:
    """The member who acts; nobody where it is the system."""
    return by.id if by.is_staff else None
