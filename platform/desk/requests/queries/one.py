"""One request: as a row to be changed, as a sheet to be shown, and what was said about it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.subjects import Thing
from desk.people import queries as people
from desk.requests.tables import Request

LARGEST = 2**31 - 1
MOST = 200
PROMISED = """
select r.assignee as member, r.customer, case when r.urgent then 'urgent' else 'normal' end as priority,
       r.title, '/requests/' || r.number as url
  from request r where r.id = $1
"""
"""How the engine of promises reads a request."""


async def request(number: int, *, lock: bool = False) -> Request:
    """One request by its number. Raises ``NotFound``, also for another tenant's or another customer's."""
    if number > LARGEST:
        raise NotFound
    return await _one(Request.number == number, lock)


async def by_id(request_id: UUID, *, lock: bool = False) -> Request:
    """One request by its id. Raises ``NotFound``."""
    return await _one(Request.id == request_id, lock)


async def _one(where: Any, lock: bool) -> Request:
    query = Request.objects().where(where).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def sheet(number: int) -> Record:
    """One request with everything its page shows. Raises ``NotFound``."""
    if number > LARGEST:
        raise NotFound
    found = await row(
        """select r.*, a.name as assignee_name, c.name as customer_name, p.name as product_name,
                  m.name as opened_by from request r
             join customer c on c.tenant_id = r.tenant_id and c.id = r.customer
             left join member a on a.tenant_id = r.tenant_id and a.id = r.assignee
             left join product p on p.tenant_id = r.tenant_id and p.id = r.product
             left join member m on m.tenant_id = r.tenant_id and m.id = r.by_id where r.number = $1""",
        number,
    )
    if found is None:
        raise NotFound
    return found


async def claims(request_id: UUID) -> list[Record]:
    """What was claimed for a request, the first first."""
    return await rows(
        "select plugin, title, reference, at from request_claim where request = $1 order by id", request_id
    )


async def facts(request_id: UUID) -> list[Record]:
    """What happened to a request, oldest first."""
    found = await rows(
        """select f.id, f.name, f.at, f.by_kind, f.payload, coalesce(m.name, '') as by_name, to_m.name as to_name
             from event f
             left join member m on m.tenant_id = f.tenant_id and m.id = f.by_id
             left join member to_m
                    on to_m.tenant_id = f.tenant_id and to_m.id = nullif(f.payload ->> 'to_member', '')::uuid
            where f.subject_id = $1 order by f.at desc, f.id desc limit $2""",
        request_id,
        MOST,
    )
    return found[::-1]


async def notes(request_id: UUID) -> list[Record]:
    """What was said about a request, oldest first."""
    return await rows(
        """select n.id, n.by_kind, n.body, n.at, coalesce(m.name, n.by_name) as by_name
             from request_note n left join member m on m.tenant_id = n.tenant_id and m.id = n.by_id
            where n.request = $1 order by n.at, n.id limit $2""",
        request_id,
        MOST,
    )


async def words_of(request_id: UUID) -> Record:
    """The words by which a request may be found. Raises ``NotFound``."""
    found = await row(
        """select r.number, r.title, r.note, r.opened_at, c.name as customer_name from request r
             join customer c on c.tenant_id = r.tenant_id and c.id = r.customer where r.id = $1""",
        request_id,
    )
    if found is None:
        raise NotFound
    return found


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Requests as others point to them."""
    found = await rows("select id, number, title, customer from request where id = any($1)", list(ids))
    return {
        one["id"]: Thing(
            f"#{one['number']} {one['title']}", f"/requests/{one['number']}", "request.read", one["customer"]
        )
        for one in found
    }


async def assignable(permission: str) -> list[tuple[str, str]]:
    """To whom a request can be given: id and name of those who may do it."""
    found = await rows(
        "select id, name, staff_no, roles from member where status = 'active' order by name_key, id limit 1000"
    )
    return [
        (str(one["id"]), f"{one['name']} {one['staff_no']}")
        for one in found
        if permission in await people.permissions_of(one["roles"])
    ]


async def was_opened(customer_id: UUID, title: str) -> bool:
    """Whether a customer has a request of this title already."""
    return bool(await value("select true from request where customer = $1 and title = $2 limit 1", customer_id, title))


async def customer_by_key(key: str) -> UUID | None:
    """The customer with this external key."""
    found: UUID | None = await value("select id from customer where external_key = $1 and $1 <> ''", key)
    return found
