"""What partners published, and the counts that a tenant publishes of itself."""

from datetime import datetime

from asyncpg import Record

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import row


async def partners() -> list[Record]:
    """All partners with what they published, by name. As headquarters: no tenant's tables are opened."""
    return await crossing_rows(
        """select tenant_id, slug, name, status, plugins, open_tickets, unassigned_tickets, solved_30_days,
                  customers, members, published_at from partner order by name, tenant_id"""
    )


async def own_counts(since: datetime) -> Record:
    """The counts of the tenant that is asking, over its own rows."""
    found = await row(
        """select (select count(*) from ticket where status not in ('solved', 'closed', 'closed_no_service', 'merged'))
                    as open_tickets,
                  (select count(*) from ticket where assignee is null
                      and status not in ('solved', 'closed', 'closed_no_service', 'merged')) as unassigned_tickets,
                  (select count(*) from ticket where solved_at >= $1) as solved_30_days,
                  (select count(*) from customer where status <> 'lost') as customers,
                  (select count(*) from member where status = 'active') as members""",
        since,
    )
    assert found is not None
    return found
