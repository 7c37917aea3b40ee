"""What people and programs may send about customers, read into fields; all that is wrong is said at once."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from desk.customers.actions import Answer, ContactFields, CustomerFields, ProductFields
from desk.customers.actions.fields import NO_DAY, NOT_YET, SEVERAL, faults_of
from desk.fields.actions import Own
from desk.fields.forms import read_both
from desk.foundation.errors import Invalid
from desk.foundation.principals import Principal
from desk.foundation.translation import gettext
from desk.foundation.web.forms import NOT_READABLE, Form, read_values
from desk.kit.time import now

Text = Annotated[str, Meta(max_length=60)]
Long = Annotated[str, Meta(max_length=200)]
_LONGEST_REASON = 300


class CustomerForm(Form):
    name: Long
    short_name: Text = ""
    status: Literal["prospect", "customer", "lost"] = "customer"
    grade: Literal["vip", "key", "standard", "unsigned", "prospect"] = "standard"
    industry: Text = ""
    phone: Text = ""
    fax: Text = ""
    address: Annotated[str, Meta(max_length=300)] = ""
    website: Long = ""
    tax_no: Annotated[str, Meta(max_length=40)] = ""
    invoice_title: Long = ""
    invoice_address: Annotated[str, Meta(max_length=300)] = ""
    bank: Long = ""
    source: Annotated[str, Meta(max_length=100)] = ""
    credit: Literal["", "a", "b", "c", "d"] = ""
    cares_for: list[str] = []
    engineer: UUID | None = None
    external_key: Annotated[str, Meta(max_length=100)] | None = None
    note: Annotated[str, Meta(max_length=10_000)] = ""
    custom: dict[str, Any] = {}


class GradeForm(Form):
    """Another grade, and why; empty leaves the reason out."""

    grade: Literal["vip", "key", "standard", "unsigned", "prospect"]
    reason: Annotated[str, Meta(max_length=300)] = ""


class NoteForm(Form):
    """Something to be noted of a customer."""

    body: Annotated[str, Meta(max_length=4_000)]
    pinned: bool = False


class PinForm(Form):
    pinned: bool = False


class TagForm(Form):
    tag: Annotated[str, Meta(max_length=40)]


class RelationForm(Form):
    """To whom a customer belongs: the other one's number, and how."""

    other: Annotated[int, Meta(ge=1, le=2_000_000_000)]
    kind: Literal["parent", "refers", "partner"] = "parent"


class VersionForm(Form):
    """Which version of the customer was looked at; None changes whatever is there."""

    version: int | None = None


class ContactForm(Form):
    name: Annotated[str, Meta(max_length=100)]
    title: Text = ""
    roles: list[str] = []
    mobile: Annotated[str, Meta(max_length=40)] = ""
    phone: Annotated[str, Meta(max_length=40)] = ""
    extension: Annotated[str, Meta(max_length=10)] = ""
    email: Long = ""
    im: Text = ""
    birthday: Annotated[str, Meta(max_length=10)] = ""
    birth_year: Annotated[int, Meta(ge=1900, le=2100)] | None = None
    call_window: Text = ""
    interests: Annotated[str, Meta(max_length=300)] = ""
    custom: dict[str, Any] = {}


class DepartureForm(Form):
    """Who takes over from somebody who left; nobody where it isn't said."""

    successor: UUID | None = None


class PrivateForm(Form):
    """What is confided about a contact; empty takes it away."""

    body: Annotated[str, Meta(max_length=4_000)] = ""


class OwnDataForm(Form):
    """What a contact may say of themselves in the portal."""

    name: Annotated[str, Meta(max_length=100)]
    title: Text = ""
    mobile: Annotated[str, Meta(max_length=40)] = ""
    phone: Annotated[str, Meta(max_length=40)] = ""
    extension: Annotated[str, Meta(max_length=10)] = ""
    email: Long = ""
    im: Text = ""
    birthday: Annotated[str, Meta(max_length=10)] = ""
    call_window: Text = ""
    interests: Annotated[str, Meta(max_length=300)] = ""


class CompanyDataForm(Form):
    """What a contact may say of their company in the portal."""

    name: Long
    short_name: Text = ""
    industry: Text = ""
    phone: Text = ""
    fax: Text = ""
    address: Annotated[str, Meta(max_length=300)] = ""
    website: Long = ""
    tax_no: Annotated[str, Meta(max_length=40)] = ""
    invoice_title: Long = ""
    invoice_address: Annotated[str, Meta(max_length=300)] = ""
    bank: Long = ""


class LookForm(Form):
    """At which masked value somebody looks: the customer's, or that of a contact there."""

    field: Annotated[str, Meta(max_length=40)]
    contact: UUID | None = None


class SeenForm(Form):
    """When the contact that was looked at had been changed."""

    seen: Annotated[str, Meta(max_length=40)] = ""


class ProductForm(Form):
    name: Annotated[str, Meta(max_length=100)]
    version: Annotated[str, Meta(max_length=40)] = ""
    modules: Annotated[str, Meta(max_length=300)] = ""
    dongle_no: Text = ""
    service_code: Annotated[str, Meta(max_length=40)] = ""
    confirmation_code: Annotated[str, Meta(max_length=40)] = ""
    purchased_on: Annotated[str, Meta(max_length=10)] = ""
    environment: Long = ""
    antivirus: Annotated[str, Meta(max_length=100)] = ""
    custom: dict[str, Any] = {}


