"""Points that expire: said before, and taken when their day has passed."""

from datetime import timedelta

from desk.extend import Principal, chosen, current_scope, execute, now, record, to_zone
from desk_loyalty import settings
from desk_loyalty.actions._posting import Entry, Line, lock, post
from desk_loyalty.actions.earning import OURSELVES
from desk_loyalty.events import PointsExpired, PointsExpiring
from desk_loyalty.queries import ledger
from desk_loyalty.states import Account, EntryKind

MOST = 200
"""Lots in one go; the next run takes the next ones."""


async def expire_points(*, by: Principal = OURSELVES) -> int:
    """Let points expire whose day has passed; the answer is how many lots that were."""
    today = to_zone(now(), current_scope().tenant.zone).date()
    due = await ledger.expired_by(today, most=MOST)
    for lot in due:
        customer = lot["customer"]
        await lock(customer)
        points = await ledger.left_of(lot["id"])
        if points <= 0:
            continue
        entry = Entry(
            customer,
            EntryKind.EXPIRED,
            f"expiry:{lot['id']}:{today}",
            [Line(Account.POINTS, -points, lot["id"]), Line(Account.EXPIRED, points)],
        )
        if await post(entry, by=by):
            await record(PointsExpired(customer, by=by, customer_id=customer, points=points))
    return len(due)


async def warn_of_expiry(*, by: Principal = OURSELVES) -> int:
    """Say once of each lot that it expires soon; the answer is to how many customers."""
    tenant, at = current_scope().tenant, now()
    until = to_zone(at, tenant.zone).date() + timedelta(days=chosen(settings.NOTICE_DAYS))
    found = await ledger.expiring_by(until, most=MOST)
    for one in found:
        await execute(ledger.TOLD, one["lots"], at)
        await record(
            PointsExpiring(
                one["customer"],
                by=by,
                customer_id=one["customer"],
                points=one["points"],
                expires_on=one["expires_on"].isoformat(),
            )
        )
    return len(found)
