"""Courses, sessions and who is registered, for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath, FromQuery

from desk.extend import N_, Listed, answer, current_principal, decode, needs, page_of, read_json, size_of
from desk_training import answers
from desk_training.actions import enrolling, planning
from desk_training.forms import ApiEnrolment, PlanForm, ReasonForm, VersionForm, enrolment_of, session_of
from desk_training.queries import courses, enrolments, sessions

READ = "training.read"
ONE = "/training/sessions/{number:int}"
SOMEBODY = "0195f3c2-7d5e-7aaa-8000-0123456789ab"


@get("/training/courses", name="api.training.courses", opt=needs(READ, says=N_("What is taught.")))
async def all_courses() -> Listed[answers.Course]:
    """All courses."""
    return Listed([answer(answers.Course, one) for one in await courses.courses()])


@get("/training/sessions", name="api.training.sessions", opt=needs(READ, says=N_("Dates on which courses are taught.")))
async def all_sessions(
    status: FromQuery[answers.SessionWord | None] = None,
    course: FromQuery[UUID | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.TrainingDate]:
    """Those that begin last first."""
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    wanted = sessions.Wanted(statuses=(status,) if status else None, course=course)
    rows = await sessions.sessions(wanted, most=size + 1, after=after, latest=True)
    found = page_of(rows, size, lambda one: (one["begins_at"], one["id"]))
    return Listed([answer(answers.TrainingDate, one) for one in found.items], found.next)


@post(
    "/training/sessions",
    name="api.training.plan",
    opt=needs(
        "training.plan",
        says=N_("Plan a date of a published course."),
        body=PlanForm,
        example={
            "course": SOMEBODY,
            "place": "301",
            "begins": "2027-03-01T09:00:00+08:00",
            "ends": "2027-03-01T12:00:00+08:00",
            "trainer": SOMEBODY,
            "seats": 20,
        },
    ),
)
async def plan(request: Request[Any, Any, Any]) -> answers.TrainingDate:
    """Plan one."""
    said = session_of(await read_json(request, PlanForm))
    assert said.course is not None, "the form needs it"
    made = await planning.plan_session(said.course, said.fields, by=current_principal())
    return await session_of_number(made.number)


@get(ONE, name="api.training.session", opt=needs(READ, says=N_("One date on which a course is taught.")))
async def show(number: FromPath[int]) -> answers.TrainingDate:
    """One session."""
    return await session_of_number(number)


@put(
    f"{ONE}/announcement",
    name="api.training.announce",
    opt=needs("training.plan", says=N_("Let people know of it."), body=VersionForm),
)
async def announce(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.TrainingDate:
    """Announce it."""
    form = await read_json(request, VersionForm, optional=True)
    await planning.announce_session(number, by=current_principal(), version=form.version)
    return await session_of_number(number)


@put(
    f"{ONE}/cancellation",
    name="api.training.cancel",
    opt=needs("training.plan", says=N_("Call it off, and every registration with it."), body=ReasonForm),
)
async def cancel(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.TrainingDate:
    """Cancel it."""
    form = await read_json(request, ReasonForm)
    await planning.cancel_session(number, form.reason, by=current_principal(), version=form.version)
    return await session_of_number(number)


@get("/training/enrolments", name="api.training.enrolments", opt=needs(READ, says=N_("Who is registered for what.")))
async def all_enrolments(
    status: FromQuery[answers.EnrolmentWord | None] = None,
    session: FromQuery[UUID | None] = None,
    customer: FromQuery[UUID | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.Enrolment]:
    """Those registered last first."""
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    wanted = enrolments.Wanted(statuses=(status,) if status else None, session=session, customer=customer)
    rows = await enrolments.enrolments(wanted, most=size + 1, after=after)
    found = page_of(rows, size, lambda one: (one["at"], one["id"]))
    return Listed([answer(answers.Enrolment, one) for one in found.items], found.next)


@post(
    "/training/enrolments",
    name="api.training.enrol",
    opt=needs(
        "training.enrol",
        says=N_("Register somebody: on a seat while there is one, else on the waiting list."),
        body=ApiEnrolment,
        example={"session": 12, "customer": SOMEBODY, "name": "王会计", "mobile": "13800138000"},
    ),
)
async def enrol(request: Request[Any, Any, Any]) -> answers.Enrolment:
    """Register somebody."""
    form = await read_json(request, ApiEnrolment)
    made = await enrolling.enrol(enrolment_of(form.session, form), by=current_principal())
    return await enrolment_of_number(made.number)


@get(
    "/training/enrolments/{number:int}",
    name="api.training.enrolment",
    opt=needs(READ, says=N_("One person in one session.")),
)
async def show_enrolment(number: FromPath[int]) -> answers.Enrolment:
    """One registration."""
    return await enrolment_of_number(number)


@put(
    "/training/enrolments/{number:int}/cancellation",
    name="api.training.withdraw",
    opt=needs("training.enrol", says=N_("Somebody doesn't come."), body=ReasonForm),
)
async def withdraw(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.Enrolment:
    """Cancel a registration."""
    form = await read_json(request, ReasonForm, optional=True)
    await enrolling.withdraw(number, form.reason, by=current_principal(), version=form.version)
    return await enrolment_of_number(number)


async def session_of_number(number: int) -> answers.TrainingDate:
    """One session as programs get it."""
    return answer(answers.TrainingDate, await sessions.sheet(number))


async def enrolment_of_number(number: int) -> answers.Enrolment:
    """One registration as programs get it."""
    return answer(answers.Enrolment, await enrolments.sheet(number))


HANDLERS = (
    *(all_courses, all_sessions, plan, show, announce, cancel),
    *(all_enrolments, enrol, show_enrolment, withdraw),
)
