"""What programs get of customers."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant

StatusWord = Literal["prospect", "customer", "lost"]
GradeWord = Literal["vip", "key", "standard", "unsigned", "prospect"]
CreditWord = Literal["", "a", "b", "c", "d"]
CareWord = Literal["speed", "safety", "skill", "manner", "price", "place"]
RoleWord = Literal["main", "finance", "it", "boss", "trainee"]
PortalRoleWord = Literal["customer_contact", "customer_admin"]


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
    """A company or person whom the tenant serves. ``version`` grows with each change; ``masked`` names the fields
    that whoever asks sees in part only."""

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
    invoice_title: str
    invoice_address: str
    bank: str
    source: str
    credit: CreditWord
    cares_for: list[CareWord]
    engineer: UUID | None
    external_key: str | None
    note: str
    custom: dict[str, Any]
    masked: list[str]
    version: int
    created_at: Instant
    changed_at: Instant


class Looked(msgspec.Struct):
    """A value in full; that it was looked at stands in the audit trail."""

    value: str


class Happened(msgspec.Struct):
    """A fact with the sentence that people read; ``about`` names what it is about, where that isn't the file itself."""

    id: UUID
    at: Instant
    name: str
    text: str
    about: str


class Note(msgspec.Struct):
    """What a colleague noted of a customer."""

    id: UUID
    body: str
    pinned: bool
    at: Instant
    by_name: str


class Tag(msgspec.Struct):
    """A word that customers are sorted under, and how many are."""

    tag: str
    customers: int


class Tags(msgspec.Struct):
    """The words that a customer is sorted under."""

    tags: list[str]


class Relation(msgspec.Struct):
    """To whom a customer belongs; ``way`` is the kind as seen from this customer."""

    id: UUID
    way: Literal["parent", "parent_of", "refers", "refers_of", "partner", "partner_of"]
    other_id: UUID
    number: int
    name: str


class FieldChange(msgspec.Struct):
    """One change of one field: of the customer, or of a contact or product named ``name``."""

    id: UUID
    at: Instant
    kind: Literal["customer", "contact", "product"]
    subject_id: UUID
    name: str
    field: str
    old: str | None
    new: str | None
    by_name: str


class Erased(msgspec.Struct):
    """How many changes lost their values."""

    count: int


class GradeChange(msgspec.Struct):
    """A grade that a customer had from a moment on; ``until_at`` is when the next one began."""

    id: UUID
    old: GradeWord
    new: GradeWord
    reason: str
    from_at: Instant
    until_at: Instant | None
    by_name: str


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
    birth_year: int | None
    call_window: str
    interests: str
    status: Literal["active", "left"]
    left_at: Instant | None
    successor: UUID | None
    portal: Literal["invited", "on"] | None
    portal_roles: list[PortalRoleWord]
    custom: dict[str, Any]
    masked: list[str]
    changed_at: Instant


class Product(msgspec.Struct):
    """Something that a customer has installed."""

    id: UUID
    name: str
    version: str
    modules: str
    dongle_no: str
    service_code: str
    confirmation_code: str
    purchased_on: date | None
    environment: str
    antivirus: str
    custom: dict[str, Any]


class ProposedField(msgspec.Struct):
    """One field of a proposal: what it was, what it shall be, what became of it; masked for whoever may not see it."""

    field: str
    old: str | None
    new: str | None
    status: Literal["waiting", "accepted", "refused"]
    reason: str


class Proposal(msgspec.Struct):
    """What a contact wants changed of themselves, or of the company."""

    id: UUID
    customer: UUID
    contact: UUID
    about: Literal["contact", "customer"]
    status: Literal["waiting", "answered", "withdrawn"]
    at: Instant
    ended_at: Instant | None
    fields: list[ProposedField]


class PrivateNote(msgspec.Struct):
    """What is confided about a contact; that it was looked at stands in the audit trail."""

    body: str


class Suspect(msgspec.Struct):
    """One of two customers that may be the same."""

    id: UUID
    number: int
    name: str


class Suspicion(msgspec.Struct):
    """Two customers that may be one, why, and how likely that is, up to 100."""

    one: Suspect
    other: Suspect
    reasons: list[Literal["name", "alike", "sound", "phone", "dongle", "tax"]]
    score: int
    found_at: Instant


class Moved(msgspec.Struct):
    """So many rows of a kind moved."""

    what: str
    count: int


class LeftBehind(msgspec.Struct):
    """Rows that changed hands after a merging, and stayed when it was undone."""

    table: str
    column: str
    ids: list[UUID]


class Merging(msgspec.Struct):
    """Two customers or contacts that turned out to be one; ``kept`` stayed, ``gone`` leads there."""

    id: UUID
    kind: Literal["customer", "contact"]
    kept: UUID
    gone: UUID
    customer: UUID
    number: int | None
    status: Literal["done", "undone"]
    at: Instant
    undo_until: Instant
    undone_at: Instant | None
    moved: list[Moved]
    left: list[LeftBehind]
