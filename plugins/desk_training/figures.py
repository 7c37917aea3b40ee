"""What is counted of training: headquarters sees these, and nothing of anybody."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from desk.extend import N_, FigureKind, Part, Period, label
from desk_training.queries import figures as counted

BY = ("month", "member", "kind")
READ = "training.read"


def _worded(
    counting: Callable[[Period, str], Awaitable[list[Part]]],
) -> Callable[[Period, str], Awaitable[Sequence[Part]]]:
    """With the words for kinds of courses."""

    async def worded(period: Period, by: str) -> Sequence[Part]:
        found = await counting(period, by)
        return [replace(one, word=label("training.kind", one.key)) for one in found] if by == "kind" else found

    return worded


FIGURES = (
    FigureKind(
        "training.taught",
        N_("Training sessions"),
        "count",
        _worded(counted.taught),
        N_("Sessions by the moment at which they ended."),
        "07 KPIs",
        good="more",
        by=BY,
        published=True,
        reads=READ,
        rows=lambda _: "/training?view=all",
    ),
    FigureKind(
        "training.attendance",
        N_("Attendance"),
        "share",
        _worded(counted.there),
        N_("Of those on a seat when a session ended: those who were there for at least half a day."),
        "07 KPIs",
        good="more",
        by=BY,
        published=True,
        reads=READ,
    ),
    FigureKind(
        "training.pass_rate",
        N_("Passed exams"),
        "share",
        _worded(counted.passed),
        N_("Of those with a score in sessions that ended: those who passed."),
        "07 KPIs",
        good="more",
        by=BY,
        published=True,
        reads=READ,
    ),
    FigureKind(
        "training.violations",
        N_("Late, gone early, away too long"),
        "count",
        counted.violations,
        N_("Sessions that began late or ended early, and times a trainer was away too long with nobody who stood in."),
        "07 TR-D6, TR-D7",
        good="less",
        by=("month", "member"),
        published=True,
        reads=READ,
    ),
    FigureKind(
        "training.certificates",
        N_("Certificates issued"),
        "count",
        counted.certified,
        N_("Certificates by the day of their issue."),
        "07 HQ",
        good="more",
        by=("month",),
        published=True,
        reads=READ,
    ),
)
