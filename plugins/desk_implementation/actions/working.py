"""What is done with the stages of a running project: begun, delivered, reviewed, signed, and done again."""

from uuid import UUID

from desk.extend import Principal, Refusal, current_scope, now, record, to_zone
from desk_implementation.actions.moving import checked, checked_part, say, who, write
from desk_implementation.events import (
    StageBegun,
    StageCompleted,
    StageDelivered,
    StageReturned,
    StageReviewed,
    StageSignedEvent,
    StageSurveyed,
)
from desk_implementation.moves import (
    CHECK_STAGE,
    DELIVER,
    REDO,
    RETURN_STAGE,
    REVIEW_STAGE,
    SIGN_STAGE,
    START,
    SURVEY_STAGE,
    WORK_ON,
)
from desk_implementation.queries import plans, projects
from desk_implementation.tables import ImplementationProject, ImplementationStage


async def start_stage(number: int, stage_id: UUID, *, by: Principal) -> ImplementationStage:
    """Work on a stage begins."""
    found = await checked(number, WORK_ON, by=by)
    stage = await plans.stage(stage_id, of=found.id)
    await checked_part(stage, START, by=by)
    await write(stage, status=str(START.to), started_on=to_zone(now(), current_scope().tenant.zone).date())
    await say(StageBegun, found, by=by, stage=str(stage.id), name_of=stage.name)
    return stage


async def deliver_stage(
    number: int, stage_id: UUID, *, documents: str, by: Principal, summary: str = "", attendee: str = ""
) -> ImplementationStage:
    """What the stage was to deliver is there, with who of the customer's management was at its presentation."""
    found = await checked(number, WORK_ON, by=by)
    stage = await plans.stage(stage_id, of=found.id)
    await checked_part(stage, DELIVER, by=by)
    said = {"documents": documents.strip(), "summary": summary.strip(), "attendee": attendee.strip()}
    await write(stage, status=str(DELIVER.to), delivered_by=who(by), **said)
    await say(StageDelivered, found, by=by, stage=str(stage.id), name_of=stage.name)
    return stage


async def review_stage(number: int, stage_id: UUID, *, review: str, by: Principal) -> ImplementationStage:
    """The project manager found it good: now the customer may sign."""
    found = await checked(number, CHECK_STAGE, by=by)
    stage = await plans.stage(stage_id, of=found.id)
    await checked_part(stage, REVIEW_STAGE, by=by)
    await write(stage, status=str(REVIEW_STAGE.to), review=review.strip(), reviewed_by=who(by))
    await say(StageReviewed, found, by=by, stage=str(stage.id), name_of=stage.name)
    return stage


async def return_stage(number: int, stage_id: UUID, *, reason: str, by: Principal) -> ImplementationStage:
    """Something is missing: it is worked on again, and delivered again."""
    found = await checked(number, CHECK_STAGE, by=by)
    stage = await plans.stage(stage_id, of=found.id)
    await checked_part(stage, RETURN_STAGE, by=by)
    await write(stage, status=str(RETURN_STAGE.to), review=reason.strip(), reviewed_by=who(by))
    await say(StageReturned, found, by=by, stage=str(stage.id), name_of=stage.name)
    return stage


async def sign_stage(stage_id: UUID, *, by: Principal) -> bool:
    """The customer signed the deliverable: the stage is effective. False where that isn't so, or was before."""
    found, stage = await _with_project(stage_id)
    try:
        await checked_part(stage, SIGN_STAGE, by=by)
    except Refusal:
        return False
    await write(stage, status=str(SIGN_STAGE.to), effective_at=now())
    await _tell(StageCompleted, found, stage, by=by)
    return True


async def note_survey(stage_id: UUID, *, by: Principal) -> bool:
    """The customer said how the stage was."""
    found, stage = await _with_project(stage_id)
    try:
        await checked_part(stage, SURVEY_STAGE, by=by)
    except Refusal:
        return False
    await write(stage, status=str(SURVEY_STAGE.to))
    await _tell(StageSurveyed, found, stage, by=by)
    return True


async def redo_stages(found: ImplementationProject, stages: list[UUID], *, by: Principal) -> None:
    """These stages failed: whoever was responsible for them does them again."""
    for stage_id in stages:
        stage = await plans.stage(stage_id, of=found.id)
        await checked_part(stage, REDO, by=by)
        await write(stage, status=str(REDO.to), effective_at=None, rounds=stage.rounds + 1)
        await say(StageReturned, found, by=by, stage=str(stage.id), name_of=stage.name)


async def _tell(
    event: type[StageSignedEvent], found: ImplementationProject, stage: ImplementationStage, *, by: Principal
) -> None:
    about = str(found.id)
    fact = event(stage.id, by=by, customer_id=found.customer, number=found.number, project=about, name_of=stage.name)
    await record(fact)


async def _with_project(stage_id: UUID) -> tuple[ImplementationProject, ImplementationStage]:
    project = (await plans.stage_sheet(stage_id))["project"]
    found = await projects.project_by_id(project)
    return found, await plans.stage(stage_id, of=found.id)
