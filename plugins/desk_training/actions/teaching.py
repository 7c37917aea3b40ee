"""Teaching: attendance before anything else, the begin, the end, and the trainer out of the room."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from desk.extend import (
    NOT_A_CHOICE,
    REQUIRED,
    Invalid,
    NotFound,
    Principal,
    chosen,
    current_scope,
    execute,
    gettext,
    label,
    now,
    record,
    to_zone,
    uuid7,
)
from desk_training import settings
from desk_training.actions._enrolling import save as save_enrolment
from desk_training.actions.planning import checked, save
from desk_training.errors import NO_TRAINER, AwayAlready, NoAttendance, NobodyThere, NotThatDay
from desk_training.events import AttendanceNoted, QuestionNoted, SessionEnded, SessionStarted, TrainerBack, TrainerLeft
from desk_training.queries import enrolments, sessions, teaching
from desk_training.states import ASKED, END, LEAVE, NOTE, START, EnrolmentStatus, Half, Mark, SessionStatus
from desk_training.tables import TrainingAbsence, TrainingQuestion, TrainingSession

NOON = 12


def halves(begins_at: datetime, ends_at: datetime, zone: str) -> list[tuple[date, Half]]:
    """The half-days of a session, on the tenant's clocks."""
    begin, end = to_zone(begins_at, zone), to_zone(ends_at, zone)
    found = []
    for ahead in range((end.date() - begin.date()).days + 1):
        day = begin.date() + timedelta(days=ahead)
        for half in Half:
            first = day == begin.date() and begin.hour >= NOON and half == Half.MORNING
            last = day == end.date() and (end.hour, end.minute) <= (NOON, 0) and half == Half.AFTERNOON
            # A session of some days is taught at the same hours on each.
            daily = begin.hour >= NOON and half == Half.MORNING, end.hour <= NOON and half == Half.AFTERNOON
            if not (first or last or any(daily)):
                found.append((day, half))
    return found or [(begin.date(), Half.MORNING if begin.hour < NOON else Half.AFTERNOON)]


async def note_attendance(
    number: int, half_on: date, half: str, marks: Mapping[int, str], *, by: Principal
) -> TrainingSession:
    """Note who is there in half a day, by the numbers of enrolments; again corrects. Raises ``Invalid``."""
    found = await checked(number, NOTE, None, by=by)
    known = halves(found.begins_at, found.ends_at, current_scope().tenant.zone)
    if (half_on, half) not in known or not set(marks.values()) <= set(Mark):
        raise Invalid({"half": gettext(NOT_A_CHOICE)})
    for one, mark in marks.items():
        enrolment = await enrolments.enrolment(one)
        if enrolment.session != found.id or enrolment.status not in (EnrolmentStatus.REGISTERED, EnrolmentStatus.PAID):
            raise NotFound
        who = (uuid7(), enrolment.id, enrolment.customer)
        noted = (half_on, str(half), mark, now(), by.id if by.is_staff else None)
        await execute(teaching.NOTE, current_scope().tenant.id, *who, *noted)
    said = f"{half_on} {half}"
    await record(AttendanceNoted(found.id, by=by, number=number, course=str(found.course), half=said))
    return found


async def start_session(number: int, *, by: Principal, version: int | None = None) -> TrainingSession:
    """Begin teaching. Raises ``NoAttendance`` until it is known who is there, ``NobodyThere`` and ``NotThatDay``."""
    found = await checked(number, START, version, by=by)
    zone = current_scope().tenant.zone
    begins_on = to_zone(found.begins_at, zone).date()
    if to_zone(now(), zone).date() < begins_on:
        raise NotThatDay(day=begins_on)
    if not (await sessions.seating(found.id))["taken"]:
        raise NobodyThere
    await _check_attendance(found, halves(found.begins_at, found.ends_at, zone)[:1])
    await save(found, status=str(SessionStatus.RUNNING), started_at=now())
    for one in await enrolments.coming(found.id, waiting=True):
        await save_enrolment(await enrolments.enrolment(one), status=str(EnrolmentStatus.CANCELLED), ended_at=now())
        await sessions.count(sessions.LEAVE_QUEUE, found.id)
    await record(SessionStarted(found.id, by=by, number=number, course=str(found.course)))
    return found


