"""Whom a campaign is for: contacts by what is known of them and their customer, each with why they are left out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.extend import audience_filters, execute, row, rows, value
from desk_campaigns.states import NEEDS_CONSENT, audience_kind

# Said of a kind by a channel counts before what was said of the channel as a whole.
_WEIGHED = """
with chosen as (
  select k.id as contact, k.customer, k.status = 'active' as there, lower(k.email) as email, k.mobile,
         k.credential is not null as signs_in
    from contact k join customer c on c.tenant_id = k.tenant_id and c.id = k.customer
   where c.status <> 'lost'
     and (cardinality($4::text[]) = 0 or c.grade = any($4))
     and ($5::text = '' or strpos(lower(c.industry), lower($5)) > 0)
     and ($6::text = '' or strpos(lower(c.address), lower($6)) > 0)
     and ($7::text = '' or exists (
           select from product p where p.tenant_id = c.tenant_id and p.customer = c.id
              and strpos(lower(p.name), lower($7)) > 0 and ($8::text = '' or strpos(lower(p.version), lower($8)) = 1)))
     and (cardinality($9::text[]) = 0 or k.roles && $9::varchar[])
     and ($10::integer is null or exists (
           select from campaigns_campaign g
             join campaigns_recipient e on e.tenant_id = g.tenant_id and e.campaign = g.id
            where g.number = $10 and e.contact = k.id and e.registered_at is not null))
     and (cardinality($11::text[]) = 0 or to_char(k.birthday, 'MM-DD') = any($11))
     {more}),
ways as (
  select x.contact, bool_or(x.reached) as reached, bool_or(x.reached and x.said is distinct from false) as willing,
         bool_or(x.reached and x.said) as agreed
    from (select ch.contact,
                 case w.channel when 'email' then ch.email <> '' when 'sms' then ch.mobile <> ''
                                else ch.signs_in end as reached,
                 coalesce(
                   (select s.allowed from consent s
                     where s.contact = ch.contact and s.channel = w.channel and s.kind = $2),
                   (select s.allowed from consent s
                     where s.contact = ch.contact and s.channel = w.channel and s.kind = '')) as said
            from chosen ch cross join unnest($1::text[]) as w (channel)) x
   group by x.contact),
weighed as (
  select ch.contact, ch.customer,
         case when not ch.there then 'left' when not w.reached then 'no_address' when not w.willing then 'opted_out'
              when $3 and not coalesce(w.agreed, false) then 'no_consent'
              when (ch.email <> '' or ch.mobile <> '')
                   and row_number() over (partition by ch.there, ch.email, ch.mobile order by ch.contact) > 1
              then 'duplicate' else '' end as why
    from chosen ch join ways w on w.contact = ch.contact)
"""
_COUNTED = "select why, count(*) as count from weighed group by why"
_FREEZE = """
insert into campaigns_recipient (tenant_id, id, campaign, contact, customer, status, why)
select $12::uuid, gen_random_uuid(), $13::uuid, contact, customer, case why when '' then 'waiting' else 'skipped' end,
       why
  from weighed
"""
TAKE = """
with taken as (
  select id from campaigns_recipient where campaign = $1 and status = 'waiting' order by id limit $2 for update)
update campaigns_recipient r set status = 'handed' from taken where r.id = taken.id returning r.contact
"""
_UNDER_WAY = """
select exists (select from delivery where subject_id = $1 and status in ('waiting', 'sending'))
    or (exists (select from event where subject_id = $1 and name in ('campaigns.batch', 'campaigns.alert') and at > $2)
        and exists (select from campaigns_recipient r where r.campaign = $1 and r.status = 'handed'
                       and not exists (select from delivery d where d.subject_id = $1 and d.person_id = r.contact)))
"""
_OF_CONTACT = """
select g.id from campaigns_campaign g
 where exists (select from campaigns_recipient r where r.campaign = g.id and r.contact = $1 and r.status = 'waiting')
 order by g.id for update
"""
_LEAVE_OUT = """
update campaigns_recipient r set status = 'skipped', why = 'opted_out'
  from campaigns_campaign g
 where g.tenant_id = r.tenant_id and g.id = r.campaign and r.campaign = any($2) and r.contact = $1
   and r.status = 'waiting' and not exists (
     select from unnest(g.channels) as w (channel)
      where coalesce(
              (select s.allowed from consent s
                where s.contact = $1 and s.channel = w.channel and s.kind = 'campaigns.' || g.content),
              (select s.allowed from consent s where s.contact = $1 and s.channel = w.channel and s.kind = ''), true))
