"""What is counted of promises."""

from collections.abc import Sequence
from dataclasses import replace

from desk.deadlines import queries
from desk.foundation import promises
from desk.foundation.figures import MEMBER, MONTH, TEAM, FigureKind, Part, Period
from desk.foundation.translation import N_, gettext

BY = (MONTH, "promise", MEMBER, TEAM)


async def kept(period: Period, by: str) -> Sequence[Part]:
    """Kept in time, of all that were kept or missed."""
    return [
        replace(one, word=_what(one.key)) if by == "promise" else one
        for one in await queries.kept_and_settled(period, by)
    ]


async def late(period: Period, by: str) -> Sequence[Part]:
    """Those whose time passed."""
    return [replace(one, part=one.whole - one.part, whole=1) for one in await kept(period, by)]


def _what(promise: str) -> str:
    declared = promises.named(promise)
    return f"{gettext(declared.what)} {promise}" if declared else promise


def _rows(_period: Period) -> str:
    return "/promises/figures"


FIGURES = (
    FigureKind(
        "deadlines.kept",
        N_("Promises kept in time"),
        "share",
        kept,
        N_(
            "Promises kept before their time passed, of all that were kept or missed. A promise belongs to the day on"
            " which its time passed, or on which it was kept before that."
        ),
        "14 deadline on-time rates",
        good="more",
        by=BY,
        published=True,
        reads="deadline.read",
        rows=_rows,
    ),
    FigureKind(
        "deadlines.late",
        N_("Promises late or missed"),
        "count",
        late,
        N_("Promises whose time passed before they were kept, whether they were kept later or not."),
        "14 deadline on-time rates",
        good="less",
        by=BY,
        published=True,
        reads="deadline.read",
        rows=_rows,
    ),
)
