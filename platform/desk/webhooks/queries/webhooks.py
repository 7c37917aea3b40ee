"""Webhooks with their deliveries and attempts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.reactions import EVERY, fits
from desk.webhooks.queries.feed import FITS, starts
from desk.webhooks.tables import Webhook

_FACT = """
select id, name, version, at, by_kind, by_id, subject_kind, subject_id, customer_id, cause_id, audience, payload
  from event
"""
PUT_ON_THE_WAY = """
insert into webhook_delivery (tenant_id, id, webhook, event_id, event_name, next_at, created_at)
select $1::uuid, d.id, d.webhook, $2, $3, $4, $4 from unnest($5::uuid[], $6::uuid[]) as d (id, webhook)
    on conflict (tenant_id, webhook, event_id) do nothing
"""
ONE_AGAIN = """
update webhook_delivery set status = 'waiting', tries = 0, next_at = $3, ended_at = null
 where webhook = $1 and id = $2
"""
RESUME = "update webhook_delivery set next_at = $2 where webhook = $1 and status = 'waiting' and next_at > $2"
CLEAN_UP = """
delete from webhook_delivery where id in (
  select id from webhook_delivery where webhook = $1 and ended_at < $2 order by id limit 500)
"""
SEND_AGAIN = """
insert into webhook_delivery as d (tenant_id, id, webhook, event_id, event_name, next_at, created_at)
select $1::uuid, f.id, $2::uuid, f.event_id, f.name, $3, $3
  from unnest($4::uuid[], $5::uuid[], $6::text[]) as f (id, event_id, name)
    on conflict (tenant_id, webhook, event_id) do update
   set status = 'waiting', tries = 0, next_at = excluded.next_at, ended_at = null
 where d.status = 'failed' or ($7 and d.status = 'sent')
"""


async def webhooks() -> list[Record]:
    """All of them by name."""
    return await rows(
        """select id, name, url, patterns, status, why, failures, failing_since, rest_until, last_at
             from webhook order by lower(name), id"""
    )


async def webhook(webhook_id: UUID, *, lock: bool = False) -> Webhook:
    """One webhook. Raises ``NotFound``."""
    query = Webhook.objects().where(Webhook.id == webhook_id).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def count() -> int:
    """How many webhooks there are."""
    return int(await value("select count(*) from webhook"))


async def patterns_of_all() -> set[str]:
    """What the webhooks that are on want to hear, together."""
    return {one["pattern"] for one in await rows("select unnest(patterns) as pattern from webhook where status = 'on'")}


async def wanting(name: str) -> list[Record]:
    """The webhooks that are on and want facts of this name, each with the end of its rest."""
    found = await rows("select id, patterns, rest_until from webhook where status = 'on' order by id")
    return [one for one in found if any(fits(name, pattern) for pattern in one["patterns"])]


async def due(webhook_id: UUID, at: datetime, *, only: str | None) -> Record | None:
    """The delivery that is to be sent next, with its fact; ``only`` the facts of one name."""
    return await row(
        """select d.id as delivery_id, d.attempts, d.tries, e.id, e.name, e.version, e.at, e.by_kind, e.by_id,
                  e.subject_kind, e.subject_id, e.customer_id, e.cause_id, e.audience, e.payload
             from webhook_delivery d join event e on e.tenant_id = d.tenant_id and e.id = d.event_id
            where d.webhook = $1 and d.status = 'waiting' and d.next_at <= $2
              and ($3::text is null or d.event_name = $3)
            order by d.next_at, d.event_id limit 1""",
        webhook_id,
        at,
        only,
    )


async def next_due(webhook_id: UUID, *, only: str | None) -> datetime | None:
    """When the next delivery is to be sent."""
    found: datetime | None = await value(
        """select min(next_at) from webhook_delivery
            where webhook = $1 and status = 'waiting' and ($2::text is null or event_name = $2)""",
        webhook_id,
        only,
    )
    return found


async def deliveries(
    webhook_id: UUID, *, most: int, after: UUID | None = None, status: str | None = None
) -> list[Record]:
    """The latest deliveries behind a key, the newest fact first."""
    return await rows(
        """select id, event_id, event_name, status, attempts, next_at, code, why, created_at, ended_at
             from webhook_delivery
            where webhook = $1 and ($2::uuid is null or event_id < $2) and ($3::text is null or status = $3)
            order by event_id desc limit $4""",
        webhook_id,
        after,
        status,
        most,
    )


async def delivery(webhook_id: UUID, delivery_id: UUID) -> Record:
    """One delivery of a webhook. Raises ``NotFound``."""
    found = await row(
        """select id, event_id, event_name, status, attempts, next_at, code, why, created_at, ended_at
             from webhook_delivery where id = $1 and webhook = $2""",
        delivery_id,
        webhook_id,
    )
    if found is None:
        raise NotFound
    return found


async def attempts(delivery_id: UUID) -> list[Record]:
    """Each call of a delivery, the latest first."""
    return await rows(
        "select id, number, at, code, ms, why from webhook_attempt where delivery = $1 order by number desc limit 200",
        delivery_id,
    )


async def fact(event_id: UUID) -> Record:
    """The fact that a delivery brings. Raises ``NotFound``."""
    found = await row(f"{_FACT} where id = $1", event_id)
    if found is None:
        raise NotFound
    return found


async def in_span(begin: datetime, end: datetime, patterns: Sequence[str], *, most: int) -> list[Record]:
    """The facts of a span of time that fit one of the patterns, id and name."""
    return await rows(
        f"select id, name from event where at >= $1 and at <= $2 and {FITS} order by id limit $6",
        begin,
        end,
        EVERY in patterns,
        list(patterns),
        starts(patterns),
        most,
    )
