"""Points by hand: one proposes with a reason, another approves."""

from uuid import UUID

from desk.extend import REQUIRED, Forbidden, Invalid, NotFound, Principal, gettext, label, now, record
from desk_loyalty.actions._posting import Entry, Line, lock, moved, post, taken
from desk_loyalty.errors import NOT_NOTHING, TOO_MANY, NotEnoughPoints, SecondPerson
from desk_loyalty.events import PointsAdjusted
from desk_loyalty.queries import adjusting, ledger
from desk_loyalty.states import APPROVE_ADJUSTMENT, REJECT_ADJUSTMENT, Account, AdjustmentStatus, EntryKind
from desk_loyalty.tables import LoyaltyAdjustment

LARGEST = 100_000_000
"""Points that move by hand at once, at most."""


async def propose_adjustment(customer_id: UUID, points: int, why: str, *, by: Principal) -> LoyaltyAdjustment:
    """Propose points by hand, or to take some. Raises ``Invalid`` and ``NotFound``."""
    if not by.may("loyalty.adjust"):
        raise Forbidden
    if await ledger.customer(customer_id) is None:
        raise NotFound
    faults = {}
    if not why.strip():
        faults["why"] = gettext(REQUIRED)
    if points == 0:
        faults["points"] = gettext(NOT_NOTHING)
    elif abs(points) > LARGEST:
        faults["points"] = gettext(TOO_MANY)
    if faults:
        raise Invalid(faults)
    return await LoyaltyAdjustment.add(
        customer=customer_id, points=points, why=why.strip(), proposed_by=by.id, proposed_at=now()
    )


async def approve_adjustment(adjustment_id: UUID, *, by: Principal) -> None:
    """Post it. Raises ``SecondPerson`` for whoever proposed it, and ``NotEnoughPoints``."""
    found = await adjusting.adjustment(adjustment_id)
    APPROVE_ADJUSTMENT.check(found, by, _word)
    if by.id == found.proposed_by:
        raise SecondPerson
    await lock(found.customer)
    if found.points < 0 and (there := (await ledger.balance(found.customer)).points) < -found.points:
        raise NotEnoughPoints(needed=-found.points, balance=there)
    if found.points > 0:
        lines = [Line(Account.POINTS, found.points), Line(Account.ADJUSTED, -found.points)]
    else:
        lines = moved(await taken(found.customer, -found.points), Account.POINTS, Account.ADJUSTED)
    entry = Entry(found.customer, EntryKind.ADJUSTED, f"adjustment:{found.id}", lines, why=found.why)
    await post(entry, by=by)
    await _decide(found, AdjustmentStatus.APPROVED, by=by)
    await record(PointsAdjusted(found.customer, by=by, customer_id=found.customer, points=found.points))


async def reject_adjustment(adjustment_id: UUID, *, by: Principal) -> None:
    """Let it be. Whoever proposed it may take it back this way, too."""
    found = await adjusting.adjustment(adjustment_id)
    REJECT_ADJUSTMENT.check(found, by, _word)
    await _decide(found, AdjustmentStatus.REJECTED, by=by)


async def _decide(found: LoyaltyAdjustment, status: AdjustmentStatus, *, by: Principal) -> None:
    found.status, found.decided_by, found.decided_at = str(status), by.id, now()
    columns = LoyaltyAdjustment
    await found.save([columns.status, columns.decided_by, columns.decided_at])


def _word(status: str) -> str:
    return label("loyalty.adjustment", status)
