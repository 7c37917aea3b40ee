"""The plan seen: as a chart that prints, as a calendar of months, and the work of everybody over all projects."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from desk.extend import current_principal, current_scope, needs, now, page, to_zone
from desk_implementation import views
from desk_implementation.queries import plans, projects
from desk_implementation.routes.doors import ONE, opened
from desk_implementation.routes.listing import HERE
from desk_implementation.routes.of_running import RUNNING
from desk_implementation.states import EFFECTIVE

NAMES, DAYS, ROW, HEAD = 260, 940, 26, 34
"""The chart in its own units: the column of names, that of days, a row, and the head."""
WEEKS = 12
FULL = 5
"""Days of a week from which on somebody has no time left."""


@get(f"{ONE}/chart", name="implementation.chart", opt=needs("implementation.read"))
async def chart(number: FromPath[int]) -> Response[str]:
    """The plan of a project as a chart."""
    found, by = await projects.sheet(number), current_principal()
    stages = await views.plan_of(found["id"])
    changing = [one for one in await opened(RUNNING, found, by) if one["id"] == "changes"]
    return page(
        "implementation/chart.html",
        here=HERE,
        project=views.project_row(found),
        chart=drawn(stages, _today()) if stages else None,
        months=months(stages) if stages else [],
        progress=progress(stages, _today()),
        changing=changing,
        offers=await views.offers(found) if changing else {},
    )


@get("/implementation/workload", name="implementation.workload", opt=needs("implementation.read"))
async def workload() -> Response[str]:
    """Who has how many days of work in each of the next weeks, over all projects."""
    monday = _today() - timedelta(days=_today().weekday())
    weeks = [monday + timedelta(weeks=n) for n in range(WEEKS)]
    found = await plans.workload(monday, monday + timedelta(weeks=WEEKS))
    return page("implementation/workload.html", here=HERE, weeks=weeks, people=by_person(found, weeks), full=FULL)


def drawn(stages: Sequence[dict[str, Any]], today: date) -> dict[str, Any]:
    """Bars, months and today's line, in the chart's own units."""
    first, last = _ends(stages)
    unit = DAYS / ((last - first).days + 1)

    def x(day: date) -> float:
        return round(NAMES + (day - first).days * unit, 1)

    rows = [one for stage in stages for one in (stage, *stage["tasks"])]
    bars = [
        {
            "name": one["name"],
            "owner": one["owner_name"],
            "begins_on": one["begins_on"],
            "ends_on": one["ends_on"],
            "stage": "tasks" in one,
            "milestone": bool(one.get("milestone")),
            "done": one.get("status") in EFFECTIVE,
            "x": x(one["begins_on"]),
            "y": HEAD + place * ROW,
            "width": round(max(((one["ends_on"] - one["begins_on"]).days + 1) * unit, 3), 1),
        }
        for place, one in enumerate(rows)
    ]
    heads = [first, *(day for day in _days(first, last) if day.day == 1 and day != first)]
    return {
        "bars": bars,
        "months": [{"word": f"{day:%Y-%m}", "x": x(day)} for day in heads],
        "today": x(today) if first <= today <= last else None,
        "width": NAMES + DAYS,
        "height": HEAD + len(rows) * ROW,
        "names": NAMES,
        "row": ROW,
        "head": HEAD,
    }


def months(stages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The plan as a calendar: by month and day, what begins and what ends."""
    marks = [
        (one[name], name == "begins_on", one["name"], "tasks" in one)
        for stage in stages
        for one in (stage, *stage["tasks"])
        for name in ("begins_on", "ends_on")
    ]
    marks.sort(key=lambda one: (one[0], not one[3], not one[1]))
    return [
        {
            "word": f"{month:%Y-%m}",
            "marks": [{"day": day, "begins": begins, "name": name, "stage": stage} for day, begins, name, stage in of],
        }
        for month, of in ((key, list(found)) for key, found in groupby(marks, lambda one: one[0].replace(day=1)))
    ]


def progress(stages: Sequence[dict[str, Any]], today: date) -> dict[str, int]:
    """How many stages are effective, and how many should be by the plan that was signed."""
    return {
        "all": len(stages),
        "done": sum(one["status"] in EFFECTIVE for one in stages),
        "due": sum(one["ends_on"] < today for one in stages),
    }


def by_person(found: Sequence[Any], weeks: Sequence[date]) -> list[dict[str, Any]]:
    """A row for each who has work: the days of each week, and how many projects they are of."""
    rows = []
    for (_, name), of in groupby(found, lambda one: (one["owner"], one["owner_name"])):
        days = list(of)
        cells = [sum(one["days"] for one in days if one["week"] == week) for week in weeks]
        rows.append({"name": name, "weeks": cells, "projects": len({one["project"] for one in days})})
    return rows


def _ends(stages: Sequence[dict[str, Any]]) -> tuple[date, date]:
    return min(one["begins_on"] for one in stages), max(one["ends_on"] for one in stages)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _today() -> date:
    return to_zone(now(), current_scope().tenant.zone).date()


HANDLERS = (chart, workload)
