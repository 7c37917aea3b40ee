"""What people and programs may send about customers, read into fields; all that is wrong is said at once."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

from desk.customers.actions import ContactFields, CustomerFields, ProductFields
from desk.customers.actions.fields import NO_DAY, NOT_YET, faults_of
from desk.foundation.errors import Invalid
from desk.foundation.translation import gettext
from desk.foundation.web.forms import Form, read_values
from desk.kit.time import now

F = TypeVar("F", bound=Form)
Text = Annotated[str, Meta(max_length=60)]
Long = Annotated[str, Meta(max_length=200)]


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
    source: Annotated[str, Meta(max_length=100)] = ""
    external_key: Annotated[str, Meta(max_length=100)] | None = None
    note: Annotated[str, Meta(max_length=10_000)] = ""


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


class SeenForm(Form):
    """When the contact that was looked at had been changed."""

    seen: Annotated[str, Meta(max_length=40)] = ""


class ProductForm(Form):
    name: Annotated[str, Meta(max_length=100)]
    version: Annotated[str, Meta(max_length=40)] = ""
    modules: Annotated[str, Meta(max_length=300)] = ""
    dongle_no: Text = ""
    service_code: Annotated[str, Meta(max_length=40)] = ""
    purchased_on: Annotated[str, Meta(max_length=10)] = ""
    environment: Long = ""


class AccessForm(Form):
    login: Annotated[str, Meta(max_length=200, pattern=r"^[^\s]+$")]
    how: Literal["invitation", "password"] = "password"
    password: Annotated[str, Meta(max_length=200)] = ""


class ApiAccess(Form):
    """``PUT /customers/{customer}/contacts/{contact}/access``; without a password an invitation is sent."""

    login: Annotated[str, Meta(max_length=200, pattern=r"^[^\s]+$")]
    password: Annotated[str, Meta(max_length=200)] = ""


def read_customer(values: Mapping[str, Any]) -> CustomerFields:
    """A customer's fields. Raises ``Invalid`` with a sentence for every field that needs another look."""
    return CustomerFields(**msgspec.structs.asdict(_read(values, CustomerForm)))


def read_contact(values: Mapping[str, Any]) -> ContactFields:
    """A contact's fields. Raises ``Invalid``."""
    read = msgspec.structs.asdict(_read(values, ContactForm, day="birthday"))
    roles = tuple(dict.fromkeys(one for one in read["roles"] if one))
    return ContactFields(**read | {"roles": roles, "birthday": _day(read["birthday"])})


def read_product(values: Mapping[str, Any]) -> ProductFields:
    """A product's fields. Raises ``Invalid``."""
    read = msgspec.structs.asdict(_read(values, ProductForm, day="purchased_on"))
    return ProductFields(**read | {"purchased_on": _day(read["purchased_on"])})


def seen_of(values: Mapping[str, Any]) -> datetime | None:
    """When the contact that the sender looked at had been changed; None where nobody says."""
    try:
        return datetime.fromisoformat(read_values(values, SeenForm).seen)
    except ValueError:
        return None


def _read(values: Mapping[str, Any], form: type[F], *, day: str = "") -> F:
    """The struct, with what any thing's values are asked for and what this form asks for in one answer."""
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
    return read


def _texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """Each value as the form reads it: without outer space, of several the last; roles are a list."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        several = value if isinstance(value, list) else [value]
        if name == "roles":
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
