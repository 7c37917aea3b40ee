"""Series: their list, writing them, and whether they run."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import Refusal, current_principal, kept, needs, page, read_values, see_other, typed
from desk_campaigns import views
from desk_campaigns.actions import repeating, writing
from desk_campaigns.forms import SeriesForm, series_of
from desk_campaigns.queries import repeated
from desk_campaigns.routes.listing import HERE
from desk_campaigns.routes.writing import SEVERAL
from desk_campaigns.states import APPROVE, WRITE

SERIES = "/campaigns/series"
ONE = f"{SERIES}/{{number:int}}"
MOST = 200


@get(SERIES, name="campaigns.series", opt=needs("campaigns.read"))
async def series() -> Response[str]:
    """All series."""
    found = [views.series_row(one) for one in await repeated.all_series(most=MOST)]
    return page("campaigns/series.html", here=HERE, series=found, may_write=current_principal().may(WRITE))


@get(f"{SERIES}/new", name="campaigns.new_series", opt=needs(WRITE))
async def new() -> Response[str]:
    """An empty form."""
    return await _page(None, {"content": "tips", "channels": ["inbox", "email"], "rhythm": "weekly"})


@post(SERIES, name="campaigns.write_series", status_code=200, opt=needs(WRITE))
async def write(request: Request[Any, Any, Any]) -> Response[str]:
    """Begin one."""
    values = await typed(request)
    try:
        await repeating.write_series(series_of(read_values(values, SeriesForm), values), by=current_principal())
    except Refusal as refusal:
        return await _again(None, values, refusal)
    return see_other(SERIES)


@get(ONE, name="campaigns.edit_series", opt=needs("campaigns.read"))
async def edit(number: FromPath[int]) -> Response[str]:
    """What it says now, to be changed by who may."""
    return await _page(number, views.series_values(await repeated.sheet(number)))


@post(ONE, name="campaigns.change_series", status_code=200, opt=needs(WRITE))
async def change(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Say it differently."""
    values = await typed(request)
    try:
        form = read_values(values, SeriesForm)
        await repeating.change_series(number, series_of(form, values), by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _again(number, values, refusal)
    return see_other(SERIES)


def _door(noun: str, name: str, permission: str, act: Callable[..., Awaitable[Any]]) -> Any:
    @post(f"{ONE}/{noun}", name=f"campaigns.{name}", status_code=200, opt=needs(permission))
    async def go(number: FromPath[int]) -> Response[str]:
        await act(number, by=current_principal())
        return see_other(SERIES)

    return go


async def _again(number: int | None, values: dict[str, Any], refusal: Refusal) -> Response[str]:
    came_back = kept(values, refusal)
    came_back["values"] |= {name: values[name] for name in SEVERAL if name in values}
    return await _page(number, **came_back)


async def _page(number: int | None, values: dict[str, Any], *, status: int = 200, **came_back: Any) -> Response[str]:
    by = current_principal()
    found = await repeated.sheet(number) if number else None
    return page(
        "campaigns/series_form.html",
        status=status,
        here=HERE,
        number=number,
        one=views.series_row(found) if found else None,
        may_approve=found is not None and by.may(APPROVE) and by.id != found["written_by"],
        values=values,
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
        variables=[f"{{{one}}}" for one in writing.VARIABLES],
        **views.choices(by),
    )


DOORS = (
    _door("approval", "approve_series", APPROVE, repeating.approve_series),
    _door("pause", "stop_series", WRITE, repeating.stop_series),
    _door("resumption", "resume_series", WRITE, repeating.resume_series),
)
HANDLERS = (series, new, write, edit, change, *DOORS)
