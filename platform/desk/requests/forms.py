"""What may be sent about requests, by browsers and by programs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Meta

from desk.foundation.errors import Invalid
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_A_CHOICE, NOT_READABLE, Form, read_values
from desk.kit.time import now
from desk.requests import kinds
from desk.requests.actions import NewRequest

OVER = N_("This time is over.")
Line = Annotated[str, Meta(max_length=200)]
Words = Annotated[str, Meta(max_length=4_000)]


class RequestForm(Form):
    """What the page sends; ``due`` as ``datetime-local`` writes it, on the tenant's clocks."""

    kind: Annotated[str, Meta(max_length=60)]
    title: Line
    customer: UUID | None = None
    product: UUID | None = None
    subject_kind: Annotated[str, Meta(max_length=40)] = ""
    subject_id: UUID | None = None
    note: Words = ""
    told: Words = ""
    due: Annotated[str, Meta(max_length=30)] = ""
    urgent: bool = False


class AssignmentForm(Form):
    """``member`` is an id, or ``me``."""

    member: Annotated[str, Meta(max_length=36)]
    note: Words = ""
    version: int | None = None


class NoteForm(Form):
    note: Words = ""
    told: Words = ""
    version: int | None = None


class ApiRequest(Form):
    """``POST /requests``: of a customer, or about a thing of theirs."""

    kind: Annotated[str, Meta(min_length=1, max_length=60)]
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    customer: UUID | None = None
    product: UUID | None = None
    subject_kind: Annotated[str, Meta(max_length=40)] = ""
    subject_id: UUID | None = None
    note: Words = ""
    told: Words = ""
    due_at: datetime | None = None
    urgent: bool = False


class ApiAssignment(Form):
    """``PUT /requests/{request}/assignment``."""

    member: UUID
    note: Words = ""
    version: int | None = None


class ApiReturn(Form):
    """``PUT /requests/{request}/return``."""

    note: Annotated[str, Meta(min_length=1, max_length=4_000)]
    version: int | None = None


def read_request(values: Mapping[str, Any], zone: str) -> NewRequest:
    """What a page asks for. Raises ``Invalid`` with all that is wrong."""
    form, due = read_values(values, RequestForm), None
    faults: dict[str, str] = {}
    try:
        due = _moment(form.due, zone)
    except ValueError:
        faults["due"] = gettext(NOT_READABLE)
    if due is not None and due <= now():
        faults["due"] = gettext(OVER)
    if form.kind not in {one.id for one in kinds.offered()}:
        faults["kind"] = gettext(NOT_A_CHOICE)
    if faults:
        raise Invalid(faults)
    return _new(form, due)


def read_api_request(form: ApiRequest) -> NewRequest:
    """What a program asks for. Raises ``Invalid``."""
    if form.due_at is not None and form.due_at.tzinfo is None:
        raise Invalid({"due_at": gettext(NOT_READABLE)})
    return _new(form, form.due_at)


def _new(form: RequestForm | ApiRequest, due_at: datetime | None) -> NewRequest:
    return NewRequest(
        form.kind,
        form.title,
        customer=form.customer,
        product=form.product,
        subject_kind=form.subject_kind if form.subject_id else "",
        subject_id=form.subject_id,
        note=form.note,
        told=form.told,
        due_at=due_at,
        urgent=form.urgent,
    )


def _moment(text: str, zone: str) -> datetime | None:
    found = datetime.fromisoformat(text) if text else None
    if found is not None and not 1900 < found.year < 3000:
        raise ValueError
    return found.replace(tzinfo=ZoneInfo(zone)) if found is not None and found.tzinfo is None else found
