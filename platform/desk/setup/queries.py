"""What was chosen when, and by whom."""

from asyncpg import Record

from desk.foundation.database import rows


async def history(owner: str, *, most: int = 50) -> list[Record]:
    """The changes of one owner's settings, the latest first."""
    return await rows(
        """select e.id, e.at, e.by_kind, e.by_id, e.payload from event e
            where e.audit = 'setting' and e.name = 'setting.changed' and starts_with(e.payload->>'setting', $1 || '.')
            order by e.at desc, e.id desc limit $2""",
        owner,
        most,
    )
