"""A plan laid out for the eye: bars in the units of a chart, months as a calendar, and how far it is. Asks nothing."""

from calendar import Calendar
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from desk_implementation.states import EFFECTIVE

NAMES, DAYS, ROW, HEAD = 260, 940, 26, 34
"""The chart in its own units: the column of names, that of days, a row, and the head."""
BEFORE, BEHIND = timedelta(days=7), timedelta(days=28)
"""Room into which stages can be moved."""
Stages = Sequence[dict[str, Any]]


def drawn(stages: Stages, today: date, *, room: bool) -> dict[str, Any]:
    """Bars, months and today's line, in the chart's own units; with room for stages that will be moved."""
    first, last = _ends(stages)
    if room:
        first, last = first - BEFORE, last + BEHIND
    unit = DAYS / ((last - first).days + 1)

    def x(day: date) -> float:
        return round(NAMES + (day - first).days * unit, 1)

    def span(begins: date, ends: date) -> dict[str, float]:
        return {"x": x(begins), "width": round(max(((ends - begins).days + 1) * unit, 3), 1)}

    lines = [(one, stage) for stage in stages for one in (stage, *stage["tasks"])]
    bars = [
        _bar(one, stage, HEAD + place * ROW)
        | span(one["begins_on"], one["ends_on"])
        | {"signed": span(*_signed(one)) if one is stage and _has_moved(one) else None}
        for place, (one, stage) in enumerate(lines)
    ]
    heads = [first, *(day for day in _days(first, last) if day.day == 1 and day != first)]
    return {
        "bars": bars,
        "months": [{"word": f"{day:%Y-%m}", "x": x(day)} for day in heads],
        "today": x(today) if first <= today <= last else None,
        "unit": round(unit, 4),
        "width": NAMES + DAYS,
        "height": HEAD + len(lines) * ROW,
        "names": NAMES,
        "row": ROW,
        "head": HEAD,
    }


def months(stages: Stages) -> list[dict[str, Any]]:
    """The plan as a calendar: the weeks of each month, with what begins and what ends on each day."""
    marks: dict[date, list[dict[str, Any]]] = {}
    for one in (one for stage in stages for one in (stage, *stage["tasks"])):
        for name in ("begins_on", "ends_on") if one["begins_on"] < one["ends_on"] else ("ends_on",):
            mark = {"begins": name == "begins_on", "name": one["name"], "stage": "tasks" in one}
            marks.setdefault(one[name], []).append(mark)
    first, last = _ends(stages)
    heads = [first.replace(day=1), *(day for day in _days(first, last) if day.day == 1 and day > first)]
    return [{"word": f"{month:%Y-%m}", "weeks": _weeks(month, marks)} for month in heads]


def progress(stages: Stages, today: date) -> dict[str, int]:
    """How many stages are effective; and how many should be by the plan as it was signed first, and as it is now."""
    return {
        "all": len(stages),
        "is_signed": any(one["signed_begins_on"] for one in stages),
        "done": sum(one["status"] in EFFECTIVE for one in stages),
        "due": sum(one["ends_on"] < today for one in stages),
        "first": sum(_signed(one)[1] < today for one in stages),
    }


def _bar(one: dict[str, Any], stage: dict[str, Any], y: int) -> dict[str, Any]:
    is_stage = one is stage
    return {
        "name": one["name"],
        "owner": one["owner_name"],
        "begins_on": one["begins_on"],
        "ends_on": one["ends_on"],
        "of": stage["id"],
        "stage": is_stage,
        "milestone": bool(one.get("milestone")),
        "done": stage["status"] in EFFECTIVE,
        "y": y,
    }


def _weeks(month: date, marks: dict[date, list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """The weeks of a month; days of other months are empty."""
    return [
        [
            {"day": day, "marks": marks.get(day, [])} if day.month == month.month else {"day": None, "marks": []}
            for day in week
        ]
        for week in Calendar().monthdatescalendar(month.year, month.month)
    ]


def _signed(stage: dict[str, Any]) -> tuple[date, date]:
    """The days as they were signed first, or as they are while nothing is signed."""
    return stage["signed_begins_on"] or stage["begins_on"], stage["signed_ends_on"] or stage["ends_on"]


def _has_moved(stage: dict[str, Any]) -> bool:
    return _signed(stage) != (stage["begins_on"], stage["ends_on"])


def _ends(stages: Iterable[dict[str, Any]]) -> tuple[date, date]:
    found = [day for one in stages for day in (*_signed(one), one["begins_on"], one["ends_on"])]
    return min(found), max(found)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
