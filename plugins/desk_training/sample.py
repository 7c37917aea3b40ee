"""Demo courses, sessions and people in them, one of them over. Filling again adds nothing."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from desk.extend import SYSTEM, as_of, current_scope, now, to_zone
from desk_training.actions import courses, enrolling, grading, planning, series, teaching
from desk_training.queries import courses as known
from desk_training.queries import enrolments, people
from desk_training.states import Mark

A_WEEK = timedelta(days=7)


async def fill(words: dict[str, Any]) -> None:
    """Publish the courses of the sample file, and plan their sessions so many days from today."""
    for one in words.get("courses", []):
        if await known.course_with(one["code"]) is None:
            plain = {name: given for name, given in one.items() if name != "draft"}
            made = await courses.add_course(courses.CourseFields(**plain), by=SYSTEM)
            if not one.get("draft"):
                await courses.publish_course(made.id, by=SYSTEM)
            for session in (of for of in words.get("sessions", []) if of["course"] == one["code"]):
                await _plan(made.id, session)
            for monthly in (of for of in words.get("series", []) if of["course"] == one["code"]):
                await _begin(made.id, monthly)


async def _plan(course: UUID, one: dict[str, Any]) -> None:
    trainer = await people.member_by_number(one["trainer"])
    if trainer is None:
        return
    zone = ZoneInfo(current_scope().tenant.zone)
    day = to_zone(now(), str(zone)).date() + timedelta(days=one["in_days"])
    begins, ends = (datetime.combine(day, time.fromisoformat(one[name]), zone) for name in ("begins", "ends"))
    fields = planning.SessionFields(one["place"], begins, ends, trainer, one["seats"], note=one.get("note", ""))
    with as_of(min(now(), begins - A_WEEK)):
        made = await planning.plan_session(course, fields, by=SYSTEM)
        if one.get("announced", True):
            await planning.announce_session(made.number, by=SYSTEM)
        for key in one.get("customers", []):
            customer = await people.customer_by_key(key)
            if customer is not None:
                for contact in (await people.contacts(customer))[:1]:
                    await enrolling.enrol(enrolling.NewEnrolment(made.number, customer, contact["id"]), by=SYSTEM)
    if "scores" in one:
        await _teach(made, one)


async def _teach(session: Any, one: dict[str, Any]) -> None:
    """It is over: everybody was there, was examined, and has read the result."""
    there = await enrolments.coming(session.id)
    with as_of(session.begins_at):
        for half_on, half in teaching.halves(session.begins_at, session.ends_at, current_scope().tenant.zone):
            marks = dict.fromkeys(there, str(Mark.PRESENT))
            await teaching.note_attendance(session.number, half_on, half, marks, by=SYSTEM)
        await teaching.start_session(session.number, by=SYSTEM)
    with as_of(session.ends_at):
        for asked in one.get("questions", []):
            await teaching.note_question(session.number, asked["question"], asked["answer"], True, by=SYSTEM)
        await teaching.end_session(session.number, by=SYSTEM)
        await grading.record_scores(session.number, dict(zip(there, one["scores"], strict=False)), by=SYSTEM)
        await grading.grade_session(session.number, by=SYSTEM)
        await grading.close_session(session.number, by=SYSTEM)


async def _begin(course: UUID, one: dict[str, Any]) -> None:
    trainer = await people.member_by_number(one["trainer"])
    if trainer is not None:
        begins = time.fromisoformat(one["begins"])
        fields = series.SeriesFields(course, one["day"], begins, one["hours"], one["place"], trainer, one["seats"])
        await series.begin_series(fields, by=SYSTEM)
