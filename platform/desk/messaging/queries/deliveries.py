"""Deliveries: the log, the inboxes, and what is to be sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation.database import execute, row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.events import Fact
from desk.foundation.subjects import Thing
from desk.foundation.tenancy import current_scope
from desk.foundation.web import paging
from desk.messaging.tables import Delivery

_COLUMNS = """
d.id, d.cause, d.event_name, d.kind, d.channel, d.person_kind, d.person_id, d.customer_id, d.subject_kind,
d.subject_id, d.status, d.why, d.note, d.locale, d.title, d.path, d.address, d.tries, d.next_at, d.begun_at,
d.created_at, d.ended_at, d.read_at, d.arrived_at, d.segments, coalesce(m.name, k.name, '') as person_name
"""
_NAMED = """
  from delivery d
  left join member m on m.tenant_id = d.tenant_id and m.id = d.person_id
  left join contact k on k.tenant_id = d.tenant_id and k.id = d.person_id
"""
PUT_DOWN = """
insert into delivery (tenant_id, id, cause, event_name, kind, channel, person_kind, person_id, customer_id,
                      subject_kind, subject_id, status, why, locale, title, body, path, said, created_at, next_at,
                      ended_at)
select $1::uuid, d.id, $2, $3, $4, d.channel, d.person_kind, d.person_id, d.customer_id, $5, $6, d.status, d.why,
       d.locale, d.title, d.body, d.path, d.said::jsonb, $7::timestamptz,
       case when d.status = 'waiting' then d.due_at end, case when d.status <> 'waiting' then $7::timestamptz end
  from unnest($8::uuid[], $9::text[], $10::text[], $11::uuid[], $12::uuid[], $13::text[], $14::text[], $15::text[],
              $16::text[], $17::text[], $18::text[], $19::timestamptz[], $20::text[])
    as d (id, channel, person_kind, person_id, customer_id, status, why, locale, title, body, path, due_at, said)
    on conflict (tenant_id, cause, person_id, channel) do nothing
returning id, status, next_at
"""
MARK_READ = (
    "update delivery set read_at = $3 where id = $1 and person_id = $2 and channel = 'inbox' and read_at is null"
)
MARK_ALL_READ = """
update delivery set read_at = $2
 where person_id = $1 and channel = 'inbox' and status = 'sent' and read_at is null and id <= $3
"""
DROP_WAITING = """
update delivery set status = 'skipped', why = 'not_needed', next_at = null, ended_at = $2
 where subject_id = $1 and status = 'waiting'
"""
FORGET = """
delete from delivery where id in (
  select id from delivery where id < $1 and status in ('sent', 'failed', 'bounced', 'skipped', 'unknown')
   order by id limit 2000)
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the log; None leaves a thing open."""

    kind: str | None = None
    channel: str | None = None
    status: str | None = None
    person: UUID | None = None
    cause: UUID | None = None
    subject: UUID | None = None
    name: str = ""
    """A part of a person's name."""


# Each narrows; the log is read from its end, or along the index of what narrows it most.
_LOG = f"""
select {_COLUMNS} {_NAMED}
 where ($1::text is null or d.kind = $1) and ($2::text is null or d.channel = $2)
   and ($3::text is null or d.status = $3) and ($4::uuid is null or d.person_id = $4)
   and ($5::uuid is null or d.cause = $5) and ($6::uuid is null or d.subject_id = $6)
   and ($7::uuid[] is null or d.person_id = any($7))
   and ($8::uuid is null or d.id < $8)
 order by d.id desc limit $9
"""


async def deliveries(wanted: Wanted, *, most: int, after: UUID | None = None) -> list[Record]:
    """The log behind a key, the latest first; without the bodies."""
    return await rows(
        _LOG,
        *(wanted.kind, wanted.channel, wanted.status, wanted.person, wanted.cause, wanted.subject),
        await _called(wanted.name) if wanted.name else None,
        after,
        most,
    )


async def _called(part: str) -> list[UUID]:
    """Who has this in their name; of very many, some."""
    found = await rows(
        """(select id from member where strpos(lower(name), lower($1)) > 0 limit 500)
            union all (select id from contact where strpos(lower(name), lower($1)) > 0 limit 500)""",
        part,
    )
    return [one["id"] for one in found]


