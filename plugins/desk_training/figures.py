"""What is counted of training: headquarters sees these, and nothing of anybody."""

from desk.extend import N_, FigureKind
from desk_training.queries import figures as counted

BY = ("month", "member", "kind")
READ = "training.read"

FIGURES = (
    FigureKind(
        "training.taught",
        N_("Training sessions"),
        "count",
        counted.taught,
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
        counted.there,
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
        counted.passed,
        N_("Of those with a score in sessions that ended: those who passed."),
        "07 KPIs",
        good="more",
        by=BY,
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
