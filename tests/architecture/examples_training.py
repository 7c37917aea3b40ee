"""Examples of the routes of training."""

from datetime import timedelta

from desk_training.actions import courses, enrolling, grading, planning, teaching
from desk_training.actions import series as series_actions
from desk_training.forms import read_series
from desk_training.queries import sessions as sessions_known

from desk.customers.actions import ContactFields, add_contact
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import now

from .examples import Example, example


def named(place):
    """In the portal every customer sees what is offered: nobody's marker stands there."""
    return "总账" if place.face == "portal" else place.name()


def course_form(**more):
    said = {"code": uuid7().hex[-12:], "name": "总账操作", "kind": "operation", "level": "basic", "content": "结账"}
    return said | {"need": "不会结账", "hours": "6"} | more


async def course(place, *, published=True, **more):
    async with place.tenant.scope():
        fields = courses.CourseFields(uuid7().hex[-12:], named(place), "operation", "结账", "不会结账", **more)
        made = await courses.add_course(fields, by=SYSTEM)
        if published:
            await courses.publish_course(made.id, by=SYSTEM)
    return made.id


async def session_form(place):
    said = {"place": "301", "trainer": str(await place.who()), "seats": "20"}
    return said | {"begins": "2031-03-01T09:00", "ends": "2031-03-01T12:00"}


async def session(place, *, announced=True, begins=None, of=None, **more):
    chosen, trainer = of or await course(place, **more), await place.who()
    begins = begins or now() + timedelta(days=9)
    async with place.tenant.scope():
        fields = planning.SessionFields(named(place), begins, begins + timedelta(hours=3), trainer, 500)
        made = await planning.plan_session(chosen, fields, by=SYSTEM)
        if announced:
            await planning.announce_session(made.number, by=SYSTEM)
    return {"number": made.number}


async def person(place):
    async with place.tenant.scope():
        return (await add_contact(place.customer, ContactFields(place.name()), by=SYSTEM)).id


async def enrolment(place, **more):
    number, contact = (await session(place, **more))["number"], await person(place)
    async with place.tenant.scope():
        made = await enrolling.enrol(enrolling.NewEnrolment(number, place.customer, contact), by=SYSTEM)
    return {"number": made.number}


@example("training.index", "training.export_sessions", "api.training.sessions")
async def sessions(place):
    return Example(marker=place.marker, filters={"course": (await course(place))})


@example("training.enrolments", "training.export_enrolments", "api.training.enrolments")
async def enrolments(place):
    await enrolment(place)
    return Example(marker=place.marker, filters={"customer": place.customer})


@example("training.courses", "api.training.courses")
async def catalogue(place):
    await course(place)
    return Example(marker=place.marker)


@example("training.add_course")
async def add_course(place):
    return Example(form=course_form())


@example("training.change_course")
async def change_course(place):
    return Example(path={"course_id": await course(place)}, form=course_form())


@example("training.publish_course")
async def publish_course(place):
    return Example(path={"course_id": await course(place, published=False)}, form={})


@example("training.retire_course")
async def retire_course(place):
    return Example(path={"course_id": await course(place)}, form={})


@example("training.new_session")
async def new_session(place):
    await course(place)
    return Example(marker=place.marker)


@example("training.plan_session")
async def plan_session(place):
    form = await session_form(place) | {"course": str(await course(place))}
    return Example(form=form, ids=("course", "trainer"))


@example("api.training.plan")
async def api_plan(place):
    json = await session_form(place) | {"course": str(await course(place)), "seats": 20}
    return Example(json=json, ids=("course", "trainer"))


@example("training.session", "training.edit_session", "training.new_enrolment", "api.training.session")
async def show(place):
    return Example(path=await session(place), marker=place.marker)


@example("training.change_session")
async def change_session(place):
    form = await session_form(place) | {"seats": "600"}
    return Example(path=await session(place), form=form, ids=("trainer",))


@example("training.announce")
async def announce(place):
    return Example(path=await session(place, announced=False), form={})


@example("api.training.announce")
async def api_announce(place):
    return Example(path=await session(place, announced=False), json={})


@example("training.cancel_session")
async def cancel_session(place):
    return Example(path=await session(place), form={"reason": "x"})


@example("api.training.cancel")
async def api_cancel(place):
    return Example(path=await session(place), json={"reason": "x"})


@example("training.enrol")
async def enrol(place):
    form = {"customer": str(place.customer), "contact": str(await person(place))}
    return Example(path=await session(place), form=form, ids=("customer", "contact"))


@example("api.training.enrol")
async def api_enrol(place):
    json = await session(place)
    json = {"session": json["number"], "customer": str(place.customer), "contact": str(await person(place))}
    return Example(json=json, ids=("session", "customer", "contact"))


@example("training.withdraw")
async def withdraw(place):
    return Example(path=await enrolment(place), form={})


@example("api.training.enrolment")
async def api_enrolment(place):
    return Example(path=await enrolment(place), marker=place.marker)


@example("api.training.withdraw")
async def api_withdraw(place):
    return Example(path=await enrolment(place), json={})


