"""What is counted of points and gifts: headquarters sees these totals, and nothing of any customer."""

from collections.abc import Sequence
from dataclasses import replace

from desk.extend import N_, FigureKind, Part, Period, label
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


async def exchanged(period: Period, by: str) -> Sequence[Part]:
    """Points that were spent on gifts."""
    return await counted.exchanged(period, by)


async def open_points(period: Period, _by: str) -> Sequence[Part]:
    """What customers could still spend when a period ended."""
    return [Part(await counted.open_at_the_end(period))]


async def active(period: Period, _by: str) -> Sequence[Part]:
    """How many accounts something moves on."""
    return [await counted.active(period)]


async def gifts(period: Period, by: str) -> Sequence[Part]:
    """Gifts that were handed out."""
    found = await counted.handed_out(period, by)
    return [replace(one, word=label("loyalty.gift", one.key)) for one in found] if by == "kind" else found


FIGURES = (
    FigureKind(
        "loyalty.earned",
        N_("Points earned"),
        "count",
        earned,
        N_("Points that payments earned, by the moment at which they were posted."),
        SOURCE,
        by=BY,
        published=True,
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
        published=True,
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
        published=True,
        reads="loyalty.read",
    ),
    FigureKind(
        "loyalty.exchanged",
        N_("Points exchanged"),
        "count",
        exchanged,
        N_("Points that were spent on gifts that were approved, less those that came back."),
        SOURCE,
        by=BY,
        published=True,
        reads="loyalty.read",
    ),
    FigureKind(
        "loyalty.open",
        N_("Points not spent yet"),
        "count",
        open_points,
        N_("What customers could spend or had reserved when the period ended: what we owe them."),
        SOURCE,
        by=BY,
        at_the_end=True,
        published=True,
        reads="loyalty.read",
    ),
    FigureKind(
        "loyalty.active",
        N_("Active accounts"),
        "share",
        active,
        N_("Of all customers who ever had points: those whose points moved in the period."),
        SOURCE,
        good="more",
        published=True,
        reads="loyalty.read",
    ),
    FigureKind(
        "loyalty.gifts",
        N_("Gifts handed out"),
        "count",
        gifts,
        N_("How many gifts were handed out, by the day of delivery."),
        SOURCE,
        by=("month", "kind"),
        published=True,
        reads="loyalty.read",
        rows=lambda _period: "/loyalty/redemptions",
    ),
)
