"""Demo courses, sessions and people in them. Filling again adds nothing."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from desk.extend import SYSTEM, current_scope, now, to_zone
from desk_training.actions import courses, enrolling, planning
from desk_training.queries import courses as known
from desk_training.queries import people


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


async def _plan(course: Any, one: dict[str, Any]) -> None:
    trainer = await people.member_by_number(one["trainer"])
    if trainer is None:
        return
    zone = ZoneInfo(current_scope().tenant.zone)
    day = to_zone(now(), str(zone)).date() + timedelta(days=one["in_days"])
    begins, ends = (datetime.combine(day, time.fromisoformat(one[name]), zone) for name in ("begins", "ends"))
    fields = planning.SessionFields(one["place"], begins, ends, trainer, one["seats"], note=one.get("note", ""))
    made = await planning.plan_session(course, fields, by=SYSTEM)
    if one.get("announced", True):
        await planning.announce_session(made.number, by=SYSTEM)
    for key in one.get("customers", []):
        customer = await people.customer_by_key(key)
        if customer is not None:
            for contact in (await people.contacts(customer))[:1]:
                await enrolling.enrol(enrolling.NewEnrolment(made.number, customer, contact["id"]), by=SYSTEM)
