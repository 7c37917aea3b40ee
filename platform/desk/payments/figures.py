"""What is counted of payments."""

from collections.abc import Sequence
from dataclasses import replace

from desk.foundation.figures import MONTH, FigureKind, Part, Period
from desk.foundation.translation import N_
from desk.kit.time import to_zone
from desk.payments import kinds, queries

BY = (MONTH, "kind")


async def received(period: Period, by: str) -> Sequence[Part]:
    """With the words of the kinds."""
    return _spoken(await queries.received(period, by), by)


async def refunded(period: Period, by: str) -> Sequence[Part]:
    """With the words of the kinds."""
    return _spoken(await queries.paid_back(period, by), by)


def _spoken(found: Sequence[Part], by: str) -> Sequence[Part]:
    return [replace(one, word=kinds.word_of(one.key)) for one in found] if by == "kind" else found


def _rows(period: Period) -> str:
    return f"/payments/figures?year={to_zone(period.since, period.zone).year}"


FIGURES = (
    FigureKind(
        "payments.received",
        N_("Received from customers"),
        "money",
        received,
        N_("What was recorded or verified as paid, by the moment of payment; claims not yet verified don't count."),
        "14 [assumed]",
        by=BY,
        reads="payment.read",
        rows=_rows,
    ),
    FigureKind(
        "payments.refunded",
        N_("Paid back to customers"),
        "money",
        refunded,
        N_("What was paid back, by the moment at which it was."),
        "14 [assumed]",
        good="less",
        by=BY,
        reads="payment.read",
        rows=_rows,
    ),
)
