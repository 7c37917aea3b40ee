"""What was chosen when, and by whom; and how far a new tenant is."""

from asyncpg import Record

from desk.foundation.database import row, rows


async def history(owner: str, *, most: int = 50) -> list[Record]:
    """The changes of one owner's settings, the latest first."""
    return await rows(
        """select e.id, e.at, e.by_kind, e.by_id, e.payload from event e
            where e.audit = 'setting' and e.name = 'setting.changed' and starts_with(e.payload->>'setting', $1 || '.')
            order by e.at desc, e.id desc limit $2""",
        owner,
        most,
    )


async def company() -> Record:
    """What the register says of the company, locked until it is changed."""
    found = await row("select name, mark, zone, accent, locale from tenant for update")
    assert found is not None, "a tenant sees its own row"
    return found


async def first_steps() -> Record:
    """Which of the first steps are done, by what is there."""
    found = await row(
        """select exists (select from tenant where settings #>> '{setup,address}' <> '')
                    or exists (select from letterhead) as company,
                  exists (select from work_calendar where removed_at is null) as hours,
                  (select count(*) from (select from member where status = 'active' limit 2) m) > 1 as colleagues,
                  exists (select from customer) as customer,
                  exists (select from entry where side = 'us' and audience = 'customer') as answer"""
    )
    assert found is not None
    return found
