"""What is counted of tasks."""

from desk.foundation.figures import MEMBER, MONTH, TEAM, FigureKind, Period
from desk.foundation.translation import N_
from desk.tasks.queries import figures as counted

BY = (MONTH, MEMBER, TEAM)


def _ended(_period: Period) -> str:
    return "/tasks?view=ended"


FIGURES = (
    FigureKind(
        "tasks.done",
        N_("Tasks done"),
        "count",
        counted.done,
        N_("Tasks by the moment at which they were done; declined and cancelled ones aren't among them."),
        "14 [assumed]",
        good="more",
        by=BY,
        reads="task.read",
        rows=_ended,
    ),
    FigureKind(
        "tasks.in_time",
        N_("Tasks done in time"),
        "share",
        counted.done_in_time,
        N_("Of the tasks done that had a due time: those that were done by then."),
        "14 deadline on-time rates",
        good="more",
        by=BY,
        reads="task.read",
        rows=_ended,
    ),
)