@example("portal.training", faces=("portal",))
async def portal_training(place):
    await enrolment(place)
    return Example()


@example("portal.book", faces=("portal",))
async def book(place):
    made = place.tenant.made
    if "bookable" not in made:
        made["bookable"] = await session(place)  # one for all customers of the tenant: each may book it
    return Example(path=made["bookable"], form={"contact": str(await person(place))}, ids=("contact",))


@example("portal.withdraw_enrolment", faces=("portal",))
async def withdraw_enrolment(place):
    return Example(path=await enrolment(place), form={})


async def teach(place, *, started=False, **more):
    """A session of today with attendance taken, so that it may begin, or has begun."""
    made = await session(place, begins=now() + timedelta(seconds=20), **more)
    contact = await person(place)
    async with place.tenant.scope():
        enrolled = await enrolling.enrol(enrolling.NewEnrolment(made["number"], place.customer, contact), by=SYSTEM)
        found = await sessions_known.sheet(made["number"])
        day, half = teaching.halves(found["begins_at"], found["ends_at"], "Asia/Shanghai")[0]
        marks = {enrolled.number: "present"}
        await teaching.note_attendance(made["number"], day, half, marks, by=SYSTEM)
        if started:
            await teaching.start_session(made["number"], by=SYSTEM)
    return made, enrolled.number, f"{day} {half}"


@example("training.attendance")
async def attendance(place):
    made, _, _ = await teach(place)
    return Example(path=made, marker=place.marker)


@example("training.note_attendance")
async def note_attendance(place):
    made, enrolled, half = await teach(place)
    return Example(path=made, form={"half": half, f"mark_{enrolled}": "late"})


@example("training.start")
async def start(place):
    return Example(path=(await teach(place))[0], form={})


@example("training.end", "training.come_back")
async def end(place):
    return Example(path=(await teach(place, started=True))[0], form={})


@example("training.leave_room")
async def leave_room(place):
    form = {"reason": "x", "substitute": str(await place.colleague())}
    return Example(path=(await teach(place, started=True))[0], form=form, ids=("substitute",))


@example("portal.tell_fee", faces=("portal",))
async def tell_fee(place):
    return Example(path=await enrolment(place, fee_cents=30_000), form={})


async def taught(place, score=None):
    """A session with an exam that is over; with a score, it is graded."""
    made, enrolled, _ = await teach(place, started=True, pass_mark=60)
    async with place.tenant.scope():
        await teaching.end_session(made["number"], by=SYSTEM)
        if score is not None:
            await grading.record_scores(made["number"], {enrolled: score}, by=SYSTEM)
            await grading.grade_session(made["number"], by=SYSTEM)
    return made, enrolled


@example("training.scores")
async def scores(place):
    return Example(path=(await taught(place))[0], marker=place.marker)


@example("training.record_scores")
async def record_scores(place):
    made, enrolled = await taught(place)
    return Example(path=made, form={f"score_{enrolled}": "80"})


@example("training.close")
async def close(place):
    return Example(path=(await taught(place, score=80))[0], form={})


@example("training.choose_resit")
async def choose_resit(place):
    return Example(path={"number": (await taught(place, score=10))[1]}, marker=place.marker)


@example("training.resit")
async def resit(place):
    made, enrolled = await taught(place, score=10)
    async with place.tenant.scope():
        course = (await sessions_known.sheet(made["number"]))["course"]
    again = await session(place, of=course)
    return Example(path={"number": enrolled}, form={"session": str(again["number"])}, ids=("session",))


@example("training.open_survey")
async def open_survey(place):
    return Example(path=(await taught(place))[0], form={})


async def series_form(place):
    said = {"course": str(await course(place)), "day": "12", "begins": "09:00", "hours": "3", "place": place.name()}
    return said | {"trainer": str(await place.who()), "seats": "10"}


async def series(place):
    said = await series_form(place)
    async with place.tenant.scope():
        return {"series_id": (await series_actions.begin_series(read_series(said), by=SYSTEM)).id}


@example("training.series")
async def all_series(place):
    await series(place)
    return Example(marker=place.marker)


@example("training.begin_series")
async def begin_series(place):
    return Example(form=await series_form(place), ids=("course", "trainer"))


@example("training.end_series")
async def end_series(place):
    return Example(path=await series(place), form={})


@example("training.note_question")
async def note_question(place):
    return Example(path=(await taught(place))[0], form={"question": "怎么反结账", "answer": "先取消"})


@example("api.training.attendance")
async def api_attendance(place):
    made, enrolled, half = await teach(place)
    return Example(path=made, json={"half": half, "marks": [f"{enrolled}=late"]})


@example("api.training.start")
async def api_start(place):
    return Example(path=(await teach(place))[0], json={})


@example("api.training.end")
async def api_end(place):
    return Example(path=(await teach(place, started=True))[0], json={})


@example("api.training.scores")
async def api_scores(place):
    made, enrolled = await taught(place)
    return Example(path=made, json={"scores": [f"{enrolled}=80"]})


@example("api.training.close")
async def api_close(place):
    return Example(path=(await taught(place, score=80))[0], json={})
