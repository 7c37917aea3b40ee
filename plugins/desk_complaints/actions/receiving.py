"""A complaint comes in, by whatever road."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from asyncpg import Record

from desk.extend import REQUIRED, Forbidden, Invalid, NotFound, Principal, Upload, gettext, next_number, now, record
from desk_complaints.actions import sealing
from desk_complaints.errors import NOBODY_HERE, NOT_YET, ONE_OF_THEM
from desk_complaints.events import Exported, Received, Serious
from desk_complaints.queries import people
from desk_complaints.states import Level, Medium
from desk_complaints.tables import ComplaintsComplaint

BEST = ("vip", "key")
"""Grades of customers whose complaints reach the general manager at once."""
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """The first part of the register form: who, how to reach them, and what happened."""

    text: str
    complainant: str = ""
    customer: UUID | None = None
    contact: UUID | None = None
    unit: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    complained_at: datetime | None = None
    """None: now."""
    medium: str = Medium.PHONE
    department: str = ""
    about_person: UUID | None = None
    about_manager: UUID | None = None
    level: str | None = None
    product: str = ""
    wanted: str = ""
    ticket: int | None = None
    """Its number."""
    hq_case: UUID | None = None
    """The case with which headquarters transferred it."""


async def receive(new: NewComplaint, *, by: Principal, evidence: Sequence[Upload] = ()) -> ComplaintsComplaint:
    """
    Register it, and seal what it was filed with; the promise to answer begins.

    Raises ``Invalid`` with all that is wrong.

    Who is known as a customer's contact need not be described again.
    """
    if not by.may("complaints.own" if by.kind == "contact" else "complaints.register"):
        raise Forbidden
    known = await _known(new)
    await _check(new, known)
    grade = (await people.customer(new.customer))["grade"] if new.customer else ""
    ticket = await people.ticket(new.ticket) if new.ticket else None
    if ticket and ticket["customer"] != new.customer:
        raise NotFound
    same = (
        *("customer", "contact", "text", "wanted", "product", "department", "about_person", "about_manager", "level"),
        "hq_case",
    )
    made = await ComplaintsComplaint.add(
        number=await next_number("complaint"),
        **{name: given.strip() if isinstance(given := getattr(new, name), str) else given for name in same},
        **known,
        ticket=ticket["id"] if ticket else None,
        complained_at=new.complained_at or now(),
        received_at=now(),
        medium=str(new.medium),
        receiver=by.id if by.is_staff else None,
        assignee=None,
        key_customer=grade in BEST,
    )
    await record(
        Received(made.id, by=by, customer_id=new.customer, number=made.number, medium=made.medium, key=grade in BEST)
    )
    await sealing.seal_words(made)
    await sealing.seal_files(made, evidence, by=by)
    if new.level == Level.SERIOUS:
        await record(Serious(made.id, by=by, customer_id=new.customer, number=made.number))
    return made


async def note_export(count: int, *, by: Principal) -> None:
    """Keep in the audit trail that a list was taken out."""
    await record(Exported(by.id, by=by, count=count))


async def _known(new: NewComplaint) -> dict[str, str]:
    """What was said of the complainant, or what is known of them."""
    customer = await people.customer(new.customer) if new.customer else None
    contact = await people.contact(new.contact, of=new.customer) if new.contact and new.customer else None
    return {
        "unit": new.unit.strip() or (customer["name"] if customer else ""),
        "address": new.address.strip() or (customer["address"][:200] if customer else ""),
        "complainant": new.complainant.strip() or (contact["name"] if contact else ""),
        "phone": new.phone.strip() or _phone(customer, contact),
        "email": new.email.strip() or (contact["email"] if contact else ""),
    }


def _phone(customer: Record | None, contact: Record | None) -> str:
    """Theirs, or the company's."""
    own = (contact["mobile"] or contact["phone"]) if contact else ""
    return str(own or (customer["phone"] if customer else ""))


async def _check(new: NewComplaint, known: dict[str, str]) -> None:
    faults: dict[str, str] = {}
    for name, given in (("text", new.text), ("complainant", known["complainant"])):
        if not given.strip():
            faults[name] = gettext(REQUIRED)
    if not (known["phone"] or known["email"] or new.contact or new.hq_case or new.medium == Medium.SUPERVISION):
        faults["phone"] = gettext(ONE_OF_THEM)
    if new.complained_at and new.complained_at > now() + A_MINUTE:
        faults["complained"] = gettext(NOT_YET)
    for name in ("about_person", "about_manager"):
        given = getattr(new, name)
        if given and not await people.are_here([given]):
            faults[name] = gettext(NOBODY_HERE)
    if faults:
        raise Invalid(faults)
