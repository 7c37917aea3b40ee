"""What customers are asked about a stage, which logs are owed, and what a paid fee means."""

from uuid import UUID

import msgspec

from desk.extend import N_, Principal, SurveyAbout, SurveyKind, current_scope, now, to_zone
from desk_implementation.actions.moving import save, say
from desk_implementation.events import FeePaid, LogOwed
from desk_implementation.queries import owed, projects, works
from desk_implementation.tables import ImplementationProject

KIND = "implementation.fee"
SURVEY = SurveyKind(
    "implementation.stage",
    N_("After a stage of a project"),
    "implementation.stage_completed",
    "implementation_stage",
    N_("A stage of your project is completed. Tell us how it was."),
)


class Paid(msgspec.Struct):
    """What this plugin reads of ``payment.received``."""

    number: int
    kind: str
    subject: list[str | None]


async def about(stage_id: UUID) -> SurveyAbout | None:
    """What a survey is about: a stage, and who was responsible for it."""
    found = (await works.stage_numbers([stage_id])).get(stage_id)
    if found is None:
        return None
    place = f"/implementation/{found['number']}"
    return SurveyAbout(
        found["customer"], found["contact"], found["name"], True, place, "implementation.read", found["owner"]
    )


async def owe_logs(*, by: Principal) -> int:
    """Say of each running project with a stage under way that today's log is owed (IM-D1): once a day, on weekdays."""
    today = to_zone(now(), current_scope().tenant.zone).date()
    if today.isoweekday() > 5:
        return 0
    found = await owed.without_word(today)
    for number in found:
        project = await projects.project(number)
        if project.log_owed_on != today:
            await save(project, log_owed_on=today)
            await say(LogOwed, project, by=by, day=str(today))
    return len(found)


async def count_fee(paid: Paid, *, by: Principal) -> bool:
    """The fee of a project is there. False when it isn't about a project, or was counted already."""
    if paid.kind != KIND or paid.subject[:1] != ["implementation_project"] or not paid.subject[1]:
        return False
    found: ImplementationProject = await projects.project_by_id(UUID(paid.subject[1]))
    if found.payment:
        return False
    await save(found, payment=paid.number)
    await say(FeePaid, found, by=by, payment=paid.number)
    return True