async def delivery(delivery_id: UUID) -> Record:
    """One delivery with its body. Raises ``NotFound``."""
    found = await row(f"select {_COLUMNS}, d.body {_NAMED} where d.id = $1", delivery_id)
    if found is None:
        raise NotFound
    return found


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Deliveries as others point to them: by what they say, or their kind."""
    found = await rows("select id, kind, title, customer_id from delivery where id = any($1)", list(ids))
    return {
        one["id"]: Thing(one["title"] or one["kind"], f"/deliveries/{one['id']}", "delivery.read", one["customer_id"])
        for one in found
    }


async def delivery_row(delivery_id: UUID) -> Delivery | None:
    """One delivery to be changed, under lock; None when it is gone."""
    found: Delivery | None = await Delivery.objects().where(Delivery.id == delivery_id).first().lock_rows("UPDATE")
    return found


async def delivery_referred(channel: str, reference: str, delivery_id: UUID | None) -> Delivery | None:
    """What the other side speaks of, by its own word or by ours, to be changed under lock; None if nobody knows."""
    found = await row(
        """select id from delivery where channel = $1 and (id = $3 or (reference <> '' and reference = $2))
            order by id = $3 desc nulls last limit 1""",
        channel,
        reference,
        delivery_id,
    )
    return await delivery_row(found["id"]) if found else None


async def fact(event_id: UUID) -> Fact | None:
    """A recorded fact as reactions get it."""
    found = await row(
        """select id, name, at, by_kind, by_id, subject_kind, subject_id, customer_id, payload
             from event where id = $1""",
        event_id,
    )
    return _as_fact(found) if found is not None else None


def _as_fact(found: Record) -> Fact:
    plain = dict(found) | {"payload": msgspec.json.decode(found["payload"]), "tenant_id": current_scope().tenant.id}
    return Fact(**plain)


async def of_subject(subject_id: UUID, *, most: int) -> list[Record]:
    """What was sent because of one thing, the latest first."""
    return await deliveries(Wanted(subject=subject_id), most=most)


async def came_to_person(person_id: UUID, *, most: int) -> list[Record]:
    """What was sent to one person, the latest first."""
    return await deliveries(Wanted(person=person_id), most=most)


async def inbox(person_id: UUID, *, unread: bool, kind: str | None, most: int, after: UUID | None) -> list[Record]:
    """What lies in somebody's inbox, the latest first."""
    return await rows(
        """select id, kind, title, body, path, created_at, read_at from delivery
            where person_id = $1 and channel = 'inbox' and status = 'sent' and (not $2 or read_at is null)
              and ($3::text is null or kind = $3) and ($4::uuid is null or id < $4)
            order by id desc limit $5""",
        person_id,
        unread,
        kind,
        after,
        most,
    )


async def unread(person_id: UUID) -> int:
    """How much in somebody's inbox they haven't read; counting stops at a hundred."""
    return int(
        await value(
            """select count(*) from (
                 select from delivery where person_id = $1 and channel = 'inbox' and status = 'sent'
                    and read_at is null limit 100) as few""",
            person_id,
        )
    )


async def kinds_in_inbox(person_id: UUID) -> list[str]:
    """The kinds of what came into somebody's inbox lately."""
    found = await rows(
        """select distinct kind from (
             select kind from delivery where person_id = $1 and channel = 'inbox' and status = 'sent'
              order by id desc limit 1000) as lately order by kind""",
        person_id,
    )
    return [one["kind"] for one in found]


async def lock_person(person_id: UUID) -> None:
    """One message at a time is weighed for a person, so that two together don't pass the cap."""
    await execute("select pg_advisory_xact_lock(hashtext('messages'), hashtext($1::uuid::text))", person_id)


async def rang_since(person_id: UUID, since: datetime, channels: Sequence[str], but: Sequence[str]) -> int:
    """How often somebody was disturbed since a moment: by these channels, kinds that don't count left out."""
    return int(
        await value(
            """select count(*) from delivery
                where person_id = $1 and begun_at >= $2 and channel = any($3::text[]) and kind <> all($4::text[])
                  and status in ('sending', 'sent', 'unknown')""",
            person_id,
            since,
            list(channels),
            list(but),
        )
    )


async def stuck(before: datetime, *, most: int) -> list[Record]:
    """What should have left, or ended, before a moment, and of which nobody seems to take care."""
    return await rows(
        """select id, kind, status from delivery
            where status in ('waiting', 'sending')
              and case when status = 'sending' then begun_at else next_at end < $1
            order by id limit $2""",
        before,
        most,
    )


def page_of(found: Sequence[Record], size: int) -> paging.Page[Record]:
    """A page of the log or of an inbox."""
    return paging.page_of(found, size, lambda one: (one["id"],))


async def facts_named(names: Sequence[str]) -> list[Fact]:
    """All facts with one of these names, the oldest first: for samples."""
    found = await rows(
        """select id, name, at, by_kind, by_id, subject_kind, subject_id, customer_id, payload
             from event where name = any($1::text[]) order by at, id""",
        list(names),
    )
    return [_as_fact(one) for one in found]


SETTLE_SAMPLE = """
update delivery set status = 'sent', begun_at = created_at, ended_at = created_at, tries = 1, next_at = null, why = '',
       read_at = case when channel = 'inbox' and created_at < $1 then created_at end
 where status = 'waiting'
"""
