"""After teaching: scores, feedback, certificates, and another try for who failed."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from desk.extend import (
    Invalid,
    NotFound,
    Principal,
    current_scope,
    execute,
    gettext,
    label,
    next_number,
    now,
    record,
    to_zone,
    uuid7,
)
from desk_training.actions._enrolling import save as save_enrolment
from desk_training.actions.enrolling import NewEnrolment, enrol
from desk_training.actions.planning import checked, save
from desk_training.errors import PER_CENT, TOO_LONG, NoExam, NotGraded, OtherCourse, ScoresMissing
from desk_training.events import CertificateIssued, ResultFedBack, SessionClosed, SessionGraded
from desk_training.queries import courses, enrolments, results, sessions
from desk_training.states import FEED_BACK, GRADE, RESIT, SCORE, CourseKind, EnrolmentStatus, SessionStatus
from desk_training.tables import TrainingCertificate, TrainingCourse, TrainingEnrolment, TrainingSession

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PARTS, _LONG = 3, 4
LONGEST_REMARK = 200
NOTHING: Mapping[int, str] = {}


def new_code() -> str:
    """A code that nobody guesses: 60 bits, no letters that look like others."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(_LONG)) for _ in range(_PARTS))


def tidy(typed: str) -> str:
    """A code as somebody typed it off a paper."""
    plain = "".join(one for one in typed.upper() if one.isalnum())[: _PARTS * _LONG]
    return "-".join(plain[at : at + _LONG] for at in range(0, len(plain), _LONG))


async def record_scores(
    number: int, scores: Mapping[int, int], *, by: Principal, remarks: Mapping[int, str] = NOTHING
) -> TrainingSession:
    """
    Note what people reached, by the numbers of their enrolments, with a remark where there is one; again corrects.

    Whoever was there and has none yet may follow. Raises ``NoExam`` and ``Invalid``.
    """
    found = await checked(number, SCORE, None, by=by)
    course = await _examined(found)
    if any(not 0 <= one <= 100 for one in scores.values()):
        raise Invalid({"score": gettext(PER_CENT)})
    if any(len(one) > LONGEST_REMARK for one in remarks.values()):
        raise Invalid({"remark": gettext(TOO_LONG)})
    for one, score in scores.items():
        enrolment = await enrolments.enrolment(one)
        if enrolment.session != found.id or enrolment.status not in ("attended", "passed", "failed"):
            raise NotFound
        passed = score >= (course.pass_mark or 0)
        who = (uuid7(), enrolment.id, enrolment.customer)
        noted = (score, passed, remarks.get(one), now(), by.id if by.is_staff else None)
        await execute(results.SCORE, current_scope().tenant.id, *who, *noted)
        status = EnrolmentStatus.PASSED if passed else EnrolmentStatus.FAILED
        await save_enrolment(enrolment, status=str(status))
    return found


async def grade_session(number: int, *, by: Principal, version: int | None = None) -> TrainingSession:
    """All scores are there (TR-D3). Raises ``NoExam`` and ``ScoresMissing``."""
    found = await checked(number, GRADE, version, by=by)
    await _examined(found)
    there = await results.examined(found.id)
    if missing := sum(one["score"] is None for one in there):
        raise ScoresMissing(count=missing)
    await save(found, status=str(SessionStatus.GRADED))
    passed = sum(one["passed"] for one in there)
    course = str(found.course)
    await record(SessionGraded(found.id, by=by, number=number, course=course, examined=len(there), passed=passed))
    return found


async def close_session(number: int, *, by: Principal, version: int | None = None) -> TrainingSession:
    """
    Feed results back (TR-D4): people are told, see their scores, and who passed a certification has its certificate.

    Raises ``NotGraded`` where there is an exam and its scores are not complete.
    """
    found = await checked(number, FEED_BACK, version, by=by)
    course = await courses.course(found.course, lock=False)
    if course.pass_mark is not None and found.status != SessionStatus.GRADED:
        raise NotGraded
    await save(found, status=str(SessionStatus.CLOSED))
    await execute(results.FED_BACK, found.id, now())
    for one in await results.examined(found.id):
        enrolment = await enrolments.enrolment(one["number"])
        if one["score"] is not None:
            await _say(ResultFedBack, enrolment, number, passed=one["passed"], by=by)
        if course.kind == CourseKind.CERTIFICATION and one["passed"]:
            await _certify(enrolment, course, one["holder"], number, by=by)
    await record(SessionClosed(found.id, by=by, number=number, course=str(found.course)))
    return found


async def resit(number: int, session: int, *, by: Principal) -> TrainingEnrolment:
    """Another try in another session of the course, for who failed. Raises ``OtherCourse`` and what ``enrol`` does."""
    failed = await enrolments.enrolment(number)
    RESIT.check(failed, by, lambda status: label("training.enrolment", status))
    if (await sessions.sheet(session))["course"] != (await sessions.sheet_by_id(failed.session))["course"]:
        raise OtherCourse
    again = NewEnrolment(session, failed.customer, failed.contact, product=failed.product, needs=failed.needs)
    made = await enrol(again, by=by)
    await save_enrolment(made, resit_of=failed.id)
    return made


async def _examined(found: TrainingSession) -> TrainingCourse:
    course = await courses.course(found.course, lock=False)
    if course.pass_mark is None:
        raise NoExam(course=course.name)
    return course


async def _certify(
    enrolment: TrainingEnrolment, course: TrainingCourse, holder: str, number: int, *, by: Principal
) -> None:
    issued_on = to_zone(now(), current_scope().tenant.zone).date()
    valid_to = _months_later(issued_on, course.valid_months) if course.valid_months else None
    made = await TrainingCertificate.add(
        number=await next_number("training_certificate"),
        code=new_code(),
        enrolment=enrolment.id,
        customer=enrolment.customer,
        holder=holder,
        qualification=course.name,
        issued_on=issued_on,
        valid_to_on=valid_to,
    )
    until = str(valid_to) if valid_to else ""
    await _say(CertificateIssued, enrolment, number, certificate=made.number, valid_to=until, by=by)


async def _say(event: Any, enrolment: TrainingEnrolment, number: int, *, by: Principal, **more: Any) -> None:
    session = str(enrolment.session)
    await record(event(enrolment.id, by=by, customer_id=enrolment.customer, number=number, session=session, **more))


def _months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
