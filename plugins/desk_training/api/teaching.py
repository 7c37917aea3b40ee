"""Teaching and what comes of it, for programs."""

from typing import Any

from litestar import Request, put
from litestar.params import FromPath

from desk.extend import N_, current_principal, needs, read_json
from desk_training import answers
from desk_training.actions import grading, teaching
from desk_training.api.planning import ONE, session_of_number
from desk_training.forms import ApiAttendance, ApiScores, VersionForm, attendance_of, remarks_of, scores_of


@put(
    f"{ONE}/attendance",
    name="api.training.attendance",
    opt=needs(
        "training.teach",
        says=N_("Note who is there in half a day; without it, teaching neither begins nor ends."),
        body=ApiAttendance,
        example={"half": "2027-03-01 a_morning", "marks": ["1042=present", "1043=late"]},
    ),
)
async def attendance(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.TrainingDate:
    """Note who is there."""
    half_on, half, marks = attendance_of(await read_json(request, ApiAttendance))
    await teaching.note_attendance(number, half_on, half, marks, by=current_principal())
    return await session_of_number(number)


@put(
    f"{ONE}/start",
    name="api.training.start",
    opt=needs("training.teach", says=N_("Begin teaching."), body=VersionForm),
)
async def start(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.TrainingDate:
    """Begin teaching."""
    form = await read_json(request, VersionForm, optional=True)
    await teaching.start_session(number, by=current_principal(), version=form.version)
    return await session_of_number(number)


@put(f"{ONE}/end", name="api.training.end", opt=needs("training.teach", says=N_("End it."), body=VersionForm))
async def end(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.TrainingDate:
    """End it."""
    form = await read_json(request, VersionForm, optional=True)
    await teaching.end_session(number, by=current_principal(), version=form.version)
    return await session_of_number(number)


@put(
    f"{ONE}/scores",
    name="api.training.scores",
    opt=needs(
        "training.grade",
        says=N_("Note what people reached in the exam."),
        body=ApiScores,
        example={"scores": ["1042=87"], "complete": False},
    ),
)
async def scores(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.TrainingDate:
    """Note what people reached; complete, the session is graded."""
    form = await read_json(request, ApiScores)
    await grading.record_scores(number, scores_of(form), remarks=remarks_of(form), by=current_principal())
    if form.complete:
        await grading.grade_session(number, by=current_principal())
    return await session_of_number(number)


@put(
    f"{ONE}/feedback",
    name="api.training.close",
    opt=needs("training.grade", says=N_("Feed the results back, and close it."), body=VersionForm),
)
async def close(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.TrainingDate:
    """Feed the results back."""
    form = await read_json(request, VersionForm, optional=True)
    await grading.close_session(number, by=current_principal(), version=form.version)
    return await session_of_number(number)


HANDLERS = (attendance, start, end, scores, close)
