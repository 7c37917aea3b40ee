"""Courses: what is taught, and whether it is in the catalogue."""

from dataclasses import dataclass
from uuid import UUID

from desk.extend import (
    NOT_A_CHOICE,
    REQUIRED,
    Forbidden,
    Invalid,
    Move,
    Principal,
    Stale,
    gettext,
    label,
    now,
    record,
)
from desk_training.errors import AT_LEAST_ONE, CODE_TAKEN, PER_CENT, TOO_MANY, NotLinkedToANeed
from desk_training.events import CourseChanged, CourseEvent, CoursePublished, CourseRetired
from desk_training.queries import courses
from desk_training.states import PUBLISH, RETIRE, CourseKind, CourseStatus, Level
from desk_training.tables import TrainingCourse

MOST_HOURS = 400
MOST_FEE = 10**9
MOST_MONTHS = 1_200


@dataclass(frozen=True, slots=True)
class CourseFields:
    """What is said of a course."""

    code: str
    name: str
    kind: str
    content: str
    need: str = ""
    materials: str = ""
    level: str = Level.BASIC
    hours: int = 3
    fee_cents: int = 0
    pass_mark: int | None = None
    """None: there is no exam."""
    valid_months: int | None = None
    """Of a certificate; None: for ever."""


async def add_course(fields: CourseFields, *, by: Principal) -> TrainingCourse:
    """Write a course down, as a draft. Raises ``Invalid`` with all that is wrong."""
    await _check(fields, None, by=by)
    found = await TrainingCourse.add(**_columns(fields), created_at=now())
    await _say(CourseChanged, found, by=by)
    return found


async def change_course(
    course_id: UUID, fields: CourseFields, *, by: Principal, version: int | None = None
) -> TrainingCourse:
    """Say something else of it; sessions that are planned keep their fee. Raises ``Invalid`` and ``Stale``."""
    found = await courses.course(course_id)
    await _check(fields, course_id, by=by)
    if version is not None and version != found.version:
        raise Stale(who=gettext("Somebody"))
    await _save(found, **_columns(fields))
    await _say(CourseChanged, found, by=by)
    return found


async def publish_course(course_id: UUID, *, by: Principal) -> None:
    """Put it into the catalogue. Raises ``NotLinkedToANeed``."""
    found = await _checked(course_id, PUBLISH, by=by)
    if not found.need.strip():
        raise NotLinkedToANeed
    await _save(found, status=str(CourseStatus.PUBLISHED))
    await _say(CoursePublished, found, by=by)


async def retire_course(course_id: UUID, *, by: Principal) -> None:
    """Plan no more sessions of it; those that are planned stay."""
    found = await _checked(course_id, RETIRE, by=by)
    await _save(found, status=str(CourseStatus.RETIRED))
    await _say(CourseRetired, found, by=by)


async def _checked(course_id: UUID, move: Move, *, by: Principal) -> TrainingCourse:
    found = await courses.course(course_id)
    move.check(found, by, lambda status: label("training.course", status))
    return found


async def _save(found: TrainingCourse, **changes: object) -> None:
    for name, new in {**changes, "version": found.version + 1}.items():
        setattr(found, name, new)
    await found.save([getattr(TrainingCourse, name) for name in (*changes, "version")])


async def _say(event: type[CourseEvent], found: TrainingCourse, *, by: Principal) -> None:
    await record(event(found.id, by=by, code=found.code))


def _columns(fields: CourseFields) -> dict[str, object]:
    return {
        **{name: getattr(fields, name).strip() for name in ("code", "name", "content", "need", "materials")},
        **{
            name: getattr(fields, name) for name in ("kind", "level", "hours", "fee_cents", "pass_mark", "valid_months")
        },
    }


async def _check(fields: CourseFields, own: UUID | None, *, by: Principal) -> None:
    if not by.may("training.plan"):
        raise Forbidden
    faults = {name: gettext(REQUIRED) for name in ("code", "name", "content") if not getattr(fields, name).strip()}
    if "code" not in faults and await courses.course_with(fields.code.strip()) not in (None, own):
        faults["code"] = gettext(CODE_TAKEN)
    if fields.kind not in set(CourseKind):
        faults["kind"] = gettext(NOT_A_CHOICE)
    if fields.level not in set(Level):
        faults["level"] = gettext(NOT_A_CHOICE)
    if not 1 <= fields.hours <= MOST_HOURS:
        faults["hours"] = gettext(AT_LEAST_ONE if fields.hours < 1 else TOO_MANY)
    if not 0 <= fields.fee_cents <= MOST_FEE:
        faults["fee"] = gettext(TOO_MANY)
    if fields.pass_mark is not None and not 0 <= fields.pass_mark <= 100:
        faults["pass_mark"] = gettext(PER_CENT)
    if fields.valid_months is not None and not 1 <= fields.valid_months <= MOST_MONTHS:
        faults["valid_months"] = gettext(AT_LEAST_ONE if fields.valid_months < 1 else TOO_MANY)
    if faults:
        raise Invalid(faults)
