"""Monthly series: what comes by itself, one more of it, and no more of it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import Refusal, current_principal, kept, needs, once, page, see_other, token_of, typed
from desk_training.actions import series as actions
from desk_training.forms import read_series
from desk_training.queries import courses, series, sessions
from desk_training.routes.courses import HERE

PLACE = "/training/series"


@get(PLACE, name="training.series", opt=needs("training.read"))
async def index() -> Response[str]:
    """All series that go on."""
    return await _page()


@post(PLACE, name="training.begin_series", status_code=200, opt=needs("training.plan"))
async def begin(request: Request[Any, Any, Any]) -> Response[str]:
    """One more."""
    values, by = await typed(request), current_principal()
    try:
        fields = read_series(values)
        if await once(by, token_of(values)):
            return see_other(PLACE)
        await actions.begin_series(fields, by=by)
        await once(by, token_of(values), PLACE)
    except Refusal as refusal:
        return await _page(opened="new", **kept(values, refusal))
    return see_other(PLACE)


@post("/training/series/{series_id:uuid}/end", name="training.end_series", status_code=200, opt=needs("training.plan"))
async def end(series_id: FromPath[UUID]) -> Response[str]:
    """No more of it."""
    await actions.end_series(series_id, by=current_principal())
    return see_other(PLACE)


async def _page(*, status: int = 200, opened: str = "", **came_back: Any) -> Response[str]:
    found = await series.all_series()
    return page(
        "training/series.html",
        status=status,
        here=HERE,
        series=[dict(one) | {"begins": "{:02}:{:02}".format(*divmod(one["begins_minute"], 60))} for one in found],
        courses=[(str(one["id"]), f"{one['code']} {one['name']}") for one in await courses.courses(published=True)],
        trainers=[(str(one["id"]), one["name"]) for one in await sessions.trainers()],
        may_plan=current_principal().may("training.plan"),
        opened=opened,
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


HANDLERS = (index, begin, end)
