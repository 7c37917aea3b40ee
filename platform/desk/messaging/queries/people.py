"""Who is written to, and what they said that they want."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows
from desk.foundation.errors import NotFound
from desk.foundation.notices import Person, Whom
from desk.messaging.states import EVERY_KIND

# Where somebody has no address of their own, the login often is one; channels look whether it could be.
_PERSONS = """
select 'member' as kind, m.id, m.name, coalesce(m.locale, t.locale) as locale,
       coalesce(nullif(m.email, ''), c.login, '') as email, m.phone as mobile, m.status = 'active' as is_there,
       c.id is not null as signs_in, null::uuid as customer_id
  from member m join tenant t on t.id = m.tenant_id
  left join credential c on c.tenant_id = m.tenant_id and c.id = m.credential where m.id = any($1::uuid[])
 union all
select 'contact', k.id, k.name, coalesce(k.locale, t.locale), coalesce(nullif(k.email, ''), c.login, ''), k.mobile,
       k.status = 'active', c.id is not null, k.customer
  from contact k join tenant t on t.id = k.tenant_id
  left join credential c on c.tenant_id = k.tenant_id and c.id = k.credential where k.id = any($2::uuid[])
"""
SAY = """
insert into consent (tenant_id, id, contact, customer_id, channel, kind, allowed, source, at, by_kind, by_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (tenant_id, contact, channel, kind) do update
   set allowed = excluded.allowed, source = excluded.source, at = excluded.at, by_kind = excluded.by_kind,
       by_id = excluded.by_id
 where consent.allowed <> excluded.allowed
"""
OBJECT_TO_ALL = """
update consent set allowed = false, source = $3, at = $4, by_kind = $5, by_id = $6
 where contact = $1 and channel = $2 and allowed
"""


async def persons(whoms: Iterable[Whom]) -> dict[Whom, Person]:
    """Who they are; whoever isn't known any more is left out."""
    asked = list(whoms)
    members = [one.id for one in asked if one.kind == "member"]
    contacts = [one.id for one in asked if one.kind == "contact"]
    found = await rows(_PERSONS, members, contacts)
    return {Whom(one["kind"], one["id"]): Person(**dict(one)) for one in found}


async def person(whom: Whom) -> Person | None:
    """Who that is, or None."""
    return (await persons([whom])).get(whom)


async def consents_of(contact_ids: Sequence[UUID]) -> list[Record]:
    """All that these contacts said, with the names of who wrote it down."""
    return await rows(
        """select s.contact, s.channel, s.kind, s.allowed, s.source, s.at, coalesce(m.name, '') as by_name
             from consent s left join member m on m.tenant_id = s.tenant_id and m.id = s.by_id
            where s.contact = any($1::uuid[]) order by s.channel, s.kind""",
        list(contact_ids),
    )


Said = Mapping[tuple[UUID, str, str], bool]
"""What contacts said, by contact, channel and kind."""


async def said_by(contact_ids: Sequence[UUID]) -> Said:
    """What these contacts said, to be looked into with ``wants``."""
    if not contact_ids:
        return {}
    found = await consents_of(contact_ids)
    return {(one["contact"], one["channel"], one["kind"]): one["allowed"] for one in found}


def wants(said: Said, contact_id: UUID, channel: str, kind: str) -> bool | None:
    """What somebody said of a kind by a channel, or of the channel as a whole; None when they said nothing."""
    return said.get((contact_id, channel, kind), said.get((contact_id, channel, EVERY_KIND)))


async def contact_of(contact_id: UUID, *, of: UUID | None = None) -> Record:
    """A contact with their customer. Raises ``NotFound``, also for one of another customer than ``of``."""
    found = await row(
        """select k.id, k.name, k.status, k.customer as customer_id, c.name as customer_name from contact k
             join customer c on c.tenant_id = k.tenant_id and c.id = k.customer
            where k.id = $1 and ($2::uuid is null or k.customer = $2)""",
        contact_id,
        of,
    )
    if found is None:
        raise NotFound
    return found


async def contact_named(name: str) -> UUID | None:
    """A contact by name: for samples."""
    found = await row("select id from contact where name = $1 order by id limit 1", name)
    return found["id"] if found else None
