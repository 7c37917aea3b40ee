"""What customers want changed about themselves."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.customers.permissions import ANSWER
from desk.customers.tables import Proposal
from desk.foundation.database import rows
from desk.foundation.errors import NotFound
from desk.foundation.subjects import Thing
from desk.foundation.web import paging

_LIST = """
select p.id, p.customer, c.name as customer_name, p.contact, k.name as contact_name, p.subject_kind, p.subject_id,
       p.status, p.at, p.ended_at, p.by_kind, m.name as by_name
  from proposal p
  join customer c on c.tenant_id = p.tenant_id and c.id = p.customer
  join contact k on k.tenant_id = p.tenant_id and k.id = p.contact
  left join member m on m.tenant_id = p.tenant_id and m.id = p.by_id
"""


async def proposal(proposal_id: UUID, *, lock: bool = False) -> Proposal:
    """One of them. Raises ``NotFound``, also for another customer's in the portal."""
    query = Proposal.objects().where(Proposal.id == proposal_id).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def proposed(proposal_id: UUID) -> list[Record]:
    """Its fields by name."""
    return await rows(
        "select id, field, old, new, status, reason from proposal_field where proposal = $1 order by field",
        proposal_id,
    )


async def fields_of(proposals: Sequence[UUID]) -> dict[UUID, list[Record]]:
    """The fields of several."""
    found: dict[UUID, list[Record]] = {one: [] for one in proposals}
    for one in await rows(
        """select proposal, id, field, old, new, status, reason from proposal_field
            where proposal = any($1) order by proposal, field""",
        list(proposals),
    ):
        found[one["proposal"]].append(one)
    return found


async def waiting_of(contact_id: UUID, subject_id: UUID) -> list[UUID]:
    """What a contact proposed about something and nobody has answered."""
    found = await rows(
        "select id from proposal where contact = $1 and subject_id = $2 and status = 'waiting' order by id",
        contact_id,
        subject_id,
    )
    return [one["id"] for one in found]


async def proposals(
    *, waiting: bool, customer: UUID | None = None, size: int, cursor: str | None = None
) -> paging.Page[Record]:
    """A page of them, the latest first: those that wait, or those that are over."""
    at, last = paging.decode(cursor, datetime, UUID) if cursor else (None, None)
    found = await rows(
        f"""{_LIST} where (p.status = 'waiting') = $1 and ($2::uuid is null or p.customer = $2)
              and ($3::timestamptz is null or (p.at, p.id) < ($3, $4::uuid))
            order by p.at desc, p.id desc limit $5""",
        waiting,
        customer,
        at,
        last,
        size + 1,
    )
    return paging.page_of(found, size, lambda one: (one["at"], one["id"]), cursor=cursor)


async def proposals_with(ids: Sequence[UUID]) -> list[Record]:
    """These of them."""
    return await rows(f"{_LIST} where p.id = any($1)", list(ids))


async def proposals_by(contact_id: UUID, *, most: int) -> list[Record]:
    """What a contact proposed, the latest first."""
    return await rows(f"{_LIST} where p.contact = $1 order by p.at desc, p.id desc limit $2", contact_id, most)


async def proposals_of(customer_id: UUID, *, most: int) -> list[Record]:
    """What waits for an answer of a customer's contacts, the latest first."""
    return await rows(
        f"{_LIST} where p.customer = $1 and p.status = 'waiting' order by p.at desc, p.id desc limit $2",
        customer_id,
        most,
    )


async def names_of_contacts(ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of contacts."""
    return {one["id"]: one["name"] for one in await rows("select id, name from contact where id = any($1)", list(ids))}


async def proposals_as_things(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Proposed changes as facts about them point there."""
    found = await rows(
        """select p.id, k.name, p.customer from proposal p
             join contact k on k.tenant_id = p.tenant_id and k.id = p.contact where p.id = any($1)""",
        list(ids),
    )
    return {one["id"]: Thing(one["name"], "/proposals", ANSWER, one["customer"]) for one in found}


async def as_now(keys: Sequence[tuple[str, UUID]]) -> dict[UUID, Record]:
    """Contacts and customers as they are now, by their ids."""
    contacts = [one for kind, one in keys if kind == "contact"]
    customers = [one for kind, one in keys if kind == "customer"]
    found = await rows(
        """select id, name, title, mobile, phone, extension, email, im, birthday, call_window, interests
             from contact where id = any($1)""",
        contacts,
    )
    found += await rows(
        """select id, name, short_name, industry, phone, fax, address, website, tax_no, invoice_title,
                  invoice_address, bank
             from customer where id = any($1)""",
        customers,
    )
    return {one["id"]: one for one in found}
