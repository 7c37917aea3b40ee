"""What programs get of customers."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant

StatusWord = Literal["prospect", "customer", "lost"]
GradeWord = Literal["vip", "key", "standard", "unsigned", "prospect"]
RoleWord = Literal["main", "finance", "it", "boss", "trainee"]


class CustomerRow(msgspec.Struct):
    """One line of the list; ``contact`` is the name of the main one."""

    id: UUID
    number: int
    name: str
    short_name: str
    industry: str
    status: StatusWord
    grade: GradeWord
    phone: str
    contact: str | None
    changed_at: Instant


class Customer(msgspec.Struct):
    """A company or person whom the tenant serves. ``version`` grows with each change."""

    id: UUID
    number: int
    name: str
    short_name: str
    status: StatusWord
    grade: GradeWord
    industry: str
    phone: str
    fax: str
    address: str
    website: str
    tax_no: str
    source: str
    external_key: str | None
    note: str
    version: int
    created_at: Instant
    changed_at: Instant


class Contact(msgspec.Struct):
    """Somebody who works at a customer, or did."""

    id: UUID
    name: str
    title: str
    roles: list[RoleWord]
    mobile: str
    phone: str
    extension: str
    email: str
    im: str
    birthday: date | None
    status: Literal["active", "left"]
    left_at: Instant | None
    portal: Literal["invited", "on"] | None
    changed_at: Instant


class Product(msgspec.Struct):
    """Something that a customer has installed."""

    id: UUID
    name: str
    version: str
    modules: str
    dongle_no: str
    service_code: str
    purchased_on: date | None
    environment: str
