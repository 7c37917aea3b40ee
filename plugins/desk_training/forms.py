"""What may be sent about training, by browsers, contacts and programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Meta

from desk.extend import (
    NOT_READABLE,
    ContactFields,
    Form,
    Invalid,
    current_scope,
    gettext,
    own_currency,
    parse_money,
    read_values,
)
from desk_training.actions.courses import CourseFields
from desk_training.actions.enrolling import NewEnrolment
from desk_training.actions.planning import SessionFields
from desk_training.actions.series import SeriesFields

Words = Annotated[str, Meta(max_length=4_000)]
Moment = Annotated[str, Meta(min_length=1, max_length=40)]
Money = Annotated[str, Meta(max_length=40)]
KindWord = Literal["operation", "improvement", "business", "beginners", "product", "certification", "special"]
LevelWord = Literal["basic", "intermediate", "advanced"]


class CourseForm(Form):
    code: Annotated[str, Meta(min_length=1, max_length=20)]
    name: Annotated[str, Meta(min_length=1, max_length=100)]
    kind: KindWord
    content: Annotated[str, Meta(min_length=1, max_length=4_000)]
    need: Words = ""
    materials: Words = ""
    level: LevelWord = "basic"
    hours: int = 3
    fee: Money = ""
    pass_mark: int | None = None
    valid_months: int | None = None
    version: int | None = None


class SessionForm(Form):
    """``begins`` and ``ends`` as ``datetime-local`` writes them, on the tenant's clocks; programs may send a zone."""

    place: Annotated[str, Meta(min_length=1, max_length=200)]
    begins: Moment
    ends: Moment
    trainer: UUID
    seats: int
    fee: Money = ""
    note: Words = ""
    version: int | None = None


class PlanForm(SessionForm, kw_only=True):
    course: UUID


class SeriesForm(Form):
    """``begins`` as ``time`` writes it: ``09:00``."""

    course: UUID
    day: int
    begins: Annotated[str, Meta(min_length=4, max_length=8)]
    hours: int
    place: Annotated[str, Meta(min_length=1, max_length=200)]
    trainer: UUID
    seats: int


class EnrolmentForm(Form):
    customer: UUID
    contact: UUID | None = None
    name: Annotated[str, Meta(max_length=100)] = ""
    title: Annotated[str, Meta(max_length=60)] = ""
    mobile: Annotated[str, Meta(max_length=40)] = ""
    phone: Annotated[str, Meta(max_length=40)] = ""
    birthday: Annotated[str, Meta(max_length=10)] = ""
    email: Annotated[str, Meta(max_length=200)] = ""
    product: Annotated[str, Meta(max_length=100)] = ""
    needs: Words = ""


class ApiEnrolment(EnrolmentForm, kw_only=True):
    """``POST /training/enrolments``."""

    session: int


class BookingForm(Form):
    contact: UUID | None = None
    needs: Words = ""


class ReasonForm(Form):
    reason: Words = ""
    version: int | None = None


class AbsenceForm(Form):
    reason: Annotated[str, Meta(max_length=200)] = ""
    substitute: UUID | None = None


class QuestionForm(Form):
    question: Words = ""
    answer: Words = ""
    for_knowledge: bool = False


class ApiAttendance(Form):
    """``half`` as in ``HalfForm``; the marks as ``1042=late``, by the numbers of enrolments."""

    half: Annotated[str, Meta(min_length=12, max_length=40)]
    marks: list[str] = []


class ApiScores(Form):
    """The scores as ``1042=87``, remarks as ``1042=…``; ``complete`` says that these are all."""

    scores: list[str] = []
    remarks: list[str] = []
    complete: bool = False


class HalfForm(Form):
    """``half`` is ``2026-12-01 a_morning``; the marks stand beside it, each as ``mark_<number of the enrolment>``."""

    half: Annotated[str, Meta(min_length=12, max_length=40)]


class ResitForm(Form):
    session: int


