"""What is counted of calls (14-quality-kpis-reports)."""

from desk.calls import queries
from desk.foundation.figures import MEMBER, MONTH, TEAM, FigureKind
from desk.foundation.translation import N_

FIGURES = (
    FigureKind(
        "calls.offered",
        N_("Calls that came in"),
        "count",
        queries.offered,
        N_("Calls by the moment at which they began to ring, at any hour."),
        "14 hotline volume",
        by=(MONTH, "line"),
        published=True,
        reads="call.read",
        rows=lambda _: "/calls?status=all",
    ),
    FigureKind(
        "calls.answer_rate",
        N_("Calls answered"),
        "share",
        queries.answered,
        N_("Of the calls that came in service hours by the calendar: those that somebody answered."),
        "14 answer_rate, 000 P1.3(4)1",
        good="more",
        by=(MONTH, MEMBER, TEAM, "line"),
        published=True,
        reads="call.read",
        rows=lambda _: "/calls?status=missed",
    ),
    FigureKind(
        "calls.third_ring",
        N_("Answered by the third ring"),
        "share",
        queries.by_third_ring,
        N_("Of the calls answered whose rings are known: those answered by the third."),
        "HL-D1",
        good="more",
        by=(MONTH, MEMBER, "line"),
        published=True,
        reads="call.read",
    ),
)
