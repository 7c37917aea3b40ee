"""Sessions: planned, announced, changed, cancelled. Whatever changes one holds its seats first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from desk.extend import (
    REQUIRED,
    Forbidden,
    Invalid,
    Move,
    NotFound,
    Principal,
    Stale,
    gettext,
    label,
    next_number,
    now,
    record,
)
from desk_training.actions._enrolling import end
from desk_training.errors import (
    AT_LEAST_ONE,
    NO_TRAINER,
    NOT_BEFORE,
    NOT_BELOW,
    TOO_LONG,
    TOO_MANY,
    NotPublished,
)
from desk_training.events import SessionAnnounced, SessionCancelled, SessionChanged, SessionPlanned, TrainingExported
from desk_training.queries import courses, enrolments, sessions
from desk_training.states import ANNOUNCE, CANCEL, CHANGE, CourseStatus, SessionStatus
from desk_training.tables import TrainingSeating, TrainingSession

LONGEST = timedelta(days=14)
MOST_SEATS = 2_000
MOST_FEE = 10**9


@dataclass(frozen=True, slots=True)
class SessionFields:
    """What is said of a session."""

    place: str
    begins_at: datetime
    ends_at: datetime
    trainer: UUID
    seats: int
    fee_cents: int | None = None
    """None: the course's."""
    note: str = ""


async def plan_session(course_id: UUID, fields: SessionFields, *, by: Principal) -> TrainingSession:
    """Plan a date of a published course. Raises ``Invalid`` with all that is wrong, and ``NotPublished``."""
    if not by.may("training.plan"):
        raise Forbidden
    course = await courses.course(course_id)
    if course.status != CourseStatus.PUBLISHED:
        raise NotPublished(course=course.name)
    await _check(fields)
    fee = course.fee_cents if fields.fee_cents is None else fields.fee_cents
    found = await TrainingSession.add(
        number=await next_number("training_session"),
        course=course_id,
        **_columns(fields, fee),
        planned_at=now(),
        planned_by=by.id if by.is_staff else None,
    )
    await TrainingSeating.add(session=found.id, seats=fields.seats)
    await record(
        SessionPlanned(
            found.id, by=by, number=found.number, course=str(course_id), begins_at=fields.begins_at.isoformat()
        )
    )
    return found


async def change_session(
    number: int, fields: SessionFields, *, by: Principal, version: int | None = None
) -> TrainingSession:
    """Another time, place, trainer or number of seats. Never fewer seats than are taken. Raises ``Invalid``."""
    found = await checked(number, CHANGE, version, by=by)
    seating = await sessions.seating(found.id)
    await _check(fields, taken=seating["taken"])
    moved = (found.begins_at, found.ends_at, found.place) != (fields.begins_at, fields.ends_at, fields.place.strip())
    fee = found.fee_cents if fields.fee_cents is None else fields.fee_cents
    await save(found, **_columns(fields, fee))
    if fields.seats != seating["seats"]:
        await sessions.count(sessions.RESEAT, found.id, fields.seats)
    await record(
        SessionChanged(
            found.id,
            by=by,
            number=number,
            course=str(found.course),
            moved=moved,
            begins_at=found.begins_at.isoformat(),
            status=found.status,
        )
    )
    return found


async def announce_session(number: int, *, by: Principal, version: int | None = None) -> TrainingSession:
    """Let people know of it, and book it in the portal."""
    found = await checked(number, ANNOUNCE, version, by=by)
    await save(found, status=str(SessionStatus.ANNOUNCED), announced_at=now())
    await record(
        SessionAnnounced(
            found.id, by=by, number=number, course=str(found.course), begins_at=found.begins_at.isoformat()
        )
    )
    return found


async def cancel_session(number: int, reason: str, *, by: Principal, version: int | None = None) -> TrainingSession:
    """Call it off, and every registration with it. Raises ``Invalid`` without a reason: customers read it."""
    found = await checked(number, CANCEL, version, by=by)
    if not reason.strip():
        raise Invalid({"reason": gettext(REQUIRED)})
    await save(found, status=str(SessionStatus.CANCELLED), reason=reason.strip())
    for one in await enrolments.coming(found.id):
        await end(await enrolments.enrolment(one), number, reason.strip(), by_session=True, by=by)
    await record(SessionCancelled(found.id, by=by, number=number, course=str(found.course)))
    return found


async def note_export(count: int, *, by: Principal) -> None:
    """Keep in the audit trail that a list was taken out."""
    await record(TrainingExported(by.id, by=by, count=count))


async def checked(number: int, move: Move, version: int | None, *, by: Principal) -> TrainingSession:
    """A session and its seats, locked, that may make this move now. Raises what refuses it, and ``Stale``."""
    session_id = await sessions.id_of(number)
    await sessions.seating(session_id)
    found = await sessions.session(session_id)
    move.check(found, by, lambda status: label("training.session", status))
    if version is not None and version != found.version:
        raise Stale(who=gettext("Somebody"))
    return found


async def save(found: TrainingSession, **changes: object) -> None:
    """Write these columns of a session, as its next version."""
    for name, new in {**changes, "version": found.version + 1}.items():
        setattr(found, name, new)
    await found.save([getattr(TrainingSession, name) for name in (*changes, "version")])


def _columns(fields: SessionFields, fee: int) -> dict[str, object]:
    same = {name: getattr(fields, name) for name in ("begins_at", "ends_at", "trainer")}
    return {**same, "place": fields.place.strip(), "note": fields.note.strip(), "fee_cents": fee}


async def _check(fields: SessionFields, *, taken: int = 0) -> None:
    faults: dict[str, str] = {}
    if not fields.place.strip():
        faults["place"] = gettext(REQUIRED)
    if fields.ends_at <= fields.begins_at:
        faults["ends"] = gettext(NOT_BEFORE)
    elif fields.ends_at - fields.begins_at > LONGEST:
        faults["ends"] = gettext(TOO_LONG)
    if not 1 <= fields.seats <= MOST_SEATS:
        faults["seats"] = gettext(AT_LEAST_ONE if fields.seats < 1 else TOO_MANY)
    elif fields.seats < taken:
        faults["seats"] = gettext(NOT_BELOW).format(taken=taken)
    if fields.fee_cents is not None and not 0 <= fields.fee_cents <= MOST_FEE:
        faults["fee"] = gettext(TOO_MANY)
    try:
        await sessions.trainer_name(fields.trainer)
    except NotFound:
        faults["trainer"] = gettext(NO_TRAINER)
    if faults:
        raise Invalid(faults)
