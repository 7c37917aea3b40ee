"""What the home of a member shows: figures of today."""

from datetime import datetime

from asyncpg import Record

from desk.foundation.database import row, rows, value


async def figures(member_id: object, since: datetime) -> Record:
    """Counts of today, each over an index and capped by the day."""
    found = await row(
        """select
             (select count(*) from ticket where opened_at >= $2) as opened,
             (select count(*) from ticket where solved_at >= $2) as solved,
             (select count(*) from ticket where solved_at >= $2 and assignee = $1) as mine_solved,
             (select count(*) from (select from ticket where urgent
                and status not in ('solved', 'closed', 'closed_no_service', 'merged') limit 1000) x) as urgent""",
        member_id,
        since,
    )
    assert found is not None
    return found


async def failed_work(*, most: int = 100) -> list[Record]:
    """Reactions that stayed as failed or are held, the latest first, with the fact they are about."""
    return await rows(
        """select r.id, r.subscriber, r.lane, r.status, r.attempts, r.failed_at, r.error, e.name as event, e.at
             from reaction r left join event e on e.tenant_id = r.tenant_id and e.id = r.event_id
            where r.status in ('failed', 'held') order by r.failed_at desc nulls last, r.id limit $1""",
        most,
    )


async def failed_count() -> int:
    """How many there are, up to a hundred."""
    return int(
        await value("select count(*) from (select from reaction where status in ('failed', 'held') limit 100) x")
    )
