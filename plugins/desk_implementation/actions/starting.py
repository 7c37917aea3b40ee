"""What lets a project run: both signatures of the customer, and the kickoff."""

from datetime import date
from uuid import UUID

from desk.extend import Principal, Refusal, now
from desk_implementation.actions.moving import checked, move_on, say, write
from desk_implementation.events import PlanSigned, ProjectStarted
from desk_implementation.moves import KICK_OFF, SIGN_PLAN
from desk_implementation.queries import plans, projects
from desk_implementation.tables import ImplementationProject


async def note_signature(project_id: UUID, *, by: Principal) -> bool:
    """A paper of the project was signed; with both it is ready. False as long as one is missing, or it was before."""
    try:
        found = await checked(await projects.number_of(project_id), SIGN_PLAN, by=by)
    except Refusal:
        return False
    await move_on(found, SIGN_PLAN)
    for stage in [await plans.stage(one["id"], of=project_id) for one in await plans.stages(project_id)]:
        await write(stage, signed_begins_on=stage.begins_on, signed_ends_on=stage.ends_on)
    await say(PlanSigned, found, by=by)
    return True


async def kick_off(
    number: int,
    *,
    held_on: date,
    ours: str,
    theirs: str,
    decisions: str,
    by: Principal,
    version: int | None = None,
) -> ImplementationProject:
    """The minutes of the kickoff: from now on the project runs. Never without the plan and proposal signed."""
    found = await checked(number, KICK_OFF, by=by, version=version)
    said = {"kickoff_ours": ours, "kickoff_theirs": theirs, "kickoff_decisions": decisions}
    minutes = {name: text.strip() for name, text in said.items()}
    await move_on(found, KICK_OFF, kickoff_on=held_on, started_at=now(), **minutes)
    await say(ProjectStarted, found, by=by, day=str(held_on))
    return found
