"""What pages are shown of scorecards."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from desk.figures import kinds, views
from desk.foundation.figures import FigureKind, Part
from desk.foundation.translation import gettext
from desk.headquarters.queries import Average

NOBODY = Part(0, 0)


def published() -> list[FigureKind]:
    """The figures that headquarters may see, in the order of their slices."""
    return [one for one in kinds.registered().values() if one.published]


def cell(kind: FigureKind, parts: Sequence[Part]) -> str:
    """A figure of one month, in every currency; a dash where nothing was published."""
    return " · ".join(views.words(kind.unit, one) for one in parts) or views.NOTHING


def plain(kind: FigureKind, parts: Sequence[Part]) -> str:
    """The same for spreadsheets."""
    return " ".join(views.plain(kind.unit, one) for one in parts)


def sheet(
    found: Mapping[str, Mapping[date, Sequence[Part]]], averages: Mapping[tuple[str, str], Average] | None = None
) -> list[dict[str, Any]]:
    """Each published figure with its months: a chart, the table beside it, and the average of the last month."""
    lines = []
    for kind in published():
        for currency, months in _by_currency(found.get(kind.name, {})).items():
            last = max(months)
            average = (averages or {}).get((kind.name, currency))
            lines.append(
                {
                    "label": gettext(kind.label),
                    "currency": currency,
                    "explained": gettext(kind.explained),
                    "value": views.words(kind.unit, months[last]),
                    "average": average_words(kind, average, currency),
                    "chart": views.bars(kind.unit, months, None),
                    "months": [
                        {"month": f"{month:%Y-%m}", "value": views.words(kind.unit, months[month])}
                        for month in sorted(months, reverse=True)
                    ],
                }
            )
    return lines


def average_words(kind: FigureKind, average: Average | None, currency: str) -> str:
    """The mean as people read it; a dash where too few partners published it."""
    mean = None if average is None else average.count if kind.unit in ("count", "money") else average.ratio
    if mean is None:
        return views.NOTHING
    if kind.unit in ("count", "money"):
        return views.words(kind.unit, Part(round(mean), 1, currency=currency))
    return views.words(kind.unit, Part(int(mean * 1_000_000), 1_000_000))


def _by_currency(months: Mapping[date, Sequence[Part]]) -> dict[str, dict[date, Part]]:
    found: dict[str, dict[date, Part]] = {}
    for month, parts in months.items():
        for part in parts:
            found.setdefault(part.currency, {})[month] = part
    return found
