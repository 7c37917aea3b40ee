"""What comes of a low answer: a task to talk to the customer, and what came of that."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from desk.deadlines import queries as deadlines
from desk.foundation.database import execute
from desk.foundation.events import record
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext, language
from desk.kit.text import clip
from desk.kit.time import now
from desk.surveys import kinds, queries, settings
from desk.surveys.actions.asking import LONGEST
from desk.surveys.deadlines import HANDLED
from desk.surveys.events import SatisfactionDropped, SatisfactionHandled, SatisfactionTaken
from desk.tasks import actions as tasks
from desk.tasks import queries as asked
from desk.tasks.states import Status

ASKER = "surveys"
NOT_SATISFIED = N_("{customer} isn't satisfied: {title}")


async def ask_follow_up(survey_id: UUID, *, by: Principal) -> None:
    """Have somebody talk to a customer who isn't satisfied, once; while one waits, another low answer joins it."""
    survey, tenant = await queries.sheet(survey_id), current_scope().tenant
    promised = await deadlines.open_of("survey", survey_id, promises=[HANDLED.id])
    spoken = language.set(tenant.locale)
    title = gettext(NOT_SATISFIED).format(customer=survey["customer_name"], title=survey["title"])
    note = _note(survey)
    language.reset(spoken)
    await tasks.ask(
        tasks.NewTask(
            kinds.FOLLOW_UP.id,
            clip(title, LONGEST),
            role=settings.follow_up(tenant.settings),
            subject_kind="survey",
            subject_id=survey_id,
            key=f"{kinds.FOLLOW_UP.id}:{survey['customer']}",
            note=note,
            due_at=promised[0]["due_at"] if promised else None,
            asker=ASKER,
            reference=str(survey_id),
        ),
        by=by,
    )


def _note(survey: Mapping[str, str]) -> str:
    said = msgspec.json.decode(survey["levels"], type=dict[str, str])
    lines = [
        f"{label('survey.dimension', dimension)}{gettext(': ')}{label('survey.level', level)}"
        for dimension, level in sorted(said.items())
    ]
    return "\n".join(filter(None, (*lines, survey["comment"])))


async def note_taken(task_id: UUID, *, by: Principal) -> None:
    """Somebody else sees to it: what was promised is theirs now."""
    for survey_id in await _waiting(task_id):
        survey = await queries.survey(survey_id)
        await record(SatisfactionTaken(survey_id, by=by, customer_id=survey.customer))


async def note_end(task_id: UUID, *, by: Principal) -> None:
    """
    What came of it, for each low answer behind the task.

    Who declines a task leaves the promise as it is: it climbs until somebody talks to the customer or cancels.
    """
    came = await asked.came_of(task_id)
    if came is None or came.status == Status.DECLINED:
        return
    for survey_id in await _waiting(task_id):
        survey = await queries.survey(survey_id)
        if came.status == Status.CANCELLED:
            await record(SatisfactionDropped(survey_id, by=by, customer_id=survey.customer))
        elif await execute(queries.HANDLE, survey_id, now()) == "UPDATE 1":
            await record(SatisfactionHandled(survey_id, by=by, customer_id=survey.customer, result=came.result))


async def _waiting(task_id: UUID) -> list[UUID]:
    return [UUID(one["reference"]) for one in await asked.askers(task_id) if one["asker"] == ASKER]
