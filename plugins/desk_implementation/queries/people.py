"""Customers, contacts and members, as projects need them."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, row, rows, value


async def customer(customer_id: UUID) -> Record | None:
    """A customer's name."""
    return await row("select id, name from customer where id = $1", customer_id)


async def contact(contact_id: UUID, *, of: UUID) -> Record | None:
    """Somebody who is still at this customer."""
    return await row(
        "select id, name from contact where id = $1 and customer = $2 and status = 'active'", contact_id, of
    )


async def contacts(customer_id: UUID) -> list[Record]:
    """Who is at a customer, the main contact first."""
    return await rows(
        """select id, name from contact where customer = $1 and status = 'active'
            order by 'main' = any(roles) desc, name_key, id""",
        customer_id,
    )


async def to_tell(project_id: UUID) -> list[UUID]:
    """Who owns the project at the customer, or else the main contact."""
    found = await rows(
        """select k.id from implementation_project p
             join contact k on k.tenant_id = p.tenant_id and k.customer = p.customer and k.status = 'active'
            where p.id = $1 order by k.id = p.contact desc nulls last, 'main' = any(k.roles) desc, k.created_at, k.id
            limit 1""",
        project_id,
    )
    return [one["id"] for one in found]


async def members() -> list[Record]:
    """Who works here, those who implement first."""
    return await rows(
        """select id, name from member where status = 'active'
            order by roles && array['project_manager', 'implementation_consultant']::varchar[] desc, name_key, id"""
    )


async def are_members(ids: Sequence[UUID]) -> bool:
    """Whether all of them work here."""
    found = await value("select count(*) from member where id = any($1) and status = 'active'", list(set(ids)))
    return int(found) == len(set(ids))


async def member_name(member_id: UUID) -> str:
    """A member by name. Raises ``NotFound``."""
    found = await value("select name from member where id = $1", member_id)
    if found is None:
        raise NotFound
    return str(found)


async def member_by_number(staff_no: str) -> UUID | None:
    """The member with this staff number."""
    found = await row("select id from member where staff_no = $1", staff_no)
    return found["id"] if found else None


async def customer_by_key(key: str) -> UUID | None:
    """The customer with this key of the system they came from."""
    found = await row("select id from customer where external_key = $1", key)
    return found["id"] if found else None


async def team(project_id: UUID) -> list[Record]:
    """Who works on a project, who leads it first."""
    return await rows(
        """select m.id, m.name, m.id = p.lead as leads
             from implementation_project p
             join implementation_member t on t.tenant_id = p.tenant_id and t.project = p.id
             join member m on m.tenant_id = t.tenant_id and m.id = t.member
            where p.id = $1 order by m.id = p.lead desc, m.name_key, m.id""",
        project_id,
    )
