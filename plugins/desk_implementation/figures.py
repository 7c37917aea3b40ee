"""What is counted of projects."""

from collections.abc import Sequence

from desk.extend import N_, FigureKind, Part, Period
from desk_implementation.queries import counted

BY = ("month", "member")
SOURCE = "06 KPIs"


async def applied(period: Period, by: str) -> Sequence[Part]:
    """Projects that were applied for."""
    return await counted.happened(period, by, "applied_at")


async def started(period: Period, by: str) -> Sequence[Part]:
    """Projects whose kickoff was held."""
    return await counted.happened(period, by, "started_at")


FIGURES = (
    FigureKind(
        "implementation.applied",
        N_("Projects applied for"),
        "count",
        applied,
        N_("Projects by the moment of their application, and by who leads them."),
        SOURCE,
        by=BY,
        published=True,
        reads="implementation.read",
        rows=lambda _: "/implementation?view=all",
    ),
    FigureKind(
        "implementation.started",
        N_("Projects started"),
        "count",
        started,
        N_("Projects by the moment at which their kickoff was noted, and by who leads them."),
        SOURCE,
        good="more",
        by=BY,
        published=True,
        reads="implementation.read",
        rows=lambda _: "/implementation?view=all",
    ),
)
