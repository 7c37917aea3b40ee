"""How a project and its parts move: locked, with all conditions looked at, and saved as the next version."""

from typing import Any
from uuid import UUID

from piccolo.table import Table

from desk.extend import Move, Principal, Stale, current_signature, gettext, label, record
from desk_implementation.events import ProjectEvent
from desk_implementation.moves import SIGNATURES, Condition, Guard, Standing
from desk_implementation.queries import plans, projects, works
from desk_implementation.states import THE_COMPANYS, ProjectStatus, Verdict
from desk_implementation.tables import ImplementationProject

C = Condition


async def checked(number: int, move: Move, *, by: Principal, version: int | None = None) -> ImplementationProject:
    """The project, locked, if the Move may be made now. Raises its refusal, and ``Stale``."""
    found = await projects.project(number)
    move.check(await standing(found, move, by=by), by, lambda status: label("implementation.project", status))
    if version is not None and version != found.version:
        raise Stale(who=gettext("Somebody"))
    return found


async def checked_part(part: Any, move: Move, *, by: Principal) -> None:
    """Whether a part that is locked may make this Move now. Raises its refusal."""
    words = f"implementation.{type(part).__name__.removeprefix('Implementation').lower()}"
    move.check(await standing(part, move, by=by), by, lambda status: label(words, status))


async def standing(found: Any, move: Move, *, by: Principal) -> Standing:
    """How a thing stands before a Move: only what its guard asks for is looked at, and only where it matters."""
    wanted = move.guard.conditions if isinstance(move.guard, Guard) and found.status in move.frm else ()
    met = [one for one in wanted if await _is_met(one, found, by=by)]
    return Standing(found.status, frozenset(met))


async def _is_met(condition: Condition, found: Any, *, by: Principal) -> bool:
    if condition in SIGNATURES:
        return await current_signature(SIGNATURES[condition], found.id, by=by) is not None
    if condition is C.STAGED:
        return await plans.is_staged(found.id)
    if condition is C.PROPOSED:
        return bool(found.proposal.strip() and found.scope.strip())
    if condition is C.STAGES_EFFECTIVE:
        return await works.are_effective(found.id)
    if condition is C.DOCUMENTS_COMPLETE:
        return bool(found.checklist.strip() and found.summary.strip() and not found.missing.strip())
    if condition is C.OTHER_REVIEWER:
        return found.reviewed_by is None or found.reviewed_by != who(by)
    if condition in (C.PASSED, C.FAILED_STAGES, C.FAILED_FOR_GOOD):
        return condition in await _verdict(found.id)
    return condition in await _asked(found.id)


async def _verdict(project_id: UUID) -> set[Condition]:
    """What the evaluation that counts now says."""
    found = await works.verdict(project_id)
    if found is None:
        return set()
    verdict = found["verdict"]
    return {{Verdict.PASSED: C.PASSED, Verdict.STAGE_WORK_INCOMPLETE: C.FAILED_STAGES}.get(verdict, C.FAILED_FOR_GOOD)}


async def _asked(project_id: UUID) -> set[Condition]:
    """What is so of the pause or the end that was asked for."""
    found = await works.asked(project_id)
    if found is None:
        return set()
    agreed, met = found["agreed_at"] is not None, set()
    if agreed:
        met.add(C.PAUSE_AGREED)
    if agreed or found["reason"] not in THE_COMPANYS:
        met.add(C.COMPANY_AGREES)
    met.add(C.WAS_PAUSED if found["came_from"] == ProjectStatus.PAUSED else C.WAS_EVALUATING)
    return met


async def move_on(found: ImplementationProject, move: Move, **changes: object) -> None:
    """Write the Move's status, and these columns."""
    await save(found, **changes, **({"status": str(move.to)} if move.to else {}))


async def save(found: ImplementationProject, **changes: object) -> None:
    """Write these columns of a project, as its next version."""
    await write(found, **changes, version=found.version + 1)


async def write(part: Table, **changes: object) -> None:
    """Write these columns of a row that is locked."""
    for name, new in changes.items():
        setattr(part, name, new)
    await part.save([getattr(type(part), name) for name in changes])


async def say(event: type[ProjectEvent], found: ImplementationProject, *, by: Principal, **more: Any) -> None:
    """Record a fact about a project."""
    await record(event(found.id, by=by, customer_id=found.customer, number=found.number, **more))


def who(by: Principal) -> Any:
    """The member who acts; nobody where it is the system."""
    return by.id if by.is_staff else None
