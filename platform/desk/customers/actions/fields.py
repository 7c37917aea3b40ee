"""What is said of customers, contacts and products, and what is wrong with it: the same for every door."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from desk.customers.states import Care, ContactRole, CustomerStatus, Grade
from desk.customers.tables import Customer
from desk.foundation.asking import hooks
from desk.foundation.errors import Forbidden, Invalid
from desk.foundation.principals import Principal
from desk.foundation.things import CustomerThing
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_A_CHOICE, REQUIRED
from desk.kit.phone import format_phone, parse_phone, phone_fault
from desk.kit.text import normalise_name

NO_EMAIL = N_("An e-mail address looks like name@company.cn.")
NO_WEBSITE = N_("A website looks like www.company.cn.")
NO_EXTENSION = N_("An extension has 1 to 6 digits.")
NO_DAY = N_("A day is written like 2026-11-19.")
NOT_YET = N_("This day is still to come.")

NUMBERS = ("phone", "fax", "mobile")
SEVERAL = {"roles": ContactRole, "cares_for": Care}
"""Fields with any number of words out of these."""
_EMAIL = re.compile(r"[^\s@,;<>()\"]{1,64}@[^\s@,;<>()\"]+\.[^\s@.,;<>()\"]{2,}")
_WEBSITE = re.compile(r"(?:https?://)?[^\s/@.<>\"']+(?:\.[^\s/@.<>\"']+)+(?:/[^\s<>\"']*)?", re.IGNORECASE)
_EXTENSION = re.compile("[0-9]{1,6}")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")


@dataclass(frozen=True, slots=True)
class CustomerFields:
    """What is said of a customer."""

    name: str
    short_name: str = ""
    status: str = CustomerStatus.CUSTOMER
    grade: str = Grade.STANDARD
    industry: str = ""
    phone: str = ""
    fax: str = ""
    address: str = ""
    website: str = ""
    tax_no: str = ""
    invoice_title: str = ""
    invoice_address: str = ""
    bank: str = ""
    source: str = ""
    credit: str = ""
    cares_for: tuple[str, ...] = ()
    engineer: UUID | None = None
    external_key: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ContactFields:
    """What is said of somebody at a customer."""

    name: str
    title: str = ""
    roles: tuple[str, ...] = ()
    mobile: str = ""
    phone: str = ""
    extension: str = ""
    email: str = ""
    im: str = ""
    birthday: date | None = None
    birth_year: int | None = None
    call_window: str = ""
    interests: str = ""


@dataclass(frozen=True, slots=True)
class ProductFields:
    """What is said of something that a customer has installed."""

    name: str
    version: str = ""
    modules: str = ""
    dongle_no: str = ""
    service_code: str = ""
    confirmation_code: str = ""
    purchased_on: date | None = None
    environment: str = ""
    antivirus: str = ""


Fields = CustomerFields | ContactFields | ProductFields


def allow(by: Principal, permission: str) -> None:
    """Raise ``Forbidden`` unless they may."""
    if not by.may(permission):
        raise Forbidden


async def allow_change(customer: Customer, action: str, *, by: Principal) -> None:
    """Raise the refusal of a plugin that has a say in what is done to a customer's file."""
    if refusal := await hooks().refusal("refuse_customer", action=action, customer=thing(customer), by=by):
        raise refusal


def thing(customer: Customer) -> CustomerThing:
    """The customer as plugins see it."""
    return CustomerThing(customer.id, customer.name, customer.grade, customer.status)


def faults_of(values: Mapping[str, Any]) -> dict[str, str]:
    """A sentence for each field whose value can't be right, whatever the thing is."""
    found = {
        "name": gettext(REQUIRED) if "name" in values and not normalise_name(str(values["name"] or "")) else "",
        **{field: number_fault(str(values.get(field) or "")) for field in NUMBERS},
        "email": _unless(is_email, values.get("email"), NO_EMAIL),
        "website": _unless(is_website, values.get("website"), NO_WEBSITE),
        "extension": _unless(is_extension, values.get("extension"), NO_EXTENSION),
        **{
            field: gettext(NOT_A_CHOICE) if set(values.get(field) or ()) - set(known) else ""
            for field, known in SEVERAL.items()
        },
    }
    return {field: sentence for field, sentence in found.items() if sentence}


def number_fault(text: str) -> str:
    """What is wrong with a phone number, as a sentence; empty when nothing is, or when there is none."""
    if not text or is_mobile(text):
        return ""
    fault = phone_fault(text)
    return gettext(fault.sentence).format(**fault.values) if fault else ""


def _unless(fits: Callable[[str], bool], value: Any, sentence: str) -> str:
    return gettext(sentence) if value and not fits(str(value)) else ""


def is_mobile(text: str) -> bool:
    """Whether these are the eleven digits of a mobile number and nothing else: the most frequent spelling by far."""
    return _MOBILE.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Whether this can be an e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def is_website(text: str) -> bool:
    """Whether this can be a website, with or without ``https://``."""
    return _WEBSITE.fullmatch(text) is not None


def is_extension(text: str) -> bool:
    """Whether this can be an extension."""
    return _EXTENSION.fullmatch(text) is not None


def checked(fields: Fields) -> dict[str, Any]:
    """The values as they are kept, numbers in one spelling. Raises ``Invalid`` with all that is wrong."""
    values = asdict(fields)
    if faults := faults_of(values):
        raise Invalid(faults)
    for field in NUMBERS:
        if values.get(field):
            values[field] = spelled(values[field])
    if isinstance(fields, ContactFields):
        values |= parted(values["phone"], values["extension"])
    return values | {field: list(values[field]) for field in SEVERAL.keys() & values.keys()}


def spelled(text: str) -> str:
    """A phone number in the one spelling in which it is kept: 139 0000 1234, 0512-5550 0123 转 806."""
    if is_mobile(text):
        return f"{text[:3]} {text[3:7]} {text[7:]}"
    found = parse_phone(text)
    return format_phone(found, "zh-CN") if found else text


def parted(phone: str, extension: str) -> dict[str, str]:
    """A contact's number, as it is kept, and extension apart, also when both were written in one."""
    number, _, behind = phone.partition(" 转 ")
    return {"phone": number, "extension": extension or behind}
