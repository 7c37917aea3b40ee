"""What may be sent about cases, by browsers and by programs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

from msgspec import Meta

from desk.cases import sheets
from desk.cases.actions import Complaint, Decision, Envelope, Feedback, NewLetter, Said
from desk.cases.errors import NeedsConsent
from desk.cases.states import Kind
from desk.foundation.errors import Invalid
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import (
    NOT_A_CHOICE,
    NOT_A_NUMBER,
    NOT_READABLE,
    REQUIRED,
    TOO_LONG,
    Form,
    read_values,
)
from desk.kit.money import NotAnAmount, parse_money, plain_money
from desk.kit.time import now, to_zone

Line = Annotated[str, Meta(max_length=200)]
Words = Annotated[str, Meta(max_length=4_000)]
KindWord = Literal["complaint", "technical", "data", "requirement", "dongle", "genuine", "other"]
MOST_FILES = 10
TOO_MANY_FILES = N_("Ten files at most go along.")
STILL_TO_COME = N_("This day is still to come.")
OVER = N_("This day is over.")
NO_FIELD = N_("There is no such field.")
WORDS_AT_MOST = {sheets.Form.TEXT: 4_000}
LINE_AT_MOST = 200
F = TypeVar("F", bound=Form)


class EnvelopeForm(Form):
    """What headquarters needs to know (domain 20, hq_escalation)."""

    kind: KindWord
    title: Line
    customer_name: Line
    product: Line
    description: Words
    tried: Words
    impact: Words
    wanted: Words
    authorisation: Line = ""
    files: list[str] = []
    """Ids of files of the thing that go along as copies, ten at most."""
    particulars: dict[str, str] = {}
    """What the kind asks for besides, by name."""
    version: int | None = None


class NewCaseForm(EnvelopeForm, kw_only=True):
    """The same, with what it is about."""

    subject_kind: Annotated[str, Meta(max_length=40)]
    subject_id: UUID


E = TypeVar("E", bound=EnvelopeForm)


class ReasonForm(Form):
    """Why the answer didn't solve it, or who of the customer confirmed."""

    body: Words
    version: int | None = None


class SaidForm(Form):
    """What an operator says: to the partner, and apart from it to the customer."""

    body: Words
    told: Words = ""
    version: int | None = None


class VersionForm(Form):
    version: int | None = None


class FeedbackForm(Form):
    """What a partner reports of a complaint that headquarters transferred."""

    result: Words
    done_on: date
    opinion: Words
    measures: Words
    version: int | None = None


class ComplaintForm(Form):
    """What a customer complained of at headquarters."""

    partner: Annotated[str, Meta(max_length=40)]
    title: Line
    customer_name: Line
    contact_name: Annotated[str, Meta(max_length=100)]
    contact_reach: Line
    description: Words
    product: Line = ""
    wanted: Words = ""
    letter: UUID | None = None


class JoinForm(Form):
    """Which missing function a case asks for; without a number, a new one with this title."""

    requirement: int | None = None
    title: Line = ""


class DecisionForm(Form):
    """What headquarters decided about a missing function."""

    body: Words
    target_kind: Literal["", "patch", "version"] = ""
    target: Annotated[str, Meta(max_length=100)] = ""


class KnowledgeForm(Form):
    """What a closed case taught."""

    problem: Words
    answer: Words


class LetterForm(Form):
    """What a customer writes to headquarters."""

    title: Line
    body: Words
    reach: Line
    wanted: Words = ""


class ApiReason(Form):
    """``PUT /cases/{case}/objection`` and ``/handling``."""

    body: Annotated[str, Meta(min_length=1, max_length=4_000)]
    version: int | None = None


class ApiClosure(ApiReason):
    """``PUT /cases/{case}/closure``, with what the kind asks for at the end."""

    particulars: dict[str, str] = {}


def read_envelope(values: Mapping[str, Any], form: type[E]) -> tuple[E, Envelope]:
    """A form with its envelope. Raises ``Invalid`` with all that is wrong."""
    read, particulars = read_step(values, form, str(values.get("kind", "")), sheets.HAND_UP)
    return read, _envelope_of(read, particulars)


def read_step(
    values: Mapping[str, Any], form: type[F], kind: str, step: str, before: Mapping[str, str] | None = None
) -> tuple[F, dict[str, str]]:
    """A form, and what this kind of case asks for with it. Raises ``Invalid`` with all that is wrong with either."""
    faults: dict[str, str] = {}
    read: F | None = None
    particulars: dict[str, str] = {}
    try:
        read = read_values(values, form)
    except Invalid as refusal:
        faults |= refusal.fields
    if kind in list(Kind):
        try:
            particulars = _particulars(values, kind, step, before)
        except Invalid as refusal:
            faults |= refusal.fields
    if faults or read is None:
        raise Invalid(faults)
    return read, particulars


