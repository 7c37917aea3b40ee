"""What is counted of complaints: headquarters sees these, and nothing of anybody."""

from collections.abc import Sequence
from dataclasses import replace

from desk.extend import N_, FigureKind, Part, Period, label
from desk_complaints.queries import counted, volume

MONTH = "month"
BY = (MONTH, "category", "position", "department")
READ = "complaints.read"
SOURCE = "11 KPIs"


async def _named(found: list[Part], by: str) -> Sequence[Part]:
    """With a word for each category and position."""
    if by not in ("category", "position"):
        return found
    return [replace(one, word=label(f"complaints.{by}", one.key) if one.key != "-" else "-") for one in found]


async def valid(period: Period, by: str) -> Sequence[Part]:
    """Valid complaints."""
    return await _named(await counted.valid(period, by), by)


async def serious(period: Period, by: str) -> Sequence[Part]:
    """Serious ones of them."""
    return await _named(await counted.serious(period, by), by)


async def reopened(period: Period, by: str) -> Sequence[Part]:
    """Those opened again."""
    return await _named(await counted.reopened(period, by), by)


async def handling(period: Period, by: str) -> Sequence[Part]:
    """How long they took."""
    return await _named(await counted.handling(period, by), by)


async def solved_at_once(period: Period, by: str) -> Sequence[Part]:
    """Those that were solved the first time."""
    return await _named(await counted.solved_at_once(period, by), by)


async def rate(period: Period, by: str) -> Sequence[Part]:
    """Valid complaints by services given."""
    found = {one.key: one.part for one in await counted.valid(period, by)}
    if by != MONTH:
        return [Part(sum(found.values()), await volume.services(period))]
    return [
        Part(found.get(month, 0), await volume.services(stretch), key=month)
        for month, stretch in volume.months_of(period)
    ]


FIGURES = (
    FigureKind(
        "complaints.rate",
        N_("Complaint rate"),
        "share",
        rate,
        N_("Valid complaints by the services given, as they were noted for the monthly report or else counted."),
        "14 complaint_rate",
        good="less",
        by=(MONTH,),
        published=True,
        reads=READ,
    ),
    FigureKind(
        "complaints.valid",
        N_("Valid complaints"),
        "count",
        valid,
        N_("Complaints that were judged valid, by the moment at which they were made."),
        SOURCE,
        good="less",
        by=BY,
        published=True,
        reads=READ,
        rows=lambda _: "/complaints?view=all&valid=1",
    ),
    FigureKind(
        "complaints.serious",
        N_("Serious complaints"),
        "count",
        serious,
        N_("Valid complaints that are called serious."),
        SOURCE,
        good="less",
        by=BY,
        published=True,
        reads=READ,
        rows=lambda _: "/complaints?view=all&valid=1&level=serious",
    ),
    FigureKind(
        "complaints.reopened",
        N_("Complaints opened again"),
        "count",
        reopened,
        N_("Valid complaints that were opened again after they had been archived."),
        SOURCE,
        good="less",
        by=BY,
        published=True,
        reads=READ,
    ),
    FigureKind(
        "complaints.handling",
        N_("Time to solve a complaint"),
        "duration",
        handling,
        N_("From the complaint until the customer said that they are satisfied."),
        SOURCE,
        good="less",
        by=BY,
        published=True,
        reads=READ,
    ),
    FigureKind(
        "complaints.solved_at_once",
        N_("Complaints solved the first time"),
        "share",
        solved_at_once,
        N_("Of those with a satisfied customer: those that came back neither from verifying nor from the archive."),
        SOURCE,
        good="more",
        by=BY,
        published=True,
        reads=READ,
    ),
)
