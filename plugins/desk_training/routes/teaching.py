"""Teaching: attendance, the begin and the end, the trainer out of the room."""

from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.extend import (
    NotFound,
    Refusal,
    current_principal,
    current_scope,
    kept,
    label,
    needs,
    page,
    read_values,
    see_other,
    typed,
    words,
)
from desk_training import views
from desk_training.actions import teaching
from desk_training.forms import AbsenceForm, QuestionForm, VersionForm, read_attendance
from desk_training.queries import enrolments, sessions
from desk_training.queries import teaching as known
from desk_training.routes.courses import HERE
from desk_training.routes.one import ONE, show_session

TEACH = needs("training.teach")


@get(f"{ONE}/attendance", name="training.attendance", opt=TEACH)
async def attendance(number: FromPath[int], half: FromQuery[str] = "") -> Response[str]:
    """Who is there, for one half-day."""
    return await _attendance(number, half)


@post(f"{ONE}/attendance", name="training.note_attendance", status_code=200, opt=TEACH)
async def note(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Note it."""
    values = await typed(request)
    try:
        half_on, half, marks = read_attendance(values)
        await teaching.note_attendance(number, half_on, half, marks, by=current_principal())
    except Refusal as refusal:
        return await _attendance(number, str(values.get("half", "")), **kept(values, refusal))
    return see_other(f"/training/sessions/{number}")


@post(f"{ONE}/start", name="training.start", status_code=200, opt=TEACH)
async def start(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Begin teaching."""
    values = await typed(request)
    try:
        form = read_values(values, VersionForm)
        await teaching.start_session(number, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await show_session(number, **kept(values, refusal))
    return see_other(f"/training/sessions/{number}")


@post(f"{ONE}/end", name="training.end", status_code=200, opt=TEACH)
async def end(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """End it."""
    values = await typed(request)
    try:
        form = read_values(values, VersionForm)
        await teaching.end_session(number, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await show_session(number, **kept(values, refusal))
    return see_other(f"/training/sessions/{number}")


@post(f"{ONE}/absences", name="training.leave_room", status_code=200, opt=TEACH)
async def leave(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """The trainer leaves the room."""
    values = await typed(request)
    try:
        form = read_values(values, AbsenceForm)
        await teaching.leave_room(number, form.reason, form.substitute, by=current_principal())
    except Refusal as refusal:
        return await show_session(number, opened="leave", **kept(values, refusal))
    return see_other(f"/training/sessions/{number}")


@post(f"{ONE}/questions", name="training.note_question", status_code=200, opt=TEACH)
async def note_question(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Keep what somebody asked."""
    values = await typed(request)
    try:
        form = read_values(values, QuestionForm)
        said = (form.question, form.answer, form.for_knowledge)
        await teaching.note_question(number, *said, by=current_principal())
    except Refusal as refusal:
        return await show_session(number, opened="ask", **kept(values, refusal))
    return see_other(f"/training/sessions/{number}")


@post(f"{ONE}/return", name="training.come_back", status_code=200, opt=TEACH)
async def come_back(number: FromPath[int]) -> Response[str]:
    """The trainer is back."""
    try:
        await teaching.come_back(number, by=current_principal())
    except Refusal as refusal:
        return await show_session(number, **kept({}, refusal))
    return see_other(f"/training/sessions/{number}")


async def _attendance(number: int, half: str, *, status: int = 200, **came_back: Any) -> Response[str]:
    found = await sessions.sheet(number)
    zone = current_scope().tenant.zone
    known_halves = teaching.halves(found["begins_at"], found["ends_at"], zone)
    offered = {f"{day} {one}": f"{day} {label('training.half', one)}" for day, one in known_halves}
    marks = await known.marks(found["id"])
    noted = {f"{one['half_on']} {one['half']}" for one in marks}
    half = half or next((one for one in offered if one not in noted), next(reversed(offered)))
    if half not in offered:
        raise NotFound
    day, word = half.split(" ")
    said = {
        one["enrolment"]: one["mark"]
        for one in marks
        if one["half_on"] == date.fromisoformat(day) and one["half"] == word
    }
    seated = [one for one in await enrolments.of_session(found["id"]) if one["status"] in ("registered", "paid")]
    return page(
        "training/attendance.html",
        status=status,
        here=HERE,
        session=views.session_row(found),
        halves=[(one, text, one in noted) for one, text in offered.items()],
        half=half,
        enrolments=[views.enrolment_row(one) | {"mark": said.get(one["id"], "present")} for one in seated],
        marks=list(words("training.mark").items()),
        refused=came_back.get("refused", "") or " ".join(came_back.get("errors", {}).values()),
    )


HANDLERS = (attendance, note, start, end, leave, come_back, note_question)
