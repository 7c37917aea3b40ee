"""Complaints, and what was said of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, Thing, gettext, keysets, row, rows, value
from desk_complaints.states import OPEN
from desk_complaints.tables import ComplaintsComplaint

Key = tuple[datetime, UUID]
_SOURCE = """
complaints_complaint p
  left join customer c on c.tenant_id = p.tenant_id and c.id = p.customer
  left join member a on a.tenant_id = p.tenant_id and a.id = p.assignee
"""
_ROW = f"""
select p.id, p.number, p.status, p.customer, c.name as customer_name, p.unit, p.complainant, p.complained_at,
       p.received_at, p.medium, p.department, p.assignee, a.name as assignee_name, p.level, p.category, p.item,
       p.position, p.valid, p.key_customer, p.loops, p.reopened, p.judged_at, p.responded_at, p.verified_at,
       p.archived_at, p.satisfied, p.text, p.wanted, p.version, p.hq_case, p.appealed_at
  from {_SOURCE}"""
_SHEET = """
select p.*, c.name as customer_name, k.name as contact_name, t.number as ticket_number, t.subject as ticket_subject,
       a.name as assignee_name, r.name as receiver_name, x.name as person_name, y.name as manager_name
  from complaints_complaint p
  left join customer c on c.tenant_id = p.tenant_id and c.id = p.customer
  left join contact k on k.tenant_id = p.tenant_id and k.id = p.contact
  left join ticket t on t.tenant_id = p.tenant_id and t.id = p.ticket
  left join member a on a.tenant_id = p.tenant_id and a.id = p.assignee
  left join member r on r.tenant_id = p.tenant_id and r.id = p.receiver
  left join member x on x.tenant_id = p.tenant_id and x.id = p.about_person
  left join member y on y.tenant_id = p.tenant_id and y.id = p.about_manager
"""
_ENTRIES = """
select e.id, e.kind, e.audience, e.text, e.at, e.by_kind, coalesce(m.name, k.name, '') as by_name
  from complaints_entry e
  left join member m on m.tenant_id = e.tenant_id and m.id = e.by_id
  left join contact k on k.tenant_id = e.tenant_id and k.id = e.by_id
 where e.complaint = $1 order by e.at, e.id
"""
PROMISED = """
select p.assignee as member, p.customer, case p.level when 'serious' then 'urgent' else '' end as priority,
       coalesce(nullif(p.unit, ''), p.complainant) as title, '/complaints/' || p.number as url
  from complaints_complaint p where p.id = $1
"""
"""How the engine of promises reads a complaint."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which complaints a list shall show; None leaves a thing open."""

    statuses: tuple[str, ...] | None = None
    level: str | None = None
    category: str | None = None
    valid: bool | None = None
    assignee: UUID | str | None = None
    customer: UUID | None = None
    complained: tuple[datetime | None, datetime | None] | None = None
    department: str = ""
    q: str = ""


async def complaint(number: int) -> ComplaintsComplaint:
    """One complaint, locked. Raises ``NotFound``."""
    query = ComplaintsComplaint.objects().where(ComplaintsComplaint.number == number).first()
    found: ComplaintsComplaint | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def held(complaint_id: UUID) -> ComplaintsComplaint:
    """One complaint by its id, locked. Raises ``NotFound``."""
    query = ComplaintsComplaint.objects().where(ComplaintsComplaint.id == complaint_id).first()
    found: ComplaintsComplaint | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def sheet(number: int) -> Record:
    """One complaint as pages show it. Raises ``NotFound``."""
    found = await row(f"{_SHEET} where p.number = $1", number)
    if found is None:
        raise NotFound
    return found


async def sheet_by_id(complaint_id: UUID) -> Record:
    """The same by its id."""
    found = await row(f"{_SHEET} where p.id = $1", complaint_id)
    if found is None:
        raise NotFound
    return found


async def entries(complaint_id: UUID) -> list[Record]:
    """What was said of it that whoever asks may read, oldest first."""
    return await rows(_ENTRIES, complaint_id)


async def complaints(
    wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None, oldest: bool = False
) -> list[Record]:
    """At most so many behind or before a key, by when they were made: the latest first, or with ``oldest`` the last."""
    return await keysets.part(
        *(_ROW, _conditions(wanted)),
        by="p.complained_at",
        key="p.id",
        falling=not oldest,
        most=most,
        after=after,
        before=before,
    )


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts up to ``most``, and its arguments."""
    return keysets.counting(_SOURCE, _conditions(wanted), most=most)


async def of_customer(customer_id: UUID, *, most: int) -> list[Record]:
    """The latest complaints of a customer."""
    return await complaints(Wanted(customer=customer_id), most=most)


async def of_ticket(ticket_id: UUID) -> list[Record]:
    """Complaints about how a ticket was served."""
    return await rows(f"{_ROW} where p.ticket = $1 order by p.complained_at desc", ticket_id)


async def any_there() -> bool:
    """Whether there is a complaint at all."""
    return bool(await value("select exists (select from complaints_complaint)"))


async def departments() -> list[Record]:
    """Open complaints by department, the oldest of each first: slips that are followed until solved."""
    return await rows(
        """select department, count(*) as open, min(complained_at) as oldest_at from complaints_complaint
            where status = any($1) and department <> '' group by department order by min(complained_at)""",
        [str(one) for one in OPEN],
    )


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Complaints as pages point to them."""
    found = await rows("select id, number, customer from complaints_complaint where id = any($1)", list(ids))
    return {
        one["id"]: Thing(
            gettext("Complaint #{number}").format(number=one["number"]),
            f"/complaints/{one['number']}",
            "complaints.read",
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
        conditions.append(f"p.status = any({place(list(wanted.statuses))}::text[])")
    for name in ("level", "category", "customer", "valid"):
        if (given := getattr(wanted, name)) is not None:
            conditions.append(f"p.{name} = {place(given)}")
    if wanted.assignee == "nobody":
        conditions.append("p.assignee is null")
    elif wanted.assignee is not None:
        conditions.append(f"p.assignee = {place(wanted.assignee)}")
    if wanted.department:
        conditions.append(f"p.department = {place(wanted.department)}")
    for moment, sign in zip(wanted.complained or (None, None), (">=", "<"), strict=True):
        if moment is not None:
            conditions.append(f"p.complained_at {sign} {place(moment)}")
    if wanted.q:
        said = "concat_ws(' ', p.number, p.unit, p.complainant, p.department, c.name, p.text)"
        conditions.append(f"strpos(lower({said}), lower({place(wanted.q)})) > 0")
    return conditions, arguments
