"""What a period comes to: frozen months as they stood then, everything else as it is now."""

from collections.abc import Sequence
from datetime import date

from desk.figures import kinds
from desk.figures.queries.months import Months
from desk.foundation.asking import hooks
from desk.foundation.figures import FigureKind, Part, Period, month_of, months_before, whole_of
from desk.kit.time import to_zone

BUDGET = 5.0
"""Seconds that a plugin's figure may take."""


async def reckoned(kind: FigureKind, period: Period, months: Months) -> list[Part]:
    """The figure over a period, one part for each currency; empty where nothing was counted or a plugin failed."""
    if kind.at_the_end:
        return await _at_the_end(kind, period, months)
    frozen, rest = _stretches(period, months)
    found: list[Part] = [part for month in frozen for part in months[month].parts]
    for stretch in rest:
        found += await divided(kind, stretch, "") or []
    return whole_of(found)


async def reckoned_now(kind: FigureKind, period: Period) -> list[Part] | None:
    """The figure over a period as it is now, whatever is frozen; None where a plugin failed."""
    found = await divided(kind, period, "")
    return None if found is None else whole_of(found)


async def divided(kind: FigureKind, period: Period, by: str) -> Sequence[Part] | None:
    """The figure as it is now, divided; None where a plugin failed, which is logged and counted."""
    assert by in ("", *kind.by)
    return await hooks().contained(kinds.owner_of(kind), kind.reckon, period, by, budget=BUDGET)


async def parts_here(name: str, period: Period, by: str = "") -> Sequence[Part]:
    """A figure as it is now, for whoever builds on it; nothing where this tenant has no such figure."""
    for kind in kinds.known_here():
        if kind.name == name:
            return await divided(kind, period, by) or ()
    return ()


async def _at_the_end(kind: FigureKind, period: Period, months: Months) -> list[Part]:
    last = months_before(to_zone(period.until, period.zone).date(), 1)
    if last in months and month_of(last, period.zone).until == period.until:
        return whole_of(months[last].parts)
    return await reckoned_now(kind, period) or []


def _stretches(period: Period, months: Months) -> tuple[list[date], list[Period]]:
    """The frozen months that lie in a period, and what is left of it between them."""
    frozen: list[date] = []
    rest: list[Period] = []
    begin = period.since
    for month in sorted(months):
        own = month_of(month, period.zone)
        if own.since < begin or own.until > period.until:
            continue
        if begin < own.since:
            rest.append(Period(begin, own.since, period.zone))
        frozen.append(month)
        begin = own.until
    if begin < period.until:
        rest.append(Period(begin, period.until, period.zone))
    return frozen, rest
