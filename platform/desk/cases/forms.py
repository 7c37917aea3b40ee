"""What may be sent about cases, by browsers and by programs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta

from desk.cases.actions import Complaint, Decision, Envelope, Feedback, NewLetter, Said
from desk.cases.errors import NeedsConsent
from desk.cases.states import Kind
from desk.foundation.errors import Invalid
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_A_CHOICE, REQUIRED, Form, read_values
from desk.kit.time import now, to_zone

Line = Annotated[str, Meta(max_length=200)]
Words = Annotated[str, Meta(max_length=4_000)]
KindWord = Literal["complaint", "technical", "data", "requirement", "dongle", "other"]
MOST_FILES = 10
TOO_MANY_FILES = N_("Ten files at most go along.")
STILL_TO_COME = N_("This day is still to come.")


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
    version: int | None = None


class NewCaseForm(EnvelopeForm, kw_only=True):
    """The same, with what it is about."""

    subject_kind: Annotated[str, Meta(max_length=40)]
    subject_id: UUID


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
    """``PUT /cases/{case}/objection`` and ``/closure``."""

    body: Annotated[str, Meta(min_length=1, max_length=4_000)]
    version: int | None = None


def envelope_of(form: EnvelopeForm) -> Envelope:
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
    )


def _files(ids: Sequence[str]) -> tuple[UUID, ...]:
    try:
        found = tuple(UUID(one) for one in ids)
    except ValueError:
        raise Invalid({"files": gettext(NOT_A_CHOICE)}) from None
    if len(found) > MOST_FILES:
        raise Invalid({"files": gettext(TOO_MANY_FILES)})
    return found


def read_said(values: Mapping[str, Any]) -> Said:
    """What an operator says. Raises ``Invalid``."""
    form = read_values(values, SaidForm)
    return Said(form.body, form.told, form.version)


def read_feedback(form: FeedbackForm) -> Feedback:
    """The feedback of a form. Raises ``Invalid`` for a day that is still to come."""
    if form.done_on > to_zone(now(), current_scope().tenant.zone).date():
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
