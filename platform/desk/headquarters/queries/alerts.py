"""Alerts of headquarters, and what partners published that they come from."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation import keysets
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import rows
from desk.foundation.errors import NotFound
from desk.headquarters.kinds import Reading
from desk.headquarters.tables import PartnerAlert

_STATUS = "case when a.closed_at is not null then 'closed' when a.acknowledged_at is null then 'open' else 'seen' end"
_ALERTS = f"""
select a.id, a.slug, a.name, a.kind, a.value, a.worst, a.threshold, a.opened_at, a.acknowledged_at, a.acknowledged_by,
       a.closed_at, {_STATUS} as status from partner_alert a
"""
STANDING = {
    "open": "a.closed_at is null",
    "unseen": "a.closed_at is null and a.acknowledged_at is null",
    "closed": "a.closed_at is not null",
    "all": "true",
}
_READINGS = """
select p.tenant_id as partner, p.slug, p.name, p.open_tickets, p.unassigned_tickets, p.published_at,
       coalesce(w.kept, 0) as kept, coalesce(w.settled, 0) as settled, coalesce(w.owed_late, 0) as owed_late
  from partner p
  left join lateral (
    select sum(x.kept)::integer as kept, sum(x.settled)::integer as settled,
           (array_agg(x.owed_late order by x.week desc))[1] as owed_late
      from (select * from partner_week y where y.tenant_id = p.tenant_id order by y.week desc limit 2) x) w on true
 where p.status = 'active'
"""


@dataclass(frozen=True, slots=True)
class Alerts:
    """Which alerts are looked for."""

    standing: str = "open"
    kind: str | None = None
    q: str = ""


async def readings() -> list[Reading]:
    """What active partners published last. As headquarters."""
    return [Reading(**dict(one)) for one in await crossing_rows(_READINGS)]


async def open_alerts_by_key() -> dict[tuple[UUID, str], Record]:
    """Alerts that aren't over, by partner and kind, locked."""
    found = await rows(
        "select id, partner, name, kind, value, worst, threshold from partner_alert where closed_at is null for update"
    )
    return {(one["partner"], one["kind"]): one for one in found}


async def alert_locked(alert_id: UUID) -> PartnerAlert:
    """One alert, to be changed. Raises ``NotFound``."""
    found: PartnerAlert | None = (
        await PartnerAlert.objects().where(PartnerAlert.id == alert_id).first().lock_rows("UPDATE")
    )
    if found is None:
        raise NotFound
    return found


async def alerts_listed(
    wanted: Alerts, *, most: int, after: keysets.Key | None = None, before: keysets.Key | None = None
) -> list[Record]:
    """At most so many behind or before a key, the newest first."""
    conditions = _narrowed(wanted)
    return await keysets.part(
        _ALERTS, conditions, by="a.opened_at", key="a.id", falling=True, most=most, after=after, before=before
    )


def counting_alerts(wanted: Alerts, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts, and its arguments."""
    return keysets.counting("partner_alert a", _narrowed(wanted), most=most)


async def alerts_of(slugs: list[str]) -> dict[str, int]:
    """How many alerts of these partners aren't over."""
    found = await rows(
        "select slug, count(*) as alerts from partner_alert where closed_at is null and slug = any($1) group by slug",
        slugs,
    )
    return {one["slug"]: one["alerts"] for one in found}


async def who_sees_to_alerts() -> list[UUID]:
    """Everybody at headquarters who is told."""
    found = await rows(
        """select id from member where status = 'active' and roles && array['hq_admin', 'hq_service_dept']::varchar[]
            order by id"""
    )
    return [one["id"] for one in found]


def _narrowed(wanted: Alerts) -> keysets.Conditions:
    conditions, arguments = [STANDING[wanted.standing]], list[Any]()
    if wanted.kind:
        arguments.append(wanted.kind)
        conditions.append(f"a.kind = ${len(arguments)}")
    if wanted.q:
        arguments.append(wanted.q)
        conditions.append(f"(strpos(lower(a.name), lower(${len(arguments)})) > 0 or a.slug = lower(${len(arguments)}))")
    return conditions, arguments
