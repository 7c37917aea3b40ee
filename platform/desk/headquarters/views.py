"""What pages are shown of scorecards, of weeks, and of alerts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from asyncpg import Record

from desk.deadlines import views as promised
from desk.figures import kinds, views
from desk.files.queries import size_words
from desk.foundation.figures import FigureKind, Part, Unit
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext, language
from desk.headquarters.kinds import BY_NAME
from desk.headquarters.queries import Average
from desk.kit.money import format_count

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
                    "before": _before(kind.unit, months),
                    "average": average_words(kind, average, currency),
                    "chart": views.bars(kind.unit, months, None),
                    "months": [
                        {"month": f"{month:%Y-%m}", "value": views.words(kind.unit, months[month])}
                        for month in sorted(months, reverse=True)
                    ],
                }
            )
    return lines


def _before(unit: Unit, parts: Mapping[date, Part]) -> str:
    """The one before the last as people read it; a dash where there is none."""
    return next((views.words(unit, parts[one]) for one in sorted(parts)[-2:-1]), views.NOTHING)


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


def archive_view(one: Record) -> dict[str, Any]:
    """An archive with how far it is."""
    return dict(one) | {
        "share": 100 * one["done"] // one["total"] if one["total"] else 0,
        "size_words": size_words(one["size"]) if one["size"] else "",
        "rows_words": format_count(one["rows"], language.get()),
    }


@dataclass(frozen=True, slots=True)
class WeekFigure:
    """What is shown of weeks: a column of them, or the share that one is of another."""

    label: str
    unit: Unit
    explained: str
    part: str
    whole: str = ""


OF_WEEKS = (
    WeekFigure(N_("Tickets opened"), "count", N_("New matters of the week."), "opened"),
    WeekFigure(N_("Tickets solved"), "count", N_("Matters that were solved in the week."), "solved"),
    WeekFigure(N_("Open tickets"), "count", N_("Not solved when the week ended."), "open_tickets"),
    WeekFigure(N_("Unassigned"), "count", N_("Nobody had them when the week ended."), "unassigned_tickets"),
    WeekFigure(
        N_("Promises kept in time"),
        "share",
        N_("Of the partner's promises whose time passed, or that were kept."),
        "kept",
        "settled",
    ),
    WeekFigure(
        N_("Headquarters' agreement kept"),
        "share",
        N_("HQ-D8, what headquarters owes a partner: by the log of the partner's own promise, so both reckon alike."),
        "owed_kept",
        "owed_settled",
    ),
    WeekFigure(N_("Owed by headquarters"), "count", N_("HQ-D8 that ran when the week ended."), "owed_open"),
    WeekFigure(N_("Of them late"), "count", N_("Past the agreed time when the week ended."), "owed_late"),
)


def week_lines(weeks: Sequence[Record]) -> list[dict[str, Any]]:
    """Each figure of the weeks as ``sheet`` has those of months; the last week is the running one."""
    return [_week_line(one, weeks) for one in OF_WEEKS] if weeks else []


def _week_line(one: WeekFigure, weeks: Sequence[Record]) -> dict[str, Any]:
    parts = {row["week"]: Part(row[one.part], row[one.whole] if one.whole else 1) for row in weeks}
    last = max(parts)
    return {
        "label": gettext(one.label),
        "currency": "",
        "explained": gettext(one.explained),
        "value": views.words(one.unit, parts[last]),
        "before": _before(one.unit, parts),
        "average": "",
        "chart": views.bars(one.unit, parts, last, views.WEEKS),
        "months": [
            {"month": f"{week:%Y-%m-%d}", "value": views.words(one.unit, parts[week])}
            for week in sorted(parts, reverse=True)
        ],
    }


def on_time(kept: int | None, settled: int | None) -> str:
    """A share as people read it; a dash where nothing was published or settled."""
    return views.words("share", Part(kept or 0, settled or 0))


def whose_time(used: Record) -> list[dict[str, Any]]:
    """Who used the time of handed-up matters."""
    return promised.shares({turn: used[turn] for turn in ("us", "customer", "headquarters")}, "case.turn")


def alert_view(one: Record, by: Principal) -> dict[str, Any]:
    """An alert with its numbers as people read them."""
    may = by.may("alert.acknowledge") and one["status"] == "open"
    unit = BY_NAME[one["kind"]].unit
    said = {name: f"{one[name]} {unit}".strip() for name in ("value", "worst", "threshold")}
    return dict(one) | said | {"what": label("partner_alert.kind", one["kind"]), "may_acknowledge": may}
