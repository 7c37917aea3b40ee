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
from desk_implementation.routes import gantt
from desk_implementation.routes.doors import ONE, opened
from desk_implementation.routes.listing import HERE
from desk_implementation.routes.of_running import RUNNING

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
        chart=gantt.drawn(stages, _today(), room=bool(changing)) if stages else None,
        months=gantt.months(stages) if stages else [],
        progress=gantt.progress(stages, _today()),
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


def by_person(found: Sequence[Any], weeks: Sequence[date]) -> list[dict[str, Any]]:
    """A row for each who has work: the days of each week, and how many projects they are of."""
    rows = []
    for (_, name), of in groupby(found, lambda one: (one["owner"], one["owner_name"])):
        days = list(of)
        cells = [sum(one["days"] for one in days if one["week"] == week) for week in weeks]
        rows.append({"name": name, "weeks": cells, "projects": len({one["project"] for one in days})})
    return rows


def _today() -> date:
    return to_zone(now(), current_scope().tenant.zone).date()


HANDLERS = (chart, workload)
