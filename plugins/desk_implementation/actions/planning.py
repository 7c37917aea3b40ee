"""The plan as it is written, before the customer has signed it: proposal, stages, tasks."""

from datetime import date
from uuid import UUID

from desk.extend import Invalid, Principal, gettext
from desk_implementation.actions.moving import checked, move_on, save, say
from desk_implementation.errors import NOT_BEFORE, NOT_OF_TEAM, OUTSIDE_STAGE
from desk_implementation.events import PlanChanged, PlanFinished
from desk_implementation.moves import FINISH_PLAN, PLAN, PROPOSE
from desk_implementation.queries import people, plans
from desk_implementation.tables import ImplementationProject, ImplementationStage, ImplementationTask


async def write_proposal(
    number: int,
    *,
    proposal: str,
    scope: str,
    by: Principal,
    expectations: str = "",
    duties: str = "",
    version: int | None = None,
) -> ImplementationProject:
    """What is proposed, what belongs to it and what doesn't, what the customer expects and does."""
    found = await checked(number, PROPOSE, by=by, version=version)
    said = {"proposal": proposal, "scope": scope, "expectations": expectations, "duties": duties}
    await save(found, **{name: text.strip() for name, text in said.items()})
    await say(PlanChanged, found, by=by, what="proposal")
    return found


async def add_stage(
    number: int,
    *,
    name: str,
    begins_on: date,
    ends_on: date,
    owner: UUID,
    by: Principal,
    deliverables: str = "",
    criteria: str = "",
) -> ImplementationStage:
    """One more stage, with what it delivers and when that counts as accepted. Raises ``Invalid``."""
    found = await checked(number, PLAN, by=by)
    _check_days(begins_on, ends_on)
    await _check_owner(found, owner)
    made = await ImplementationStage.add(
        project=found.id,
        customer=found.customer,
        name=name.strip(),
        begins_on=begins_on,
        ends_on=ends_on,
        owner=owner,
        deliverables=deliverables.strip(),
        criteria=criteria.strip(),
    )
    await say(PlanChanged, found, by=by, what="stage")
    return made


async def change_stage(
    number: int,
    stage_id: UUID,
    *,
    name: str,
    begins_on: date,
    ends_on: date,
    owner: UUID,
    by: Principal,
    deliverables: str = "",
    criteria: str = "",
) -> ImplementationStage:
    """Say a stage anew; its tasks stay inside its days. Raises ``Invalid``."""
    found = await checked(number, PLAN, by=by)
    stage = await plans.stage(stage_id, of=found.id)
    _check_days(begins_on, ends_on)
    days = await plans.task_days(stage_id)
    if days and not begins_on <= days["begins_on"] <= days["ends_on"] <= ends_on:
        raise Invalid({"begins_on": gettext(OUTSIDE_STAGE)})
    await _check_owner(found, owner)
    said = {"name": name.strip(), "begins_on": begins_on, "ends_on": ends_on, "owner": owner}
    await _write(stage, said | {"deliverables": deliverables.strip(), "criteria": criteria.strip()})
    await say(PlanChanged, found, by=by, what="stage")
    return stage


async def remove_stage(number: int, stage_id: UUID, *, by: Principal) -> None:
    """Take a stage out, with its tasks."""
    found = await checked(number, PLAN, by=by)
    stage = await plans.stage(stage_id, of=found.id)
    await stage.remove()
    await say(PlanChanged, found, by=by, what="stage")


async def add_task(
    number: int,
    stage_id: UUID,
    *,
    name: str,
    begins_on: date,
    ends_on: date,
    by: Principal,
    owner: UUID | None = None,
    milestone: bool = False,
) -> ImplementationTask:
    """One thing to be done in a stage, by somebody of the team or by the customer. Raises ``Invalid``."""
    found = await checked(number, PLAN, by=by)
    stage = await plans.stage(stage_id, of=found.id)
    await _check_task(found, stage, begins_on, ends_on, owner)
    made = await ImplementationTask.add(
        stage=stage_id,
        customer=found.customer,
        name=name.strip(),
        begins_on=begins_on,
        ends_on=ends_on,
        owner=owner,
        milestone=milestone,
    )
    await say(PlanChanged, found, by=by, what="task")
    return made


async def change_task(
    number: int,
    task_id: UUID,
    *,
    name: str,
    begins_on: date,
    ends_on: date,
    by: Principal,
    owner: UUID | None = None,
    milestone: bool = False,
) -> ImplementationTask:
    """Say a task anew. Raises ``Invalid``."""
    found = await checked(number, PLAN, by=by)
    task, stage = await plans.task(task_id, of=found.id)
    await _check_task(found, stage, begins_on, ends_on, owner)
    said = {"name": name.strip(), "begins_on": begins_on, "ends_on": ends_on, "owner": owner, "milestone": milestone}
    await _write(task, said)
    await say(PlanChanged, found, by=by, what="task")
    return task


async def remove_task(number: int, task_id: UUID, *, by: Principal) -> None:
    """Take a task out."""
    found = await checked(number, PLAN, by=by)
    task, _ = await plans.task(task_id, of=found.id)
    await task.remove()
    await say(PlanChanged, found, by=by, what="task")


async def finish_plan(number: int, *, by: Principal, version: int | None = None) -> ImplementationProject:
    """The plan and the proposal are ready: the customer is asked to sign both. Raises ``Unmet``."""
    found = await checked(number, FINISH_PLAN, by=by, version=version)
    await move_on(found, FINISH_PLAN)
    await say(PlanFinished, found, by=by)
    return found


async def _check_task(
    found: ImplementationProject, stage: ImplementationStage, begins_on: date, ends_on: date, owner: UUID | None
) -> None:
    _check_days(begins_on, ends_on)
    if not stage.begins_on <= begins_on <= ends_on <= stage.ends_on:
        raise Invalid({"begins_on": gettext(OUTSIDE_STAGE)})
    if owner is not None:
        await _check_owner(found, owner)


async def _check_owner(found: ImplementationProject, owner: UUID) -> None:
    if owner not in {one["id"] for one in await people.team(found.id)}:
        raise Invalid({"owner": gettext(NOT_OF_TEAM)})


def _check_days(begins_on: date, ends_on: date) -> None:
    if ends_on < begins_on:
        raise Invalid({"ends_on": gettext(NOT_BEFORE)})


async def _write(part: ImplementationStage | ImplementationTask, said: dict[str, object]) -> None:
    for name, new in said.items():
        setattr(part, name, new)
    await part.save([getattr(type(part), name) for name in said])
