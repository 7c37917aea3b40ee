"""Reading calls: one, lists of them, who calls, and what is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.calls.tables import Call
from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.figures import MEMBER, TEAM, Part, Period, tally
from desk.foundation.subjects import Thing
from desk.foundation.tenancy import current_scope
from desk.people.queries import TEAM_KEY

PROMISED = """
select c.member, c.customer, 'normal' as priority, coalesce(k.name, u.name, nullif(c.number, ''), '–') as title,
       '/calls/' || c.id as url, c.status
  from call c left join contact k on k.tenant_id = c.tenant_id and k.id = c.contact
  left join customer u on u.tenant_id = c.tenant_id and u.id = c.customer where c.id = $1
"""
"""What the engine of promises wants of a call."""
_LISTED = """
select c.id, c.number, c.line, c.status, c.in_hours, c.offered_at, c.answered_at, c.ended_at, c.rings, c.note,
       c.reference, c.member, c.customer, c.contact, c.ticket, m.name as member_name, u.name as customer_name,
       k.name as contact_name, t.number as ticket_number
  from call c
  left join member m on m.tenant_id = c.tenant_id and m.id = c.member
  left join customer u on u.tenant_id = c.tenant_id and u.id = c.customer
  left join contact k on k.tenant_id = c.tenant_id and k.id = c.contact
  left join ticket t on t.tenant_id = c.tenant_id and t.id = c.ticket
"""
_KEYS = {MEMBER: ("m.id", "m.name"), TEAM: TEAM_KEY, "line": ("c.line", "c.line")}
_COUNTED = """call c left join member m on m.tenant_id = c.tenant_id and m.id = c.member
 where c.offered_at >= $1 and c.offered_at < $2"""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is known by a number."""

    customer_id: UUID
    contact_id: UUID | None


async def call(call_id: UUID) -> Record:
    """One call. Raises ``NotFound``."""
    found = await row(f"{_LISTED} where c.id = $1", call_id)
    if found is None:
        raise NotFound
    return found


async def saved_call(call_id: UUID) -> Call:
    """One to be changed, under lock. Raises ``NotFound``."""
    found: Call | None = await Call.objects().where(Call.id == call_id).first().lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def referred(reference: str) -> Call | None:
    """The call that the telephone system means, under lock."""
    found: Call | None = await Call.objects().where(Call.reference == reference).first().lock_rows("UPDATE")
    return found


async def is_known(reference: str) -> bool:
    """Whether the telephone system told of this call before."""
    return bool(await value("select true from call where reference = $1", reference))


async def calls(*, status: str = "", most: int, after: tuple[datetime, UUID] | None = None) -> list[Record]:
    """Calls, the latest first; of one status or of all."""
    return await rows(
        f"""{_LISTED} where ($1 = '' or c.status = $1)
              and ($2::timestamptz is null or (c.offered_at, c.id) < ($2, $3::uuid))
            order by c.offered_at desc, c.id desc limit $4""",
        status,
        after[0] if after else None,
        after[1] if after else None,
        most,
    )


async def live_for(member_id: UUID, since: datetime) -> list[Record]:
    """What rings or is talked about at this moment: with this member, or with nobody yet."""
    return await rows(
        f"""{_LISTED} where c.status in ('ringing', 'talking') and c.offered_at > $2
              and (c.member = $1 or c.member is null) order by c.member is null, c.offered_at desc limit 3""",
        member_id,
        since,
    )


async def of_customer(customer_id: UUID, *, most: int) -> list[Record]:
    """The last calls of a customer."""
    return await rows(
        f"{_LISTED} where c.customer = $1 order by c.offered_at desc, c.id desc limit $2", customer_id, most
    )


async def waiting_count() -> int:
    """How many wait to be called back; a hundred at most are counted."""
    return int(await value("select count(*) from (select from call where status = 'to_call_back' limit 100) few"))


async def lock_reference(reference: str) -> None:
    """Two words about one call that isn't there yet come one after the other."""
    await value(
        "select pg_advisory_xact_lock(hashtextextended($1, 0))", f"call {current_scope().tenant.id} {reference}"
    )


async def callers(number: str) -> list[Caller]:
    """Who has this number in its one spelling: people first, then companies."""
    people = await rows(
        """select id, customer from contact where (mobile = $1 or phone = $1) and status = 'active'
            order by mobile = $1 desc, id limit 5""",
        number,
    )
    if people:
        return [Caller(one["customer"], one["id"]) for one in people]
    found = await rows("select id from customer where phone = $1 order by id limit 5", number)
    return [Caller(one["id"], None) for one in found]


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Calls as others point to them."""
    found = await rows(f"{_LISTED} where c.id = any($1)", list(ids))
    return {
        one["id"]: Thing(
            one["contact_name"] or one["customer_name"] or one["number"] or "–",
            f"/calls/{one['id']}",
            "call.read",
            one["customer"],
        )
        for one in found
    }


async def offered(period: Period, by: str) -> list[Part]:
    """Calls that came in a period."""
    return await tally(_COUNTED, period, by, at="c.offered_at", keys=_KEYS)


async def answered(period: Period, by: str) -> list[Part]:
    """Those answered, of those that came in service hours."""
    part = "count(*) filter (where c.answered_at is not null)"
    return await tally(
        f"{_COUNTED} and c.in_hours", period, by, at="c.offered_at", part=part, whole="count(*)", keys=_KEYS
    )


async def by_third_ring(period: Period, by: str) -> list[Part]:
    """Those answered by the third ring, of those whose rings are known."""
    part = "count(*) filter (where c.rings <= 3)"
    source = f"{_COUNTED} and c.answered_at is not null and c.rings is not null"
    return await tally(source, period, by, at="c.offered_at", part=part, whole="count(*)", keys=_KEYS)
