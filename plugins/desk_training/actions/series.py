"""Series: sessions that come every month by themselves, planned for this month and the next."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from desk.extend import REQUIRED, Forbidden, Invalid, Principal, current_scope, gettext, now, record, to_zone
from desk_training.actions.planning import MOST_SEATS, SessionFields, plan_session
from desk_training.errors import AT_LEAST_ONE, DAY_OF_MONTH, NO_TRAINER, TOO_MANY, NotPublished
from desk_training.events import SeriesBegun, SeriesEnded
from desk_training.queries import courses, series, sessions
from desk_training.states import CourseStatus
from desk_training.tables import TrainingSeries

SATURDAY = 5
MOST_HOURS = 12


@dataclass(frozen=True, slots=True)
class SeriesFields:
    """Which course is taught on which day of each month, when, where, by whom, for how many."""

    course: UUID
    day: int
    begins: time
    hours: int
    place: str
    trainer: UUID
    seats: int


async def begin_series(fields: SeriesFields, *, by: Principal) -> TrainingSeries:
    """Have it come every month from now on. Raises ``NotPublished`` and ``Invalid`` with all that is wrong."""
    if not by.may("training.plan"):
        raise Forbidden
    course = await courses.course(fields.course, lock=False)
    if course.status != CourseStatus.PUBLISHED:
        raise NotPublished(course=course.name)
    await _check(fields)
    made = await TrainingSeries.add(
        course=fields.course,
        day=fields.day,
        begins_minute=fields.begins.hour * 60 + fields.begins.minute,
        hours=fields.hours,
        place=fields.place.strip(),
        trainer=fields.trainer,
        seats=fields.seats,
        created_at=now(),
    )
    await record(SeriesBegun(made.id, by=by, course=str(made.course), day=made.day))
    await _plan(made, by=by)
    return made


async def end_series(series_id: UUID, *, by: Principal) -> None:
    """Plan no more of it; sessions that are planned stay. Nothing happens where it has ended."""
    if not by.may("training.plan"):
        raise Forbidden
    found = await series.series(series_id)
    if await series.goes_on(series_id):
        found.ended_at = now()
        await found.save([TrainingSeries.ended_at])
        await record(SeriesEnded(found.id, by=by, course=str(found.course), day=found.day))


async def plan_ahead(*, by: Principal) -> int:
    """Plan what series bring this month and the next; the answer is how many sessions. Safe to run twice."""
    count = 0
    for one in await series.all_series():
        if one["course_status"] == CourseStatus.PUBLISHED:
            count += await _plan(await series.series(one["id"]), by=by)
    return count


async def _plan(found: TrainingSeries, *, by: Principal) -> int:
    zone = ZoneInfo(current_scope().tenant.zone)
    today, count = to_zone(now(), str(zone)).date(), 0
    this, planned_to = today.replace(day=1), await series.planned_to(found.id)
    for month in (this, (this + timedelta(days=32)).replace(day=1)):
        day = _weekday(month.replace(day=found.day))
        if day <= today or (planned_to is not None and planned_to >= month):
            continue
        begins = datetime.combine(day, time(*divmod(found.begins_minute, 60)), zone)
        ends = begins + timedelta(hours=found.hours)
        fields = SessionFields(found.place, begins, ends, found.trainer, found.seats)
        await plan_session(found.course, fields, by=by)
        found.planned_to_on = month
        await found.save([TrainingSeries.planned_to_on])
        count += 1
    return count


def _weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)


async def _check(fields: SeriesFields) -> None:
    faults: dict[str, str] = {}
    if not 1 <= fields.day <= 28:
        faults["day"] = gettext(DAY_OF_MONTH)
    if not fields.place.strip():
        faults["place"] = gettext(REQUIRED)
    for name, most in (("hours", MOST_HOURS), ("seats", MOST_SEATS)):
        if not 1 <= getattr(fields, name) <= most:
            faults[name] = gettext(AT_LEAST_ONE if getattr(fields, name) < 1 else TOO_MANY)
    if not await sessions.is_member(fields.trainer):
        faults["trainer"] = gettext(NO_TRAINER)
    if faults:
        raise Invalid(faults)
