"""Registering people: a seat while there is one, else a place on the waiting list, which moves up by itself."""

from dataclasses import dataclass
from uuid import UUID

from desk.extend import (
    ContactFields,
    Forbidden,
    Invalid,
    NotFound,
    Principal,
    Stale,
    add_contact,
    gettext,
    label,
    next_number,
    now,
    record,
)
from desk_training.actions._enrolling import end, save
from desk_training.errors import ONE_OF_THEM, AlreadyRegistered, BegunAlready
from desk_training.events import PersonMovedUp, PersonRegistered, RegisterUpdated
from desk_training.queries import enrolments, people, sessions
from desk_training.states import BOOK, ENROL, OPEN, TAKE_BACK, WITHDRAW, EnrolmentStatus
from desk_training.tables import TrainingEnrolment


@dataclass(frozen=True, slots=True)
class NewEnrolment:
    """Who comes to which session: somebody who is known, or a new person at the customer."""

    session: int
    customer: UUID
    contact: UUID | None = None
    person: ContactFields | None = None
    product: str = ""
    needs: str = ""


async def enrol(new: NewEnrolment, *, by: Principal) -> TrainingEnrolment:
    """
    Register somebody. Of two who want the last seat, one waits; who comes later never passes who waits.

    Raises ``AlreadyRegistered``, ``BegunAlready``, ``CannotMove``, ``Invalid`` and ``NotFound``.
    """
    is_own = by.kind == "contact" and by.customer_id == new.customer
    move = BOOK if is_own else ENROL
    if not by.may(move.permission):
        raise Forbidden
    seating = await sessions.seating(await sessions.id_of(new.session))
    session = await sessions.sheet(new.session)
    move.check(_Standing(session["status"]), by, lambda status: label("training.session", status))
    if session["begins_at"] <= now():
        raise BegunAlready
    contact, name = await _person(new, by=by)
    if await enrolments.is_coming(session["id"], contact):
        raise AlreadyRegistered(name=name)
    seat = seating["taken"] < seating["seats"] and not seating["waiting"]
    await sessions.count(sessions.TAKE if seat else sessions.QUEUE, session["id"])
    found = await TrainingEnrolment.add(
        number=await next_number("enrolment"),
        session=session["id"],
        customer=new.customer,
        contact=contact,
        status=str(EnrolmentStatus.REGISTERED if seat else EnrolmentStatus.WAITING),
        product=new.product.strip(),
        needs=new.needs.strip(),
        fee_cents=session["fee_cents"],
        at=now(),
        by_kind=by.kind,
        by_id=by.id,
    )
    await record(
        PersonRegistered(
            found.id,
            by=by,
            customer_id=new.customer,
            number=new.session,
            session=str(session["id"]),
            place="seat" if seat else "waiting",
        )
    )
    return found


async def withdraw(number: int, reason: str = "", *, by: Principal, version: int | None = None) -> TrainingEnrolment:
    """Cancel a registration; whoever waits longest moves up soon after. Raises ``BegunAlready``."""
    session_id = await enrolments.session_of(number)
    await sessions.seating(session_id)
    found = await enrolments.enrolment(number)
    is_own = by.kind == "contact" and by.customer_id == found.customer
    (TAKE_BACK if is_own else WITHDRAW).check(found, by, lambda status: label("training.enrolment", status))
    if version is not None and version != found.version:
        raise Stale(who=gettext("Somebody"))
    session = await sessions.sheet_by_id(session_id)
    if session["begins_at"] <= now() or session["status"] not in OPEN:
        raise BegunAlready
    await end(found, session["number"], reason.strip(), by_session=False, by=by)
    return found


async def move_up(session_id: UUID, *, by: Principal) -> int:
    """Give free seats to who waits longest; the answer is to how many. Safe to run twice, and too late."""
    seating = await sessions.seating(session_id)
    session = await sessions.sheet_by_id(session_id)
    free = seating["seats"] - seating["taken"]
    if session["status"] not in OPEN or session["begins_at"] <= now() or free < 1 or not seating["waiting"]:
        return 0
    moved = (await enrolments.coming(session_id, waiting=True))[:free]
    for one in [await enrolments.enrolment(number) for number in moved]:
        await save(one, status=str(EnrolmentStatus.REGISTERED))
        await sessions.count(sessions.LEAVE_QUEUE, session_id)
        await sessions.count(sessions.TAKE, session_id)
        await record(
            PersonMovedUp(one.id, by=by, customer_id=one.customer, number=session["number"], session=str(session_id))
        )
    return len(moved)


async def note_register(enrolment_id: UUID, customer: UUID, number: int, session_id: str, *, by: Principal) -> None:
    """What followed from a registration, or from its end, is done (TR-D2)."""
    await record(RegisterUpdated(enrolment_id, by=by, customer_id=customer, number=number, session=session_id))


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a session stands, read under the lock of its seats: in the portal, nobody may lock the session itself."""

    status: str


async def _person(new: NewEnrolment, *, by: Principal) -> tuple[UUID, str]:
    """The contact who comes, with their name; a new person is added to the customer's file at once."""
    if await people.customer(new.customer) is None:
        raise NotFound
    if new.contact is not None:
        known = await people.contact(new.contact, of=new.customer)
        if known is None:
            raise NotFound
        return known["id"], known["name"]
    if new.person is None or not new.person.name.strip():
        raise Invalid({"contact": gettext(ONE_OF_THEM)})
    made = await add_contact(new.customer, new.person, by=by)
    return made.id, made.name