class VersionForm(Form):
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A session as a form says it."""

    fields: SessionFields
    version: int | None
    course: UUID | None = None


def course_of(form: CourseForm) -> CourseFields:
    """What a form says of a course. Raises ``Invalid``."""
    faults: dict[str, str] = {}
    fee = _money(form.fee, faults)
    if faults:
        raise Invalid(faults)
    same = ("code", "name", "kind", "content", "need", "materials", "level", "hours", "pass_mark", "valid_months")
    return CourseFields(**{name: getattr(form, name) for name in same}, fee_cents=fee or 0)


def read_session(values: Mapping[str, Any], form: type[SessionForm] = SessionForm) -> Planned:
    """A session as a form says it. Raises ``Invalid`` with all that is wrong."""
    return session_of(read_values(values, form))


def session_of(said: SessionForm) -> Planned:
    """The same of a form that was read."""
    faults: dict[str, str] = {}
    begins, ends = (_moment(getattr(said, name), name, faults) for name in ("begins", "ends"))
    fee = _money(said.fee, faults)
    if faults or begins is None or ends is None:
        raise Invalid(faults)
    fields = SessionFields(said.place, begins, ends, said.trainer, said.seats, fee, said.note)
    return Planned(fields, said.version, said.course if isinstance(said, PlanForm) else None)


def read_series(values: Mapping[str, Any]) -> SeriesFields:
    """A series as a form says it. Raises ``Invalid`` with all that is wrong."""
    return series_of(read_values(values, SeriesForm))


def series_of(said: SeriesForm) -> SeriesFields:
    """The same of a form that was read."""
    try:
        begins = time.fromisoformat(said.begins)
    except ValueError:
        raise Invalid({"begins": gettext(NOT_READABLE)}) from None
    return SeriesFields(said.course, said.day, begins, said.hours, said.place, said.trainer, said.seats)


def enrolment_of(session: int, form: EnrolmentForm) -> NewEnrolment:
    """Who is registered, as a form says it. Raises ``Invalid``."""
    person = None
    if form.contact is None:
        person = ContactFields(
            form.name,
            title=form.title,
            mobile=form.mobile,
            phone=form.phone,
            email=form.email,
            birthday=_day(form.birthday),
        )
    return NewEnrolment(session, form.customer, form.contact, person, form.product, form.needs)


def read_attendance(values: Mapping[str, Any]) -> tuple[date, str, dict[int, str]]:
    """The half-day and the marks of a form. Raises ``Invalid``."""
    day, _, half = read_values(values, HalfForm).half.partition(" ")
    try:
        marks = {int(name[5:]): str(mark) for name, mark in values.items() if name.startswith("mark_")}
        return date.fromisoformat(day), half, marks
    except ValueError:
        raise Invalid({"half": gettext(NOT_READABLE)}) from None


def attendance_of(form: ApiAttendance) -> tuple[date, str, dict[int, str]]:
    """The half-day and the marks as a program says them. Raises ``Invalid``."""
    return read_attendance({"half": form.half} | _by_number("mark_", form.marks))


def scores_of(form: ApiScores) -> dict[int, int]:
    """The scores as a program says them. Raises ``Invalid``."""
    return read_scores(_by_number("score_", form.scores))


def remarks_of(form: ApiScores) -> dict[int, str]:
    """The remarks as a program says them. Raises ``Invalid``."""
    return read_remarks(_by_number("remark_", form.remarks))


def _by_number(prefix: str, pairs: list[str]) -> dict[str, str]:
    return {f"{prefix}{number.strip()}": said.strip() for number, _, said in (one.partition("=") for one in pairs)}


def read_scores(values: Mapping[str, Any]) -> dict[int, int]:
    """The scores of a form, each ``score_<number of the enrolment>``; empty ones are left out. Raises ``Invalid``."""
    typed = {name[6:]: str(said).strip() for name, said in values.items() if name.startswith("score_")}
    try:
        return {int(number): int(said) for number, said in typed.items() if said}
    except ValueError:
        raise Invalid({"score": gettext(NOT_READABLE)}) from None


def read_remarks(values: Mapping[str, Any]) -> dict[int, str]:
    """The remarks of a form, each ``remark_<number of the enrolment>``. Raises ``Invalid``."""
    try:
        return {int(name[7:]): str(said).strip() for name, said in values.items() if name.startswith("remark_")}
    except ValueError:
        raise Invalid({"score": gettext(NOT_READABLE)}) from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid({"birthday": gettext(NOT_READABLE)}) from None


def _moment(text: str, field: str, faults: dict[str, str]) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        faults[field] = gettext(NOT_READABLE)
        return None
    if not 1900 < found.year < 3000:
        faults[field] = gettext(NOT_READABLE)
        return None
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(current_scope().tenant.zone))


def _money(text: str, faults: dict[str, str]) -> int | None:
    try:
        return parse_money(text, own_currency()) if text.strip() else None
    except ValueError:
        faults["fee"] = gettext(NOT_READABLE)
        return None