async def end_session(number: int, *, by: Principal, version: int | None = None) -> TrainingSession:
    """End it: whoever was there at least once attended. Raises ``NoAttendance`` for half-days that are over."""
    found = await checked(number, END, version, by=by)
    at, zone = now(), current_scope().tenant.zone
    today = to_zone(at, zone)
    this = (today.date(), Half.MORNING if today.hour < NOON else Half.AFTERNOON)
    known = halves(found.begins_at, found.ends_at, zone)
    await _check_attendance(found, [one for one in known if one <= this] or known[:1])
    if (away := await teaching.open_absence(found.id)) is not None:
        await _come_back(found, away, by=by)
    there = await teaching.were_there(found.id)
    for one in await enrolments.coming(found.id):
        enrolment = await enrolments.enrolment(one)
        status = EnrolmentStatus.ATTENDED if enrolment.id in there else EnrolmentStatus.ABSENT
        await save_enrolment(enrolment, status=str(status))
    await save(found, status=str(SessionStatus.ENDED), ended_at=at)
    early = max(0, int((found.ends_at - at).total_seconds() // 60))
    course = str(found.course)
    await record(
        SessionEnded(
            found.id,
            by=by,
            number=number,
            course=course,
            present=len(there),
            early=early,
            on_time=not early,
            ended_at=at.isoformat(),
        )
    )
    return found


async def leave_room(number: int, reason: str, substitute: UUID | None, *, by: Principal) -> TrainingAbsence:
    """The trainer leaves the room, perhaps with somebody who stands in. Raises ``AwayAlready`` and ``Invalid``."""
    found = await checked(number, LEAVE, None, by=by)
    if await teaching.open_absence(found.id) is not None:
        raise AwayAlready
    if substitute is not None and (substitute == found.trainer or not await sessions.is_member(substitute)):
        raise Invalid({"substitute": gettext(NO_TRAINER)})
    made = await TrainingAbsence.add(
        session=found.id, trainer=found.trainer, left_at=now(), reason=reason.strip(), substitute=substitute
    )
    covered = substitute is not None
    await record(TrainerLeft(found.id, by=by, number=number, course=str(found.course), covered=covered))
    return made


async def come_back(number: int, *, by: Principal) -> None:
    """The trainer is back. Nothing happens where nobody was away."""
    found = await checked(number, LEAVE, None, by=by)
    if (away := await teaching.open_absence(found.id)) is not None:
        await _come_back(found, away, by=by)


async def note_question(number: int, question: str, answer: str, for_knowledge: bool, *, by: Principal) -> None:
    """Keep what somebody asked, and what was answered. Raises ``Invalid`` without a question."""
    found = await checked(number, ASKED, None, by=by)
    if not question.strip():
        raise Invalid({"question": gettext(REQUIRED)})
    await TrainingQuestion.add(
        session=found.id,
        question=question.strip(),
        answer=answer.strip(),
        for_knowledge=for_knowledge,
        noted_at=now(),
        noted_by=by.id if by.is_staff else None,
    )
    await record(QuestionNoted(found.id, by=by, number=number, course=str(found.course), for_knowledge=for_knowledge))


async def _come_back(found: TrainingSession, away: TrainingAbsence, *, by: Principal) -> None:
    """Too long, with nobody who stood in, is a violation that stays on the trainer's record (SS34)."""
    at = now()
    minutes = int((at - away.left_at).total_seconds() // 60)
    too_long = at - away.left_at > timedelta(minutes=chosen(settings.AWAY))
    violation = too_long and (await teaching.stood_in(away.id)) is None
    away.back_at, away.violation = at, violation
    await away.save([TrainingAbsence.back_at, TrainingAbsence.violation])
    await record(
        TrainerBack(
            found.id, by=by, number=found.number, course=str(found.course), minutes=minutes, violation=violation
        )
    )


async def _check_attendance(found: TrainingSession, needed: list[tuple[date, Half]]) -> None:
    for half_on, half in needed:
        if await teaching.missing(found.id, half_on, half):
            raise NoAttendance(half=f"{half_on} {label('training.half', half)}")
