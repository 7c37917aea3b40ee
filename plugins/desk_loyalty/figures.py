"""What is counted of points and gifts."""

from collections.abc import Sequence

from desk.extend import N_, FigureKind, Part, Period
from desk_loyalty.queries import counted

BY = ("month",)
SOURCE = "09 [assumed]"


async def earned(period: Period, by: str) -> Sequence[Part]:
    """Points that payments earned."""
    return await counted.moved(period, by, ("earned",))


async def taken_back(period: Period, by: str) -> Sequence[Part]:
    """Points that refunds took back."""
    return await counted.moved(period, by, ("reversed",))


async def expired(period: Period, by: str) -> Sequence[Part]:
    """Points that nobody spent in time."""
    return await counted.moved(period, by, ("expired",))


async def gifts(period: Period, by: str) -> Sequence[Part]:
    """Gifts that were handed out."""
    return await counted.handed_out(period, by)


FIGURES = (
    FigureKind(
        "loyalty.earned",
        N_("Points earned"),
        "count",
        earned,
        N_("Points that payments earned, by the moment at which they were posted."),
        SOURCE,
        by=BY,
        reads="loyalty.read",
    ),
    FigureKind(
        "loyalty.reversed",
        N_("Points taken back"),
        "count",
        taken_back,
        N_("Points that refunds took back."),
        SOURCE,
        good="less",
        by=BY,
        reads="loyalty.read",
    ),
    FigureKind(
        "loyalty.expired",
        N_("Points expired"),
        "count",
        expired,
        N_("Points that nobody spent in time."),
        SOURCE,
        good="less",
        by=BY,
        reads="loyalty.read",
    ),
    FigureKind(
        "loyalty.gifts",
        N_("Gifts handed out"),
        "count",
        gifts,
        N_("How many gifts were handed out, by the day of delivery."),
        SOURCE,
        by=BY,
        reads="loyalty.read",
        rows=lambda _period: "/loyalty/redemptions",
    ),
)
