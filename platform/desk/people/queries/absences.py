"""Who is away, and who stands in."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from asyncpg import Record

from desk.foundation.database import row, rows
from desk.foundation.errors import NotFound
from desk.foundation.tenancy import current_scope
from desk.kit.time import now, to_zone

LONGEST = 5
"""How many deputies of deputies are asked."""


def today(at: datetime | None = None) -> date:
    """The day in the tenant's zone."""
    return to_zone(at or now(), ZoneInfo(current_scope().tenant.zone)).date()


async def who_is_absent(member_id: UUID, at: datetime) -> Record | None:
    """The absence of a member at this moment, with its deputy, or None."""
    return await row(
        """select a.id, a.from_on, a.to_on, a.deputy from absence a
            where a.member = $1 and a.from_on <= $2 and a.to_on >= $2 limit 1""",
        member_id,
        today(at),
    )


async def deputy_of(member_id: UUID, at: datetime | None = None) -> UUID | None:
    """
    Who stands in for a member at this moment: an active colleague who is there, or None.

    None also for somebody who isn't away. A deputy who is away has a deputy, and so on.
    """
    asked, at = {member_id}, at or now()
    for _ in range(LONGEST):
        found = await row(
            """select a.deputy, d.status from absence a
                 join member d on d.tenant_id = a.tenant_id and d.id = a.deputy
                where a.member = $1 and a.from_on <= $2 and a.to_on >= $2 limit 1""",
            member_id,
            today(at),
        )
        if found is None or found["status"] != "active" or found["deputy"] in asked:
            return None
        member_id = UUID(str(found["deputy"]))
        asked.add(member_id)
        if await who_is_absent(member_id, at) is None:
            return member_id
    return None


async def absence(absence_id: UUID) -> Record:
    """One absence, locked. Raises ``NotFound``."""
    found = await row("select id, member, from_on, to_on, deputy from absence where id = $1 for update", absence_id)
    if found is None:
        raise NotFound
    return found


async def is_absent_between(member_id: UUID, from_on: date, to_on: date) -> bool:
    """Whether an absence of a member has one of these days."""
    return bool(
        await row(
            "select true from absence where member = $1 and from_on <= $3 and to_on >= $2 limit 1",
            member_id,
            from_on,
            to_on,
        )
    )


async def absences(*, since: date, member_id: UUID | None = None) -> list[Record]:
    """Absences that aren't over, by their first day: everybody's, or one member's."""
    return await rows(
        """select a.id, a.member as member_id, m.name as member_name, a.from_on, a.to_on,
                  a.deputy as deputy_id, d.name as deputy_name
             from absence a join member m on m.tenant_id = a.tenant_id and m.id = a.member and m.status = 'active'
             left join member d on d.tenant_id = a.tenant_id and d.id = a.deputy
            where a.to_on >= $1 and ($2::uuid is null or a.member = $2)
            order by a.from_on, m.name_key, a.id limit 500""",
        since,
        member_id,
    )
