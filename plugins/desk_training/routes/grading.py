"""After teaching: scores, feedback, and another try."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import Refusal, current_principal, kept, needs, now, page, printed, read_values, see_other, typed
from desk_training import documents, views
from desk_training.actions import asking, grading
from desk_training.forms import ResitForm, VersionForm, read_remarks, read_scores
from desk_training.queries import enrolments, results, sessions
from desk_training.routes.courses import HERE
from desk_training.routes.one import ONE, show_session

GRADE = needs("training.grade")
AGAIN = "/training/enrolments/{number:int}/resit"


@get(f"{ONE}/scores", name="training.scores", opt=GRADE)
async def scores(number: FromPath[int]) -> Response[str]:
    """What people reached."""
    return await _scores(number)


@post(f"{ONE}/scores", name="training.record_scores", status_code=200, opt=GRADE)
async def record(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Note it; when all have one, the session is graded."""
    values, by = await typed(request), current_principal()
    try:
        await grading.record_scores(number, read_scores(values), remarks=read_remarks(values), by=by)
        if values.get("complete"):
            await grading.grade_session(number, by=by)
    except Refusal as refusal:
        return await _scores(number, **kept(values, refusal))
    return see_other(f"/training/sessions/{number}")


@post(f"{ONE}/feedback", name="training.close", status_code=200, opt=GRADE)
async def close(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Feed the results back, and close it."""
    values = await typed(request)
    try:
        form = read_values(values, VersionForm)
        await grading.close_session(number, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await show_session(number, **kept(values, refusal))
    return see_other(f"/training/sessions/{number}")


@get(AGAIN, name="training.choose_resit", opt=needs("training.enrol"))
async def choose_resit(number: FromPath[int]) -> Response[str]:
    """Sessions of the course that are still to come."""
    return await _resit(number)


@post(AGAIN, name="training.resit", status_code=200, opt=needs("training.enrol"))
async def resit(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Another try."""
    values = await typed(request)
    try:
        form = read_values(values, ResitForm)
        await grading.resit(number, form.session, by=current_principal())
    except Refusal as refusal:
        return await _resit(number, **kept(values, refusal))
    return see_other(f"/training/sessions/{form.session}")


@post(f"{ONE}/survey", name="training.open_survey", status_code=200, opt=needs("training.teach"))
async def open_survey(number: FromPath[int]) -> Response[str]:
    """Codes to scan, for everybody who was there: shown now, and never again."""
    try:
        codes = await asking.open_survey(number, by=current_principal())
    except Refusal as refusal:
        return await show_session(number, **kept({}, refusal))
    found = views.session_row(await sessions.sheet(number))
    return page("training/survey.html", here=HERE, session=found, codes=codes)


@post(f"{ONE}/survey/sheet", name="training.print_survey", status_code=200, opt=needs("training.teach", scope="own"))
async def print_survey(number: FromPath[int]) -> Response[bytes]:
    """The same on paper, to be cut out: codes that were shown before are dead."""
    return await printed(documents.survey_sheet(number, by=current_principal()))


async def _scores(number: int, *, status: int = 200, **came_back: Any) -> Response[str]:
    found = await sessions.sheet(number)
    return page(
        "training/scores.html",
        status=status,
        here=HERE,
        session=views.session_row(found) | {"pass_mark": found["pass_mark"]},
        people=[dict(one) for one in await results.examined(found["id"])],
        values=came_back.get("values", {}),
        refused=came_back.get("refused", "") or " ".join(came_back.get("errors", {}).values()),
    )


async def _resit(number: int, *, status: int = 200, **came_back: Any) -> Response[str]:
    found = await enrolments.sheet(number)
    wanted = sessions.Wanted(statuses=("planned", "announced"), course=found["course"], begins=(now(), None))
    return page(
        "training/resit.html",
        status=status,
        here=HERE,
        enrolment=views.enrolment_row(found),
        sessions=[views.session_row(one) for one in await sessions.sessions(wanted, most=50)],
        refused=came_back.get("refused", "") or " ".join(came_back.get("errors", {}).values()),
    )


HANDLERS = (scores, record, close, open_survey, print_survey, choose_resit, resit)
