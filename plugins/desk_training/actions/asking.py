"""Asking how it was: everybody who was there, on the spot, by a code to scan; and the supervisor, by phone, later."""

from dataclasses import dataclass
from uuid import UUID

from desk.extend import (
    N_,
    Forbidden,
    NewSurvey,
    NewTask,
    Principal,
    SurveyAbout,
    SurveyKind,
    SurveyQuestion,
    TaskKind,
    ask_survey,
    ask_task,
    current_scope,
    gettext,
    language,
    record,
    scanned_link,
    survey_code,
    survey_link,
)
from desk_training.errors import NobodyThere
from desk_training.events import QualityCalled, SurveyOpened
from desk_training.queries import results, sessions, teaching
from desk_training.states import SessionStatus

SURVEY = SurveyKind(
    "training.on_the_spot",
    N_("After a training"),
    "",
    "enrolment",
    N_("Tell us how the training was, right now."),
    (
        SurveyQuestion("content", "quality", N_("Did the content help you?")),
        SurveyQuestion("teaching", "skill", N_("Was it taught well?")),
        SurveyQuestion("coaching", "attitude", N_("Were your questions answered in a friendly way?")),
        SurveyQuestion("ability", "ability", N_("Can you work on your own with it now?")),
    ),
    mails=False,
)
CALL = TaskKind(
    "training.quality_call",
    N_("Ask how the training was"),
    {"satisfied": N_("Satisfied"), "not_satisfied": N_("Not satisfied"), "not_reached": N_("Not reached")},
    reads="training.read",
    promised=False,
    once=True,
    icon="phone",
)
ROLE = "service_supervisor"


@dataclass(frozen=True, slots=True)
class Code:
    """One person's survey: a picture to scan, and the same as a link."""

    name: str
    picture: str
    url: str
    scanned: str
    """What the picture says: the link, and that it was scanned."""


async def open_survey(number: int, *, by: Principal) -> list[Code]:
    """
    Codes for everybody who was there and has not answered; each is good once, and shown only now.

    Raises ``NobodyThere``.
    """
    if not by.may("training.teach"):
        raise Forbidden
    found = await sessions.sheet(number)
    people = await results.examined(found["id"])
    if not people:
        raise NobodyThere
    codes = []
    for one in people:
        survey = await ask_survey(NewSurvey(SURVEY.id, one["id"], one["id"]), by=ourselves())
        link = await survey_link(survey, by=ourselves()) if survey else None
        if link:
            codes.append(Code(one["holder"], survey_code(link), link, scanned_link(link)))
    await record(SurveyOpened(found["id"], by=by, number=number, course=str(found["course"])))
    return codes


async def about(enrolment_id: UUID) -> SurveyAbout | None:
    """What a survey is about: somebody's seat, and who taught."""
    found = await teaching.of_enrolment(enrolment_id)
    if found is None:
        return None
    return SurveyAbout(
        found["customer"],
        found["contact"],
        found["course"],
        found["status"] != "cancelled",
        f"/training/sessions/{found['number']}",
        "training.read",
        found["trainer"],
    )


async def ask_call(session_id: UUID) -> None:
    """Have the supervisor call (TR-D8), once for each session."""
    found = await sessions.sheet_by_id(session_id)
    if found["status"] not in (SessionStatus.ENDED, SessionStatus.GRADED, SessionStatus.CLOSED):
        return
    spoken = language.set(current_scope().tenant.locale)
    title = gettext("Training #{number}: {course}").format(number=found["number"], course=found["course_name"])
    language.reset(spoken)
    new = NewTask(
        CALL.id, title, role=ROLE, subject_kind="training_session", subject_id=session_id, key=f"{CALL.id}:{session_id}"
    )
    await ask_task(new, by=ourselves())


async def note_call(key: str, result: str, *, by: Principal) -> bool:
    """The supervisor has called. False for what is no call of ours."""
    kind, _, session = key.partition(":")
    if kind != CALL.id:
        return False
    found = await sessions.sheet_by_id(UUID(session))
    await record(QualityCalled(found["id"], by=by, number=found["number"], course=str(found["course"]), result=result))
    return True


def ourselves() -> Principal:
    """This plugin by itself: it asks people and the supervisor, as its manifest says."""
    return Principal.plugin("training")
