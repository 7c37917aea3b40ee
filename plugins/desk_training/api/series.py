"""Sessions that come every month, for programs."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath

from desk.extend import N_, Listed, answer, current_principal, needs, read_json
from desk_training import answers
from desk_training.actions import series as actions
from desk_training.api.planning import READ, SOMEBODY
from desk_training.forms import SeriesForm, series_of
from desk_training.queries import series


@get("/training/series", name="api.training.series", opt=needs(READ, says=N_("Sessions that come every month.")))
async def index() -> Listed[answers.Series]:
    """All that go on."""
    return await _all()


@post(
    "/training/series",
    name="api.training.begin_series",
    opt=needs(
        "training.plan",
        says=N_("Have a course taught every month from now on."),
        body=SeriesForm,
        example={
            "course": SOMEBODY,
            "day": 20,
            "begins": "14:00",
            "hours": 3,
            "place": "301",
            "trainer": SOMEBODY,
            "seats": 20,
        },
    ),
)
async def begin(request: Request[Any, Any, Any]) -> Listed[answers.Series]:
    """Begin one."""
    await actions.begin_series(series_of(await read_json(request, SeriesForm)), by=current_principal())
    return await _all()


@put(
    "/training/series/{series_id:uuid}/end",
    name="api.training.end_series",
    opt=needs("training.plan", says=N_("Plan no more of it; sessions that are planned stay.")),
)
async def end(series_id: FromPath[UUID]) -> Listed[answers.Series]:
    """End one."""
    await actions.end_series(series_id, by=current_principal())
    return await _all()


async def _all() -> Listed[answers.Series]:
    return Listed([answer(answers.Series, one) for one in await series.all_series()])


HANDLERS = (index, begin, end)
