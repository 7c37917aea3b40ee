"""One session: planned, changed, announced, cancelled."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.extend import (
    Refusal,
    chosen,
    current_principal,
    kept,
    links_beside,
    needs,
    once,
    page,
    read_values,
    see_other,
    token_of,
    typed,
)
from desk_training import settings, views
from desk_training.actions import planning
from desk_training.forms import PlanForm, ReasonForm, VersionForm, read_session
from desk_training.queries import courses, enrolments, results, sessions, teaching
from desk_training.routes.courses import HERE

ONE = "/training/sessions/{number:int}"


@get("/training/sessions/new", name="training.new_session", opt=needs("training.plan"))
async def new(course: FromQuery[str] = "") -> Response[str]:
    """The form for one more."""
    return await _form(None, values={"course": course})


@post("/training/sessions", name="training.plan_session", status_code=200, opt=needs("training.plan"))
async def plan(request: Request[Any, Any, Any]) -> Response[str]:
    """Plan it."""
    values, by = await typed(request), current_principal()
    try:
        said = read_session(values, PlanForm)
        if place := await once(by, token_of(values)):
            return see_other(place)
        assert said.course is not None, "the form needs it"
        made = await planning.plan_session(said.course, said.fields, by=by)
    except Refusal as refusal:
        return await _form(None, **kept(values, refusal))
    place = f"/training/sessions/{made.number}"
    await once(by, token_of(values), place)
    return see_other(place)


@get(ONE, name="training.session", opt=needs("training.read"))
async def show(number: FromPath[int]) -> Response[str]:
    """One session, and who comes."""
    return await show_session(number)


@get(f"{ONE}/edit", name="training.edit_session", opt=needs("training.plan"))
async def edit(number: FromPath[int]) -> Response[str]:
    """The form to change it."""
    return await _form(number, values=views.session_values(await sessions.sheet(number)))


@post(ONE, name="training.change_session", status_code=200, opt=needs("training.plan"))
async def change(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Another time, place, trainer or number of seats."""
    values = await typed(request)
    try:
        said = read_session(values)
        await planning.change_session(number, said.fields, by=current_principal(), version=said.version)
    except Refusal as refusal:
        return await _form(number, **kept(values, refusal))
    return see_other(f"/training/sessions/{number}")


@post(f"{ONE}/announcement", name="training.announce", status_code=200, opt=needs("training.plan"))
async def announce(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Let people know of it."""
    values = await typed(request)
    try:
        form = read_values(values, VersionForm)
        await planning.announce_session(number, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await show_session(number, **kept(values, refusal))
    return see_other(f"/training/sessions/{number}")


@post(f"{ONE}/cancellation", name="training.cancel_session", status_code=200, opt=needs("training.plan"))
async def cancel(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Call it off, with the reason."""
    values = await typed(request)
    try:
        form = read_values(values, ReasonForm)
        await planning.cancel_session(number, form.reason, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await show_session(number, opened="cancel", **kept(values, refusal))
    return see_other(f"/training/sessions/{number}")


async def show_session(number: int, *, status: int = 200, opened: str = "", **came_back: Any) -> Response[str]:
    """The page of a session, also with what was refused."""
    found, by = await sessions.sheet(number), current_principal()
    return page(
        "training/session.html",
        status=status,
        here=HERE,
        session=views.session_sheet(found, by),
        enrolments=[views.enrolment_row(one) for one in await enrolments.of_session(found["id"])],
        scores={one["number"]: one["score"] for one in await results.examined(found["id"]) if one["score"] is not None},
        certificates=[views.certificate_view(one, by) for one in await results.certificates(found["id"])],
        prints=views.sheets("training_session", found["id"], by),
        questions=[dict(one) for one in await teaching.questions(found["id"])],
        absences=[dict(one) for one in await teaching.absences(found["id"])],
        trainers=[(str(one["id"]), one["name"]) for one in await sessions.trainers() if one["id"] != found["trainer"]],
        beside=await links_beside("training_session", found["id"]),
        away_minutes=chosen(settings.AWAY),
        may_note_payments=by.may("payment.claim"),
        opened=opened,
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


async def _form(number: int | None, *, status: int = 200, **came_back: Any) -> Response[str]:
    offered = [(str(one["id"]), f"{one['code']} {one['name']}") for one in await courses.courses(published=True)]
    found = await sessions.sheet(number) if number is not None else None
    return page(
        "training/session_form.html",
        status=status,
        here=HERE,
        session=views.session_row(found) if found else None,
        courses=offered,
        trainers=[(str(one["id"]), one["name"]) for one in await sessions.trainers()],
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


HANDLERS = (new, plan, show, edit, change, announce, cancel)
