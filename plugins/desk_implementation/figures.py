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


async def signed_logs(period: Period, by: str) -> Sequence[Part]:
    """Of the logs of days in a period: those that the customer has signed."""
    return await counted.signed_logs(period, by)


async def on_time(period: Period, by: str) -> Sequence[Part]:
    """Of the stages that became effective: those not later than the plan says."""
    return await counted.on_time(period, by)


async def as_signed(period: Period, by: str) -> Sequence[Part]:
    """Of the stages that were to end by the plan signed first: those that were effective by then."""
    return await counted.as_signed(period, by)


async def surveyed(period: Period, by: str) -> Sequence[Part]:
    """Of the stages that became effective: those that the customer judged within three days."""
    return await counted.surveyed(period, by)


async def reworked(period: Period, by: str) -> Sequence[Part]:
    """Of the stages that became effective: those that were done again."""
    return await counted.reworked(period, by)


async def ended(period: Period, by: str) -> Sequence[Part]:
    """Projects that ended early."""
    return await counted.ended(period, by)


FIGURES = (
    FigureKind(
        "implementation.signed_logs",
        N_("Signed logs"),
        "share",
        signed_logs,
        N_("Of the logs by the day that they are about: those that the customer has signed."),
        SOURCE,
        good="more",
        by=BY,
        published=True,
        reads="implementation.read",
    ),
    FigureKind(
        "implementation.stages_on_time",
        N_("Stages on time"),
        "share",
        on_time,
        N_("Of the stages by the moment at which they became effective: those not later than the signed plan says."),
        SOURCE,
        good="more",
        by=BY,
        published=True,
        reads="implementation.read",
    ),
    FigureKind(
        "implementation.as_signed",
        N_("Progress as signed first"),
        "share",
        as_signed,
        N_("Of the stages by the day on which they were to end when the plan was signed: those effective by then."),
        SOURCE,
        good="more",
        by=BY,
        published=True,
        reads="implementation.read",
    ),
    FigureKind(
        "implementation.surveyed",
        N_("Stages judged within three days"),
        "share",
        surveyed,
        N_("Of the stages by the moment at which they became effective: those judged by the customer in three days."),
        SOURCE,
        good="more",
        by=BY,
        published=True,
        reads="implementation.read",
    ),
    FigureKind(
        "implementation.rework",
        N_("Stages done again"),
        "share",
        reworked,
        N_("Of the stages by the moment at which they became effective: those that had to be done again."),
        SOURCE,
        good="less",
        by=BY,
        published=True,
        reads="implementation.read",
    ),
    FigureKind(
        "implementation.terminated",
        N_("Projects ended early"),
        "count",
        ended,
        N_("Projects by the moment at which they ended early, and by the reason."),
        SOURCE,
        good="less",
        by=("month", "kind"),
        published=True,
        reads="implementation.read",
    ),
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
