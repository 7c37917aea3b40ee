"""Enrolments: who is registered for which session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, Thing, gettext, keysets, row, rows, value
from desk_training.states import COMING
from desk_training.tables import TrainingEnrolment

Key = tuple[datetime, UUID]
_SOURCE = """
training_enrolment e
  join training_session s on s.tenant_id = e.tenant_id and s.id = e.session
  join training_course c on c.tenant_id = s.tenant_id and c.id = s.course
  join customer u on u.tenant_id = e.tenant_id and u.id = e.customer
  join contact k on k.tenant_id = e.tenant_id and k.id = e.contact
"""
_ROW = f"""
select e.id, e.number, e.session, s.number as session_number, s.begins_at, s.place, s.status as session_status,
       c.id as course, c.code, c.name as course_name, c.materials, e.customer, u.name as customer_name, e.contact,
       k.name as contact_name, k.title as contact_title, k.mobile, k.phone, k.email, e.status, e.product, e.needs,
       e.fee_cents, e.payment, e.at, e.by_kind, e.by_id, e.reason, e.ended_at, e.version
  from {_SOURCE}"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which enrolments a list shall show; None leaves a thing open."""

    statuses: tuple[str, ...] | None = None
    session: UUID | None = None
    course: UUID | None = None
    customer: UUID | None = None
    contact: UUID | None = None
    ids: tuple[UUID, ...] | None = None
    """Of customers or contacts."""


async def enrolment(number: int) -> TrainingEnrolment:
    """One enrolment, locked. Raises ``NotFound``."""
    query = TrainingEnrolment.objects().where(TrainingEnrolment.number == number).first()
    found: TrainingEnrolment | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def session_of(number: int) -> UUID:
    """The session of an enrolment. Raises ``NotFound``."""
    found: UUID | None = await value("select session from training_enrolment where number = $1", number)
    if found is None:
        raise NotFound
    return found


async def coming(session_id: UUID, *, waiting: bool = False) -> list[int]:
    """The numbers of who still means to come, or only of who waits, in the order in which they were registered."""
    statuses = ["waiting"] if waiting else list(COMING)
    found = await rows(
        "select number from training_enrolment where session = $1 and status = any($2::text[]) order by number",
        session_id,
        statuses,
    )
    return [one["number"] for one in found]


async def is_coming(session_id: UUID, contact_id: UUID) -> bool:
    """Whether somebody is registered for a session already, or waits."""
    statement = """select exists (select from training_enrolment
                    where session = $1 and contact = $2 and status <> 'cancelled')"""
    return bool(await value(statement, session_id, contact_id))


async def sheet(number: int) -> Record:
    """One enrolment as pages show it. Raises ``NotFound``."""
    found = await row(f"{_ROW} where e.number = $1", number)
    if found is None:
        raise NotFound
    return found


async def of_session(session_id: UUID) -> list[Record]:
    """Everybody of a session: on seats, then waiting, then who cancelled, in the order of their registration."""
    return await rows(
        f"""{_ROW} where e.session = $1
            order by array_position(array['cancelled', 'waiting'], e.status::text) desc nulls first, e.number""",
        session_id,
    )


async def of_customer(customer_id: UUID, *, most: int) -> list[Record]:
    """A customer's enrolments, the session that begins last first."""
    return await rows(f"{_ROW} where e.customer = $1 order by s.begins_at desc, e.number limit $2", customer_id, most)


async def enrolments(wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None) -> list[Record]:
    """At most so many behind or before a key, those registered last first."""
    return await keysets.part(
        _ROW, _conditions(wanted), by="e.at", key="e.id", falling=True, most=most, after=after, before=before
    )


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts up to ``most``, and its arguments."""
    return keysets.counting(_SOURCE, _conditions(wanted), most=most)


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Enrolments as pages point to them."""
    found = await rows(
        """select e.id, e.number, e.customer, s.number as session from training_enrolment e
             join training_session s on s.tenant_id = e.tenant_id and s.id = e.session where e.id = any($1)""",
        list(ids),
    )
    return {
        one["id"]: Thing(
            gettext("Registration #{number}").format(number=one["number"]),
            f"/training/sessions/{one['session']}#e{one['number']}",
            "training.read",
            one["customer"],
        )
        for one in found
    }


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    arguments: list[Any] = []

    def place(given: Any) -> str:
        arguments.append(given)
        return f"${len(arguments)}"

    if wanted.statuses is not None:
        conditions.append(f"e.status = any({place(list(wanted.statuses))}::text[])")
    if wanted.session is not None:
        conditions.append(f"e.session = {place(wanted.session)}")
    if wanted.course is not None:
        conditions.append(f"s.course = {place(wanted.course)}")
    if wanted.customer is not None:
        conditions.append(f"e.customer = {place(wanted.customer)}")
    if wanted.contact is not None:
        conditions.append(f"e.contact = {place(wanted.contact)}")
    if wanted.ids is not None:
        ids = place(list(wanted.ids))
        conditions.append(f"(e.customer = any({ids}::uuid[]) or e.contact = any({ids}::uuid[]))")
    return conditions, arguments
