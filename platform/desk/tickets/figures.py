"""What is counted of tickets."""

from datetime import timedelta

from desk.foundation.figures import MEMBER, MONTH, TEAM, FigureKind, Period
from desk.foundation.translation import N_
from desk.kit.time import to_zone
from desk.tickets.queries import figures as counted

BY = (MONTH, MEMBER, TEAM, "channel")


def _opened_in(period: Period) -> str:
    first = to_zone(period.since, period.zone).date()
    last = to_zone(period.until - timedelta(microseconds=1), period.zone).date()
    return f"/tickets?view=all&opened={first}..{last}"


FIGURES = (
    FigureKind(
        "tickets.opened",
        N_("Tickets opened"),
        "count",
        counted.opened,
        N_("Tickets by the moment at which they were opened, through whatever channel."),
        "14 complaint_rate [assumed]",
        by=(MONTH, "channel"),
        published=True,
        reads="ticket.read",
        rows=_opened_in,
    ),
    FigureKind(
        "tickets.closed",
        N_("Tickets closed"),
        "count",
        counted.closed,
        N_(
            "Tickets by the moment at which they were closed; one that was opened again counts when it is closed again."
        ),
        "14 customer-service monthly statistics",
        good="more",
        by=BY,
        published=True,
        reads="ticket.read",
        rows=lambda _: "/tickets?view=settled",
    ),
    FigureKind(
        "tickets.first_contact",
        N_("Settled with the first answer"),
        "share",
        counted.closed_at_first,
        N_(
            "Of the tickets closed to whose customer we wrote at all: those that took exactly one answer and never came"
            " back. Where nothing was written, it isn't known and not counted."
        ),
        "14 repair result [assumed]",
        good="more",
        by=BY,
        published=True,
        reads="ticket.read",
    ),
    FigureKind(
        "tickets.reopened",
        N_("Tickets that had come back"),
        "share",
        counted.come_back,
        N_("Of the tickets closed: those that the customer had called not solved before, or that had been reopened."),
        "14 repair result [assumed]",
        good="less",
        by=BY,
        published=True,
        reads="ticket.read",
    ),
    FigureKind(
        "tickets.open",
        N_("Tickets open at the end"),
        "count",
        counted.open_at_the_end,
        N_("Tickets on which work was still to be done when the period ended; solved ones aren't among them."),
        "14 customer-service monthly statistics",
        good="less",
        at_the_end=True,
        published=True,
        reads="ticket.read",
        rows=lambda _: "/tickets?view=team",
    ),
)
