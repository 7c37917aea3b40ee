"""Earning by payments and answers, and taking back what was paid back. Each counts once, however often it is heard."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from desk.extend import Principal, chosen, current_scope, now, record, to_zone
from desk_loyalty import settings
from desk_loyalty.actions._posting import Entry, Line, lock, post
from desk_loyalty.events import PaymentCounted, PointsEarned, PointsReversed
from desk_loyalty.queries import ledger, rules
from desk_loyalty.states import Account, EntryKind

OURSELVES = Principal.plugin("loyalty")
PERCENT = 100
A_HUNDRED = 10_000
"""Cents in a hundred units of money, of which rules speak."""


class Paid(msgspec.Struct):
    """What this plugin reads of ``payment.received``."""

    kind: str
    amount_cents: int
    customer: str
    grade_at: str
    paid_at: str


class PaidBack(msgspec.Struct):
    """What this plugin reads of ``payment.refunded``."""

    customer: str
    amount_cents: int
    paid_cents: int
    refunded_cents: int
    refund: str


class Answered(msgspec.Struct):
    """What this plugin reads of ``survey.answered``."""

    kind: str


async def award(payment_id: UUID, paid: Paid, *, by: Principal = OURSELVES) -> bool:
    """Post what a payment earns, and say that it was counted (LP-D2). False when it earns nothing, or was before."""
    day = to_zone(datetime.fromisoformat(paid.paid_at), current_scope().tenant.zone).date()
    rule_id, points, months = await _earned(paid, day)
    customer, cause, of = UUID(paid.customer), ledger.of_payment(payment_id), ("payment", payment_id)
    is_new = points > 0 and await _post(
        customer, points, cause, months, by=by, rule=rule_id, subject=of, sum_cents=paid.amount_cents
    )
    if is_new or not await ledger.was_counted(payment_id):
        await record(PaymentCounted(payment_id, by=by, customer_id=customer, points=points))
    return is_new


async def award_answer(survey_id: UUID, customer: UUID, *, by: Principal = OURSELVES) -> bool:
    """Post what an answer to a survey earns, where the tenant gives points for that."""
    points = chosen(settings.PER_SURVEY)
    return points > 0 and await _post(
        customer, points, f"survey:{survey_id}", None, by=by, subject=("survey", survey_id)
    )


async def _post(customer: UUID, points: int, cause: str, months: int | None, *, by: Principal, **more: Any) -> bool:
    """Enter what was earned, once for each cause."""
    await lock(customer)
    expires = settings.expires_on(to_zone(now(), current_scope().tenant.zone).date(), months)
    lines = [Line(Account.POINTS, points), Line(Account.ISSUED, -points)]
    if not await post(Entry(customer, EntryKind.EARNED, cause, lines, expires_on=expires, **more), by=by):
        return False
    said = expires.isoformat() if expires else ""
    await record(PointsEarned(customer, by=by, customer_id=customer, points=points, cause=cause, expires_on=said))
    return True


async def take_back(payment_id: UUID, paid_back: PaidBack, *, by: Principal = OURSELVES) -> bool:
    """
    Take back what the money that went back had earned. The balance may become negative: nothing is spent then.

    What expired already is not taken twice. False when there is nothing to take, or it was taken before.
    """
    found = await ledger.entry_for(ledger.of_payment(payment_id))
    if found is None:
        return False
    await lock(found["customer"])
    lot = await ledger.lot_of(found["id"])
    assert lot is not None, "what was earned made a lot"
    stays = lot["points"] * (paid_back.paid_cents - paid_back.refunded_cents) // paid_back.paid_cents
    points = min(lot["points"] - stays, lot["points"] - lot["expired"]) - lot["reversed"]
    if points <= 0:
        return False
    entry = Entry(
        found["customer"],
        EntryKind.REVERSED,
        f"refund:{paid_back.refund}",
        [Line(Account.POINTS, -points, lot["id"]), Line(Account.ISSUED, points)],
        subject=("payment", payment_id),
        sum_cents=paid_back.amount_cents,
    )
    if not await post(entry, by=by):
        return False
    await record(
        PointsReversed(found["customer"], by=by, customer_id=found["customer"], points=points, cause=entry.cause)
    )
    return True


async def _earned(paid: Paid, day: date) -> tuple[UUID | None, int, int | None]:
    """The rule that counts, the points, and for how many months they stay good."""
    rule = await rules.rule_on(paid.kind, day)
    if rule is not None:
        factor = msgspec.json.decode(rule["grades"]).get(paid.grade_at, PERCENT)
        return rule["id"], paid.amount_cents * rule["per_hundred"] * factor // (A_HUNDRED * PERCENT), rule["months"]
    if await rules.is_ruled(paid.kind):
        return None, 0, None
    return None, paid.amount_cents * settings.ratio(paid.kind) // A_HUNDRED, None
