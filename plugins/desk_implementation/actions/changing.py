"""Changes of a plan that was signed: the days stay as they are until the customer has signed the change."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from desk.extend import Invalid, Principal, Refusal, gettext, now
from desk_implementation.actions.moving import checked, checked_part, say, who, write
from desk_implementation.errors import NOTHING_MOVES, STAYS
from desk_implementation.events import ChangeExecuted, ChangeExplained, ChangeSigned, ChangeWithdrawn, ChangeWritten
from desk_implementation.moves import EXECUTE, EXPLAIN, SIGN_CHANGE, WITHDRAW, WRITE_CHANGE
from desk_implementation.queries import plans, projects, works
from desk_implementation.tables import ImplementationChange, ImplementationProject

MOST_DAYS = 1_000


class StageMove(msgspec.Struct):
    """By how many days a stage moves, with all its tasks."""

    stage: UUID
    days: int


async def write_change(
    number: int,
    *,
    what: str,
    why: str,
    on_time: str,
    on_cost: str,
    on_scope: str,
    by: Principal,
    stage: UUID | None = None,
    shift: int | None = None,
    moves: Sequence[StageMove] = (),
) -> ImplementationChange:
    """
    Draft a change: what, why, its effect on time, cost and scope; perhaps a stage and all later ones move by days.

    Or these stages do, each by its own days.

    Raises ``Invalid``.
    """
    found = await checked(number, WRITE_CHANGE, by=by)
    asked = await _each(found, moves) if moves else await _moves(found, stage, shift)
    texts = {"what": what, "why": why, "on_time": on_time, "on_cost": on_cost, "on_scope": on_scope}
    return await draft(found, {name: text.strip() for name, text in texts.items()}, asked, by=by)


async def draft(
    found: ImplementationProject, said: dict[str, str], moves: list[StageMove], *, by: Principal
) -> ImplementationChange:
    """Keep a change of a project that is locked, as a draft."""
    made = await ImplementationChange.add(
        project=found.id,
        customer=found.customer,
        number=await works.next_change(found.id),
        **said,
        moves=msgspec.json.encode(moves).decode(),
        at=now(),
        by_id=who(by),
    )
    await say(ChangeWritten, found, by=by, change=str(made.id), change_number=made.number)
    return made


async def all_later(found: ImplementationProject, days: int, since: UUID | None = None) -> list[StageMove]:
    """A stage and all that begin later, or all that aren't done, moved by so many days."""
    stages = await plans.stages(found.id)
    if since is None:
        return [StageMove(one["id"], days) for one in stages if one["effective_at"] is None]
    first = next((one["begins_on"] for one in stages if one["id"] == since), None)
    return [StageMove(one["id"], days) for one in stages if first is not None and one["begins_on"] >= first]


async def explain_change(number: int, change_id: UUID, *, by: Principal) -> ImplementationChange:
    """It was explained to the customer, who may sign now."""
    found = await checked(number, WRITE_CHANGE, by=by)
    change = await works.change(change_id, of=found.id)
    await checked_part(change, EXPLAIN, by=by)
    await write(change, status=str(EXPLAIN.to))
    await say(ChangeExplained, found, by=by, change=str(change.id), change_number=change.number)
    return change


async def withdraw_change(number: int, change_id: UUID, *, by: Principal) -> ImplementationChange:
    """Nobody wants it any more; what is signed can't be withdrawn."""
    found = await checked(number, WRITE_CHANGE, by=by)
    change = await works.change(change_id, of=found.id)
    await checked_part(change, WITHDRAW, by=by)
    await write(change, status=str(WITHDRAW.to))
    await say(ChangeWithdrawn, found, by=by, change=str(change.id), change_number=change.number)
    return change


async def sign_change(change_id: UUID, *, by: Principal) -> bool:
    """The customer signed it: it may be executed. False where that isn't so, or was before."""
    sheet = await works.change_sheet(change_id)
    found = await projects.project_by_id(sheet["project"])
    change = await works.change(change_id, of=found.id)
    try:
        await checked_part(change, SIGN_CHANGE, by=by)
    except Refusal:
        return False
    await write(change, status=str(SIGN_CHANGE.to))
    await say(ChangeSigned, found, by=by, change=str(change.id), change_number=change.number)
    return True


async def execute_change(number: int, change_id: UUID, *, by: Principal) -> ImplementationChange:
    """What was signed becomes the plan. Never without the signature."""
    found = await checked(number, WRITE_CHANGE, by=by)
    change = await works.change(change_id, of=found.id)
    await checked_part(change, EXECUTE, by=by)
    for move in moves_of(change.moves):
        await _shift(found, move)
    await write(change, status=str(EXECUTE.to), executed_at=now())
    await say(ChangeExecuted, found, by=by, change=str(change.id), change_number=change.number)
    return change


def moves_of(stored: str) -> list[StageMove]:
    """What a change moves, as it is kept."""
    return msgspec.json.decode(stored, type=list[StageMove])


async def _moves(found: ImplementationProject, stage: UUID | None, shift: int | None) -> list[StageMove]:
    if stage is None or not shift:
        return []
    await plans.stage(stage, of=found.id)
    if not -MOST_DAYS <= shift <= MOST_DAYS:
        raise Invalid({"shift": gettext(NOTHING_MOVES)})
    return await all_later(found, shift, stage)


async def _each(found: ImplementationProject, moves: Sequence[StageMove]) -> list[StageMove]:
    """Each stage once, and none that the customer has signed. Raises ``Invalid``."""
    still = {one["id"] for one in await plans.stages(found.id) if one["effective_at"] is None}
    by_stage = {one.stage: one for one in moves if one.days}
    if by_stage.keys() - still:
        raise Invalid({"shift": gettext(STAYS)})
    if any(abs(one.days) > MOST_DAYS for one in by_stage.values()):
        raise Invalid({"shift": gettext(NOTHING_MOVES)})
    return list(by_stage.values())


async def _shift(found: ImplementationProject, move: StageMove) -> None:
    by_days = timedelta(days=move.days)
    stage = await plans.stage(move.stage, of=found.id)
    await write(stage, begins_on=stage.begins_on + by_days, ends_on=stage.ends_on + by_days)
    for task_id in [one["id"] for one in await plans.tasks(found.id) if one["stage"] == move.stage]:
        task, _ = await plans.task(task_id, of=found.id)
        await write(task, begins_on=task.begins_on + by_days, ends_on=task.ends_on + by_days)
