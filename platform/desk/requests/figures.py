"""What is counted of requests."""

from collections.abc import Sequence
from dataclasses import replace

from desk.foundation.figures import MONTH, FigureKind, Part, Period
from desk.foundation.translation import N_, gettext
from desk.requests import kinds
from desk.requests.queries import figures as counted

BY = (MONTH, "kind")


async def opened(period: Period, by: str) -> Sequence[Part]:
    """With the words of the kinds."""
    return _spoken(await counted.opened(period, by), by)


async def done(period: Period, by: str) -> Sequence[Part]:
    """With the words of the kinds."""
    return _spoken(await counted.done(period, by), by)


def _spoken(found: Sequence[Part], by: str) -> Sequence[Part]:
    return [replace(one, word=gettext(kinds.kind_of(one.key).label)) for one in found] if by == "kind" else found


FIGURES = (
    FigureKind(
        "requests.opened",
        N_("Requests opened"),
        "count",
        opened,
        N_("Requests by the moment at which they were opened."),
        "14 contract volume",
        by=BY,
        reads="request.read",
        rows=lambda _: "/requests?view=open",
    ),
    FigureKind(
        "requests.done",
        N_("Requests done"),
        "count",
        done,
        N_("Requests by the moment at which they were done; cancelled ones aren't among them."),
        "14 contract volume",
        good="more",
        by=BY,
        published=True,
        reads="request.read",
        rows=lambda _: "/requests?view=ended",
    ),
)
