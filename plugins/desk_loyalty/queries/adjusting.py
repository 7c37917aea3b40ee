"""Points by hand that wait for a second person."""

from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, rows
from desk_loyalty.tables import LoyaltyAdjustment


async def adjustments(*, most: int) -> list[Record]:
    """Those that wait first, then the latest."""
    return await rows(
        """select a.id, a.customer, c.name as customer_name, a.status, a.points, a.why, a.proposed_by, a.proposed_at,
                  p.name as proposed_by_name, d.name as decided_by_name, a.decided_at
             from loyalty_adjustment a
             join customer c on c.tenant_id = a.tenant_id and c.id = a.customer
             left join member p on p.tenant_id = a.tenant_id and p.id = a.proposed_by
             left join member d on d.tenant_id = a.tenant_id and d.id = a.decided_by
            order by a.status <> 'proposed', a.proposed_at desc, a.id desc limit $1""",
        most,
    )


async def adjustment(adjustment_id: UUID) -> LoyaltyAdjustment:
    """One of them, locked. Raises ``NotFound``."""
    query = LoyaltyAdjustment.objects().where(LoyaltyAdjustment.id == adjustment_id).first()
    found: LoyaltyAdjustment | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found
