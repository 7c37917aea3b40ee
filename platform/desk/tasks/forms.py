"""What may be sent about tasks, by browsers and by programs."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Meta

from desk.foundation.errors import Invalid
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_A_CHOICE, NOT_READABLE, Form, read_values
from desk.kit.time import now
from desk.tasks import kinds
from desk.tasks.actions import NewTask

OVER = N_("This time is over.")
Line = Annotated[str, Meta(max_length=200)]
Words = Annotated[str, Meta(max_length=4_000)]
Name = Annotated[str, Meta(max_length=100)]


class TaskForm(Form):
    """What the page sends; ``due`` as ``datetime-local`` writes it, on the tenant's clocks."""

    kind: Annotated[str, Meta(max_length=60)]
    title: Line
    note: Words = ""
    whom: Literal["member", "team", "role"] = "member"
    member: UUID | None = None
    team: Name = ""
    role: Name = ""
    due: Annotated[str, Meta(max_length=30)] = ""
    urgent: bool = False
    subject_kind: Annotated[str, Meta(max_length=40)] = ""
    subject_id: UUID | None = None


class ResultForm(Form):
    result: Annotated[str, Meta(max_length=40)] = ""
    note: Words = ""
    version: int | None = None


class NoteForm(Form):
    note: Words = ""
    version: int | None = None


class AssignmentForm(Form):
    """``member`` is an id, or ``me``."""

    member: Annotated[str, Meta(max_length=36)]
    note: Words = ""
    version: int | None = None


class ApiTask(Form):
    """``POST /tasks``: for a member, a team or a role."""

    kind: Annotated[str, Meta(min_length=1, max_length=60)]
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    member: UUID | None = None
    team: Name = ""
    role: Name = ""
    subject_kind: Annotated[str, Meta(max_length=40)] = ""
    subject_id: UUID | None = None
    key: Line = ""
    note: Words = ""
    due_at: datetime | None = None
    urgent: bool = False


class ApiHandOver(Form):
    """``PUT /tasks/{task}/assignment``."""

    member: UUID
    note: Words = ""
    version: int | None = None


class ApiResult(Form):
    """``PUT /tasks/{task}/result``; ``values`` are words such as ``minutes=12``."""

    result: Annotated[str, Meta(min_length=1, max_length=40)]
    note: Words = ""
    values: list[str] = []
    version: int | None = None


class ApiRefusal(Form):
    """``PUT /tasks/{task}/refusal``."""

    note: Annotated[str, Meta(min_length=1, max_length=4_000)]
    version: int | None = None


def read_task(values: Mapping[str, Any], zone: str) -> NewTask:
    """What a page asks for. Raises ``Invalid`` with all that is wrong."""
    form, due = read_values(values, TaskForm), None
    faults: dict[str, str] = {}
    try:
        due = _moment(form.due, zone)
    except ValueError:
        faults["due"] = gettext(NOT_READABLE)
    if due is not None and due <= now():
        faults["due"] = gettext(OVER)
    if form.kind not in {one.id for one in kinds.offered(form.subject_kind)}:
        faults["kind"] = gettext(NOT_A_CHOICE)
    if faults:
        raise Invalid(faults)
    return NewTask(
        form.kind,
        form.title,
        member=form.member if form.whom == "member" else None,
        team=form.team if form.whom == "team" else "",
        role=form.role if form.whom == "role" else "",
        subject_kind=form.subject_kind if form.subject_id else "",
        subject_id=form.subject_id,
        note=form.note,
        due_at=due,
        urgent=form.urgent,
    )


def read_api_task(form: ApiTask) -> NewTask:
    """What a program asks for. Raises ``Invalid``."""
    faults = {}
    if form.kind not in kinds.registered():
        faults["kind"] = gettext(NOT_A_CHOICE)
    if form.due_at is not None and form.due_at.tzinfo is None:
        faults["due_at"] = gettext(NOT_READABLE)
    if faults:
        raise Invalid(faults)
    return NewTask(
        form.kind,
        form.title,
        member=form.member,
        team="" if form.member else form.team,
        role="" if form.member or form.team else form.role,
        subject_kind=form.subject_kind if form.subject_id else "",
        subject_id=form.subject_id,
        key=form.key,
        note=form.note,
        due_at=form.due_at,
        urgent=form.urgent,
    )


def small_values(values: Mapping[str, Any]) -> dict[str, str]:
    """The small values of a result in a form: ``value_minutes`` is ``minutes``."""
    return {name.removeprefix("value_"): str(given) for name, given in values.items() if name.startswith("value_")}


def named_values(given: Iterable[str]) -> dict[str, str]:
    """The small values of a result as programs send them: ``minutes=12``. Raises ``Invalid``."""
    pairs = [one.partition("=") for one in given]
    if any(not equals for _, equals, _ in pairs):
        raise Invalid({"values": gettext(NOT_READABLE)})
    return {name.strip(): value for name, _, value in pairs}


def _moment(text: str, zone: str) -> datetime | None:
    found = datetime.fromisoformat(text) if text else None
    if found is not None and not 1900 < found.year < 3000:
        raise ValueError
    return found.replace(tzinfo=ZoneInfo(zone)) if found is not None and found.tzinfo is None else found