returning r.campaign
"""
ONE_LESS = "update campaigns_campaign set recipients = recipients - 1, skipped = skipped + 1 where id = any($1)"
DROP = "update campaigns_recipient set status = 'dropped' where campaign = $1 and status = 'waiting'"


def _weighed(filters: dict[str, Any], first: int) -> tuple[str, list[Any]]:
    """
    The audience with what plugins add to it, and what was typed there, numbered from ``first``.

    A filter of a plugin that is off here, or gone, lets nobody through: a campaign never goes to more than was meant.
    """
    here = audience_filters()
    conditions: list[str] = []
    typed: list[Any] = []
    for name, said in filters.get("more", {}).items():
        found = here.get(name)
        if found is None:
            conditions.append("and false")
            continue
        conditions.append(f"and k.id in ({found.sql.replace('$1', f'${first + len(typed)}')})")
        typed.append(int(said) if found.number else said)
    return _WEIGHED.replace("{more}", " ".join(conditions)), typed


def _asked(content: str, channels: Sequence[str], filters: dict[str, Any]) -> list[Any]:
    plain = [filters.get(name, "") for name in ("industry", "area", "product", "version")]
    needed = content in NEEDS_CONSENT
    several = (filters.get("grades", []), *plain, filters.get("roles", []))
    return [
        list(channels),
        audience_kind(content),
        needed,
        *several,
        filters.get("registered"),
        filters.get("birthdays", []),
    ]


async def counted(content: str, channels: Sequence[str], filters: dict[str, Any]) -> dict[str, int]:
    """How many it would go to (under the empty word), and how many are left out, by why."""
    weighed, typed = _weighed(filters, first=12)
    found = await rows(weighed + _COUNTED, *_asked(content, channels, filters), *typed)
    return {one["why"]: one["count"] for one in found}


async def freeze(
    tenant_id: UUID, campaign_id: UUID, content: str, channels: Sequence[str], filters: dict[str, Any]
) -> None:
    """Write down who gets it and who doesn't, as it is now."""
    weighed, typed = _weighed(filters, first=14)
    await execute(weighed + _FREEZE, *_asked(content, channels, filters), tenant_id, campaign_id, *typed)


async def skipped(campaign_id: UUID) -> list[Record]:
    """Who is left out, by why."""
    return await rows(
        """select why, count(*) as count from campaigns_recipient where campaign = $1 and status = 'skipped'
            group by why order by count(*) desc, why""",
        campaign_id,
    )


async def waiting(campaign_id: UUID, *, status: str = "waiting") -> int:
    """How many recipients wait to be handed over, or are in another state."""
    found = await row(
        "select count(*) as count from campaigns_recipient where campaign = $1 and status = $2", campaign_id, status
    )
    return int(found["count"]) if found else 0


async def take(campaign_id: UUID, most: int) -> list[UUID]:
    """The next recipients, handed over in this transaction or not at all."""
    return [one["contact"] for one in await rows(TAKE, campaign_id, most)]


async def waiting_for(contact_id: UUID) -> list[UUID]:
    """The campaigns that still have somebody before them, locked."""
    return [one["id"] for one in await rows(_OF_CONTACT, contact_id)]


async def leave_out(contact_id: UUID, campaign_ids: Sequence[UUID]) -> list[UUID]:
    """Those of these campaigns that somebody doesn't want any more by any of their ways, and now don't get."""
    return [one["campaign"] for one in await rows(_LEAVE_OUT, contact_id, list(campaign_ids))]


async def some(campaign_id: UUID, *, most: int, left_out: bool) -> list[Record]:
    """Some recipients by name, or some of those who are left out."""
    return await rows(
        """select r.contact, r.customer, r.status, r.why, k.name, c.name as customer_name
             from campaigns_recipient r
             join contact k on k.tenant_id = r.tenant_id and k.id = r.contact
             join customer c on c.tenant_id = r.tenant_id and c.id = r.customer
            where r.campaign = $1 and (r.status = 'skipped') = $3 order by r.id limit $2""",
        campaign_id,
        most,
        left_out,
    )


async def is_under_way(campaign_id: UUID, *, since: datetime) -> bool:
    """Whether some of its messages haven't left, or a batch that was handed over since then isn't put down yet."""
    return bool(await value(_UNDER_WAY, campaign_id, since))


async def outcome(campaign_id: UUID, trial: str) -> list[Record]:
    """What came of the messages, by channel and status; a trial to oneself doesn't count."""
    return await rows(
        """select channel, status, count(*) as count, sum(segments) as segments, count(arrived_at) as arrived
             from delivery where subject_id = $1 and kind <> $2 group by channel, status order by channel, status""",
        campaign_id,
        trial,
    )
