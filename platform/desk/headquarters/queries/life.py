"""The life of partners: as headquarters sees it, and as a partner sees what was said of itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound

FOUND = "select found_partner($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8)"
INVITE = """
insert into partner_invitation (tenant_id, admin_name, admin_email, invited_by, invited_at) values ($1, $2, $3, $4, $5)
"""
TURN = "select turn_partner($1, $2, $3)"
ALLOW = "insert into partner_allowance (tenant_id, at, plugins, by_name) values ($1, $2, $3, $4)"
ACCEPT = """
update partner_invitation set accepted_at = $1 where accepted_at is null and exists (select from sign_in)
"""
KNOWN = """
select p.id, p.slug, p.name, p.created_at, p.plugins, a.plugins as allowed, i.admin_name, i.admin_email, i.invited_at,
       i.accepted_at,
       case when p.status = 'active' and i.tenant_id is not null and i.accepted_at is null then 'invited'
            else p.status end as status
  from partners_known() p left join partner_invitation i on i.tenant_id = p.id
  left join lateral (select x.plugins from partner_allowance x where x.tenant_id = p.id order by x.at desc limit 1) a
         on true
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A partner as the register and headquarters' own words have it."""

    id: UUID
    slug: str
    name: str
    status: str
    created_at: datetime
    plugins: list[str]
    allowed: list[str] | None
    """None where nothing was said: all."""
    admin_name: str | None
    admin_email: str | None
    invited_at: datetime | None
    accepted_at: datetime | None


async def partner_known(slug: str) -> Known:
    """A partner, whether it published anything yet or not. As headquarters; raises ``NotFound``."""
    found = await crossing_rows(f"{KNOWN} where p.slug = $1", slug)
    if not found:
        raise NotFound
    return Known(**dict(found[0]))


async def turns_of(partner: UUID) -> list[Record]:
    """What was done with a partner, the last first; headquarters' own."""
    return await rows(
        "select act, why, by_name, at from partner_turn where partner = $1 order by at desc, id desc limit 50", partner
    )


async def invitation() -> Record | None:
    """Whom headquarters named as the first administrator of the tenant that is asking."""
    return await row("select admin_name, admin_email from partner_invitation")


async def has_members() -> bool:
    """Whether the tenant that is asking has staff."""
    return bool(await value("select exists (select from member)"))
