"""What is noted of a session while it is taught, and another try for who failed, for programs."""

from typing import Any

from litestar import Request, get, post, put
from litestar.params import FromPath

from desk.extend import N_, Listed, answer, current_principal, needs, read_json
from desk_training import answers
from desk_training.actions import grading, teaching
from desk_training.api.planning import ONE, READ, enrolment_of_number
from desk_training.forms import AbsenceForm, QuestionForm, ResitForm
from desk_training.queries import sessions
from desk_training.queries import teaching as noted

TEACH = "training.teach"


@get(f"{ONE}/absences", name="api.training.absences", opt=needs(READ, says=N_("When the trainer was out of the room.")))
async def absences(number: FromPath[int]) -> Listed[answers.TrainerAway]:
    """The first time first."""
    return await _absences(number)


@post(
    f"{ONE}/absences",
    name="api.training.leave",
    opt=needs(
        TEACH,
        says=N_("The trainer leaves the room, perhaps with somebody who stands in."),
        body=AbsenceForm,
        example={"reason": "接电话"},
    ),
)
async def leave(request: Request[Any, Any, Any], number: FromPath[int]) -> Listed[answers.TrainerAway]:
    """The trainer leaves."""
    form = await read_json(request, AbsenceForm, optional=True)
    await teaching.leave_room(number, form.reason, form.substitute, by=current_principal())
    return await _absences(number)


@put(f"{ONE}/return", name="api.training.come_back", opt=needs(TEACH, says=N_("The trainer is back.")))
async def come_back(number: FromPath[int]) -> Listed[answers.TrainerAway]:
    """The trainer is back."""
    await teaching.come_back(number, by=current_principal())
    return await _absences(number)


@get(f"{ONE}/questions", name="api.training.questions", opt=needs(READ, says=N_("What was asked in a session.")))
async def questions(number: FromPath[int]) -> Listed[answers.Question]:
    """The first question first."""
    return await _questions(number)


@post(
    f"{ONE}/questions",
    name="api.training.ask",
    opt=needs(
        TEACH,
        says=N_("Keep what somebody asked, and what was answered."),
        body=QuestionForm,
        example={"question": "跨年度的凭证怎样补录？", "answer": "先反结账。", "for_knowledge": True},
    ),
)
async def ask(request: Request[Any, Any, Any], number: FromPath[int]) -> Listed[answers.Question]:
    """Keep a question."""
    form = await read_json(request, QuestionForm)
    await teaching.note_question(number, form.question, form.answer, form.for_knowledge, by=current_principal())
    return await _questions(number)


@post(
    "/training/enrolments/{number:int}/resit",
    name="api.training.resit",
    opt=needs(
        "training.enrol",
        says=N_("Another try in another session of the course, for who failed."),
        body=ResitForm,
        example={"session": 13},
    ),
)
async def resit(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.Enrolment:
    """Register for another try."""
    form = await read_json(request, ResitForm)
    made = await grading.resit(number, form.session, by=current_principal())
    return await enrolment_of_number(made.number)


async def _absences(number: int) -> Listed[answers.TrainerAway]:
    found = await noted.absences(await sessions.id_of(number))
    return Listed([answer(answers.TrainerAway, one) for one in found])


async def _questions(number: int) -> Listed[answers.Question]:
    found = await noted.questions(await sessions.id_of(number))
    return Listed([answer(answers.Question, one) for one in found])


HANDLERS = (absences, leave, come_back, questions, ask, resit)
