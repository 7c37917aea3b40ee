"""What may be sent about complaints, by browsers, contacts and programs."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Meta

from desk.extend import (
    NOT_READABLE,
    Form,
    Invalid,
    NotFound,
    current_scope,
    gettext,
    own_currency,
    parse_money,
)
from desk_complaints.actions.amending import NewAmends
from desk_complaints.actions.receiving import NewComplaint
from desk_complaints.actions.steps import Said
from desk_complaints.errors import NOT_A_COUNT

Words = Annotated[str, Meta(max_length=8_000)]
Line = Annotated[str, Meta(max_length=200)]
Moment = Annotated[str, Meta(max_length=40)]
MediumWord = Literal["phone", "letter", "fax", "email", "counter", "visit", "headquarters", "supervision"]


class ComplaintForm(Form):
    """``complained`` as ``datetime-local`` writes it, on the tenant's clocks; empty: now. Programs may send a zone."""

    text: Annotated[str, Meta(min_length=1, max_length=8_000)]
    complainant: Annotated[str, Meta(max_length=100)] = ""
    customer: UUID | None = None
    contact: UUID | None = None
    unit: Line = ""
    address: Line = ""
    phone: Annotated[str, Meta(max_length=40)] = ""
    email: Line = ""
    complained: Moment = ""
    medium: MediumWord = "phone"
    department: Annotated[str, Meta(max_length=100)] = ""
    about_person: UUID | None = None
    about_manager: UUID | None = None
    level: Literal["", "general", "serious"] = ""
    product: Line = ""
    wanted: Words = ""
    ticket: int | None = None


class OwnForm(Form):
    """What a customer writes in the portal."""

    text: Annotated[str, Meta(min_length=1, max_length=8_000)]
    wanted: Words = ""


class PublicForm(Form):
    """What anybody writes who isn't signed in."""

    text: Annotated[str, Meta(min_length=1, max_length=8_000)]
    complainant: Annotated[str, Meta(min_length=1, max_length=100)]
    unit: Line = ""
    phone: Annotated[str, Meta(max_length=40)] = ""
    email: Line = ""
    wanted: Words = ""


class StepForm(Form):
    """What any step asks for; each reads its own part."""

    text: Words = ""
    level: Literal["", "general", "serious"] = ""
    category: Literal["", "service", "sales", "product", "other"] = ""
    item: Annotated[str, Meta(max_length=20)] = ""
    position: Literal["", "hotline", "onsite", "remote", "training", "counter", "project"] = ""
    department: Annotated[str, Meta(max_length=100)] = ""
    assignee: UUID | None = None
    corrective: Words = ""
    preventive: Words = ""
    motive: Literal["", "vent", "solve", "compensation", "improper_gain"] = ""
    version: int | None = None


class RemedyForm(Form):
    """What puts it right."""

    kind: Literal["requests.on_site", "requests.remote_help"] = "requests.on_site"
    text: Words = ""
    version: int | None = None


class AmendsForm(Form):
    """What to give, and what it is worth, as people write money."""

    kind: Literal["gift", "material", "training", "visit", "discount", "other"]
    what: Line = ""
    worth: Annotated[str, Meta(max_length=40)] = ""


class DecisionForm(Form):
    """``approved``, or why not."""

    approved: bool = False
    reason: Annotated[str, Meta(max_length=400)] = ""


class SummaryForm(Form):
    """What was done in a period."""

    text: Annotated[str, Meta(max_length=20_000)] = ""


class MonthForm(Form):
    """``YYYY-MM``."""

    month: Annotated[str, Meta(min_length=7, max_length=7)]


class VersionForm(Form):
    version: int | None = None


class EditForm(Form):
    """The analysis in both languages."""

    zh: Annotated[str, Meta(max_length=20_000)] = ""
    en: Annotated[str, Meta(max_length=20_000)] = ""
    version: int | None = None


class VolumeForm(Form):
    """Services given in a month."""

    hotline: int = 0
    onsite: int = 0
    remote: int = 0
    training: int = 0
    customers: int | None = None


def complaint_of(form: ComplaintForm) -> NewComplaint:
    """What a form says of a complaint. Raises ``Invalid``."""
    same = (
        *("text", "complainant", "customer", "contact", "unit", "address", "phone", "email", "medium", "department"),
        *("about_person", "about_manager", "product", "wanted", "ticket"),
    )
    return NewComplaint(
        **{name: getattr(form, name) for name in same},
        level=form.level or None,
        complained_at=_moment(form.complained),
    )


def said_of(form: StepForm) -> Said:
    """What a form says of a step."""
    return Said(**{name: getattr(form, name) for name in Said.__dataclass_fields__})


def amends_of(form: AmendsForm) -> NewAmends:
    """What a form says of a compensation. Raises ``Invalid``."""
    try:
        cents = parse_money(form.worth, own_currency()) if form.worth.strip() else 0
    except ValueError as fault:
        raise Invalid({"worth": str(fault)}) from None
    if cents < 0:
        raise Invalid({"worth": gettext(NOT_A_COUNT)})
    return NewAmends(form.kind, form.what, cents)


def month_of(text: str) -> date:
    """The first day of a month of the address. Raises ``NotFound``."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise NotFound from None
    if not 1901 < found.year < 3000:
        raise NotFound
    return found


def _moment(text: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid({"complained": gettext(NOT_READABLE)}) from None
    if not 1900 < found.year < 3000:
        raise Invalid({"complained": gettext(NOT_READABLE)})
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(current_scope().tenant.zone))