def _particulars(values: Mapping[str, Any], kind: str, step: str, before: Mapping[str, str] | None) -> dict[str, str]:
    """As a program sends them, in one object, or a browser, each behind its kind. Raises ``Invalid``."""
    sent, fields = values.get("particulars"), sheets.fields_of(kind, step, before)
    prefix = "particulars." if sent else f"{kind}."
    given = dict(sent) if sent else {one.name: values.get(prefix + one.name) for one in fields}
    known = {one.name for one in fields}
    faults = {prefix + name: gettext(NO_FIELD) for name in given if name not in known}
    found: dict[str, str] = {}
    for one in fields:
        if one.only and str(given.get(one.only[0]) or "") != one.only[1]:
            continue
        try:
            text = _read(one, str(given.get(one.name) or "").strip())
        except ValueError as fault:
            faults[prefix + one.name] = str(fault)
            continue
        if one.required and not text:
            faults[prefix + one.name] = gettext(REQUIRED)
        if text:
            found[one.name] = text
    if faults:
        raise Invalid(faults)
    return found


def _read(asked: sheets.Field, text: str) -> str:
    """As it is kept: a day as 2026-11-20, money as 120.00. Raises ``ValueError`` with a sentence."""
    most = WORDS_AT_MOST.get(asked.form, LINE_AT_MOST)
    if len(text) > most:
        raise ValueError(gettext(TOO_LONG).format(limit=most, count=len(text)))
    if "\0" in text or (text and asked.choices and text not in asked.choices):
        raise ValueError(gettext(NOT_A_CHOICE))
    if text and asked.form in (sheets.Form.DAY, sheets.Form.TERM):
        return _day(asked, text)
    if text and asked.form == sheets.Form.COUNT and not (text.isascii() and text.isdigit() and len(text) < 7):
        raise ValueError(gettext(NOT_A_NUMBER))
    if text and asked.form == sheets.Form.MONEY:
        try:
            return plain_money(parse_money(text), "CNY")
        except NotAnAmount as fault:
            raise ValueError(fault.sentence) from None
    return text


def _day(asked: sheets.Field, text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(gettext(NOT_READABLE)) from None
    if asked.form == sheets.Form.DAY and day > _today():
        raise ValueError(gettext(STILL_TO_COME))
    if asked.form == sheets.Form.TERM and day < _today():
        raise ValueError(gettext(OVER))
    return day.isoformat()


def _today() -> date:
    return to_zone(now(), current_scope().tenant.zone).date()


def _envelope_of(form: EnvelopeForm, particulars: dict[str, str]) -> Envelope:
    """The envelope of a form. Raises ``Invalid`` for data without the customer's consent."""
    if (form.kind == "data" or form.files) and not form.authorisation:
        raise Invalid({"authorisation": str(NeedsConsent())})
    return Envelope(
        Kind(form.kind),
        form.title,
        form.customer_name,
        form.product,
        form.description,
        form.tried,
        form.impact,
        form.wanted,
        form.authorisation,
        _files(form.files),
        particulars,
    )


def _files(ids: Sequence[str]) -> tuple[UUID, ...]:
    try:
        found = tuple(UUID(one) for one in ids)
    except ValueError:
        raise Invalid({"files": gettext(NOT_A_CHOICE)}) from None
    if len(found) > MOST_FILES:
        raise Invalid({"files": gettext(TOO_MANY_FILES)})
    return found


def read_said(values: Mapping[str, Any], kind: str, step: str) -> Said:
    """What an operator says, with what this kind of case asks for with it. Raises ``Invalid``."""
    form, particulars = read_step(values, SaidForm, kind, step)
    return Said(form.body, form.told, form.version, particulars)


def read_feedback(form: FeedbackForm) -> Feedback:
    """The feedback of a form. Raises ``Invalid`` for a day that is still to come."""
    if form.done_on > _today():
        raise Invalid({"done_on": gettext(STILL_TO_COME)})
    return Feedback(form.result, form.done_on, form.opinion, form.measures)


def read_complaint(values: Mapping[str, Any]) -> Complaint:
    """A complaint as headquarters writes it down. Raises ``Invalid``."""
    form = read_values({name: value for name, value in values.items() if name != "letter" or value}, ComplaintForm)
    return Complaint(
        form.partner,
        form.title,
        form.customer_name,
        form.contact_name,
        form.contact_reach,
        form.description,
        form.product,
        form.wanted,
        form.letter,
    )


def read_letter(values: Mapping[str, Any]) -> NewLetter:
    """A customer's letter. Raises ``Invalid``."""
    form = read_values(values, LetterForm)
    return NewLetter(form.title, form.body, form.reach, form.wanted)


def read_join(values: Mapping[str, Any]) -> JoinForm:
    """Which missing function. Raises ``Invalid`` for neither a number nor a title."""
    form = read_values({name: value for name, value in values.items() if value != ""}, JoinForm)
    if form.requirement is None and not form.title:
        raise Invalid({"title": gettext(REQUIRED)})
    return form


def read_decision(values: Mapping[str, Any], act: str) -> Decision:
    """A decision. Raises ``Invalid`` for a plan that doesn't say with what it comes."""
    form = read_values(values, DecisionForm)
    if act == "plan" and not (form.target_kind and form.target):
        raise Invalid({"target": gettext(REQUIRED)})
    return Decision(form.body, form.target_kind, form.target)
