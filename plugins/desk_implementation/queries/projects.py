"""Projects: the list, one of them, and how other parts of the house name it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, Thing, gettext, keysets, row, rows, value
from desk_implementation.tables import ImplementationProject

Key = tuple[datetime, UUID]
_SOURCE = """
implementation_project p
  join customer c on c.tenant_id = p.tenant_id and c.id = p.customer
  left join contact k on k.tenant_id = p.tenant_id and k.id = p.contact
  left join member m on m.tenant_id = p.tenant_id and m.id = p.lead
"""
_ROW = f"""
select p.*, c.name as customer_name, k.name as contact_name, m.name as lead_name,
       (select min(s.begins_on) from implementation_stage s where s.tenant_id = p.tenant_id and s.project = p.id)
         as begins_on,
       (select max(s.ends_on) from implementation_stage s where s.tenant_id = p.tenant_id and s.project = p.id)
         as ends_on
  from {_SOURCE}"""
PROMISED = """
select p.lead as member, p.customer as customer, '' as priority, p.title as title, '/implementation/' || p.number as url
  from implementation_project p where p.id = $1
"""
"""How the engine of promises reads a project."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which projects a list shall show; None leaves a thing open."""

    statuses: tuple[str, ...] | None = None
    lead: UUID | str | None = None
    customer: UUID | None = None
    needed: tuple[datetime | None, datetime | None] | None = None
    q: str = ""


async def project(number: int) -> ImplementationProject:
    """One project, locked. Raises ``NotFound``."""
    query = ImplementationProject.objects().where(ImplementationProject.number == number).first()
    found: ImplementationProject | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def project_by_id(project_id: UUID) -> ImplementationProject:
    """The same by its id. Raises ``NotFound``."""
    return await project(await number_of(project_id))


async def number_of(project_id: UUID) -> int:
    """A project's number. Raises ``NotFound``."""
    found = await value("select number from implementation_project where id = $1", project_id)
    if found is None:
        raise NotFound
    return int(found)


async def sheet(number: int) -> Record:
    """One project as pages show it. Raises ``NotFound``."""
    return await _sheet("p.number = $1", number)


async def sheet_by_id(project_id: UUID) -> Record:
    """The same by its id."""
    return await _sheet("p.id = $1", project_id)


async def _sheet(condition: str, key: Any) -> Record:
    found = await row(f"{_ROW} where {condition}", key)
    if found is None:
        raise NotFound
    return found


async def projects(wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None) -> list[Record]:
    """At most so many behind or before a key, the newest need first."""
    return await keysets.part(
        _ROW, _conditions(wanted), by="p.needed_at", key="p.id", falling=True, most=most, after=after, before=before
    )


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts up to ``most``, and its arguments."""
    return keysets.counting(_SOURCE, _conditions(wanted), most=most)


async def of_customer(customer_id: UUID, *, most: int) -> list[Record]:
    """A customer's projects, the newest first."""
    return await rows(f"{_ROW} where p.customer = $1 order by p.needed_at desc, p.id desc limit $2", customer_id, most)


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Projects as pages point to them."""
    found = await rows("select id, number, customer from implementation_project where id = any($1)", list(ids))
    return {
        one["id"]: Thing(
            gettext("Project #{number}").format(number=one["number"]),
            f"/implementation/{one['number']}",
            "implementation.read",
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
        conditions.append(f"p.status = any({place([str(one) for one in wanted.statuses])}::text[])")
    if wanted.lead is not None:
        conditions.append(f"p.lead::text = {place(str(wanted.lead))}")
    if wanted.customer is not None:
        conditions.append(f"p.customer = {place(wanted.customer)}")
    for moment, sign in zip(wanted.needed or (None, None), (">=", "<"), strict=True):
        if moment is not None:
            conditions.append(f"p.needed_at {sign} {place(moment)}")
    if wanted.q:
        conditions.append(
            f"strpos(lower(concat_ws(' ', p.number, p.title, c.name, m.name)), lower({place(wanted.q)})) > 0"
        )
    return conditions, arguments