class AccessForm(Form):
    login: Annotated[str, Meta(max_length=200, pattern=r"^[^\s]+$")]
    how: Literal["invitation", "password"] = "password"
    password: Annotated[str, Meta(max_length=200)] = ""


class PortalRolesForm(Form):
    """What a contact may do in the portal beyond their own matters."""

    roles: list[str] = []


class ApiAnswer(Form):
    """What is said to a proposal: the fields that are taken over, and for each that isn't the reason."""

    accepted: list[str] = []
    refused: dict[str, Any] = {}


class ApiAccess(Form):
    """``PUT /customers/{customer}/contacts/{contact}/access``; without a password an invitation is sent."""

    login: Annotated[str, Meta(max_length=200, pattern=r"^[^\s]+$")]
    password: Annotated[str, Meta(max_length=200)] = ""


class MergeForm(Form):
    """Who is merged into the one of the address, and which of its fields stay."""

    other: UUID
    take: list[str] = []


def read_customer(values: Mapping[str, Any], *, by: Principal, whole: bool = True) -> tuple[CustomerFields, Own]:
    """
    A customer's fields, the house's and the tenant's own; unless ``whole``, of the own those alone that are sent.

    Raises ``Invalid`` with a sentence for every field that needs another look.
    """
    return read_both("customer", values, _customer, by=by, whole=whole)


def read_contact(values: Mapping[str, Any], *, by: Principal, whole: bool = True) -> tuple[ContactFields, Own]:
    """A contact's fields. Raises ``Invalid``."""
    return read_both("contact", values, _contact, by=by, whole=whole)


def read_product(values: Mapping[str, Any], *, by: Principal, whole: bool = True) -> tuple[ProductFields, Own]:
    """A product's fields. Raises ``Invalid``."""
    return read_both("product", values, _product, by=by, whole=whole)


def _customer(values: Mapping[str, Any]) -> CustomerFields:
    read = _read(values, CustomerForm)
    return CustomerFields(**read | {"cares_for": _once_each(read["cares_for"])})


def _contact(values: Mapping[str, Any]) -> ContactFields:
    read = _read(values, ContactForm, day="birthday")
    return ContactFields(**read | {"roles": _once_each(read["roles"]), "birthday": _day(read["birthday"])})


def _product(values: Mapping[str, Any]) -> ProductFields:
    read = _read(values, ProductForm, day="purchased_on")
    return ProductFields(**read | {"purchased_on": _day(read["purchased_on"])})


def read_proposal(kind: str, values: Mapping[str, Any]) -> dict[str, str]:
    """What a contact says of themselves, or of the company. Raises ``Invalid``."""
    if kind == "contact":
        return _read(values, OwnDataForm, day="birthday")
    return _read(values, CompanyDataForm)


def read_answers(values: Mapping[str, Any]) -> dict[str, Answer]:
    """What a colleague says to each field of a proposal: ``answer_<field>`` is accept or refuse, with a reason."""
    found = {}
    for name, said in values.items():
        field = name.removeprefix("answer_")
        if field != name and said in ("accept", "refuse"):
            reason = str(values.get(f"reason_{field}") or "").strip()[:_LONGEST_REASON]
            found[field] = Answer(said == "accept", "" if said == "accept" else reason)
    return found


def answers_of(sent: Mapping[str, Any]) -> dict[str, Answer]:
    """The same as a program says it. Raises ``Invalid`` for a reason that is no text, or too long."""
    refused = sent.get("refused") or {}
    wrong = [field for field, why in refused.items() if not isinstance(why, str) or len(why) > _LONGEST_REASON]
    if wrong:
        raise Invalid(dict.fromkeys(wrong, gettext(NOT_READABLE)))
    taken = {field: Answer(accepted=True) for field in read_values(sent, ApiAnswer).accepted}
    return taken | {field: Answer(accepted=False, reason=why.strip()) for field, why in refused.items()}


def seen_of(values: Mapping[str, Any]) -> datetime | None:
    """When the contact that the sender looked at had been changed; None where nobody says."""
    try:
        return datetime.fromisoformat(read_values(values, SeenForm).seen)
    except ValueError:
        return None


def _read(values: Mapping[str, Any], form: type[Form], *, day: str = "") -> dict[str, Any]:
    """The fields of the house, with what any thing's values are asked for and what this form asks for in one answer."""
    faults = faults_of(_texts(values))
    if day and (fault := _day_fault(str(values.get(day) or "").strip())):
        faults[day] = fault
    try:
        read = read_values(values, form)
    except Invalid as refusal:
        faults |= refusal.fields
    if faults:
        names = (one.name for one in msgspec.structs.fields(form))
        known = {name: faults[name] for name in names if name in faults}
        if known:
            raise Invalid(known)
    return {name: value for name, value in msgspec.structs.asdict(read).items() if name != "custom"}


def _once_each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in words if one))


def _texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """Each value as the form reads it: without outer space, of several the last, but where several are meant."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        several = value if isinstance(value, list) else [value]
        if name in SEVERAL:
            found[name] = [str(one) for one in several if one not in (None, "")]
        elif several and several[-1] is not None:
            found[name] = str(several[-1]).strip()
    return found


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _day_fault(text: str) -> str:
    if not text:
        return ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return gettext(NO_DAY)
    return gettext(NOT_YET) if day > now().date() else ""
