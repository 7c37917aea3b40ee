"""The home of settings, and the page of one owner: its settings, what was usual, what was changed."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation import hooks, subjects
from desk.foundation.errors import Invalid, NotFound
from desk.foundation.permissions import needs
from desk.foundation.tenancy import current_scope
from desk.foundation.web import choosing
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.people.actions import change_settings, reset_setting
from desk.setup import queries, views
from desk.setup.permissions import MANAGE

HERE = "settings"
OWNER = "/settings/{owner:str}"


@get("/settings", name="setup.index", opt=needs(MANAGE))
async def index(q: FromQuery[str] = "") -> Response[str]:
    """Everything that may be chosen, by whose it is."""
    visit = current_visit()
    groups = views.overview(visit.tenant, visit.face, current_principal(), q.strip())
    return page("setup/index.html", here=HERE, groups=groups, q=q)


@get(OWNER, name="setup.show", opt=needs(MANAGE))
async def show(owner: FromPath[str]) -> Response[str]:
    """The settings of one slice."""
    return await _page(owner)


@post(OWNER, name="setup.change", status_code=200, opt=needs(MANAGE))
async def change(owner: FromPath[str], request: Request[Any, Any, Any]) -> Response[str]:
    """Choose them: all that the form has; what isn't ticked is a no."""
    _check(owner)
    values = await typed(request)
    try:
        said = choosing.read(views.typed_here(owner, current_visit().face), values)
        await change_settings(owner, said, needs=MANAGE, by=current_principal())
    except Invalid as refusal:
        return await _page(owner, status=422, values=values, errors=refusal.fields)
    return see_other(f"/settings/{owner}")


@post(f"{OWNER}/{{key:str}}/usual", name="setup.reset", status_code=200, opt=needs(MANAGE))
async def reset(owner: FromPath[str], key: FromPath[str]) -> Response[str]:
    """Choose nothing there any more: what is usual counts."""
    _check(owner)
    if key not in [one.key for one in views.typed_here(owner, current_visit().face)]:
        raise NotFound
    await reset_setting(owner, key, needs=MANAGE, by=current_principal())
    return see_other(f"/settings/{owner}")


def _check(owner: str) -> None:
    """Raise ``NotFound`` for whoever isn't a slice with settings here; those of plugins stand on the plugins' pages."""
    if not views.typed_here(owner, current_visit().face) or not hooks.is_core(owner):
        raise NotFound


async def _page(
    owner: str, *, status: int = 200, values: dict[str, Any] | None = None, errors: dict[str, str] | None = None
) -> Response[str]:
    _check(owner)
    tenant, declared = current_scope().tenant, views.typed_here(owner, current_visit().face)
    found = await queries.history(owner)
    names = await subjects.names_of(views.by_whom(found))
    groups = views.overview(tenant, current_visit().face, current_principal(), "")
    return page(
        "setup/show.html",
        status=status,
        here=HERE,
        owner=owner,
        title=views.title(owner),
        fields=choosing.fields(declared, tenant.settings),
        values=values or choosing.values_of(declared, tenant.settings),
        errors=errors or {},
        elsewhere=next(([*one["settings"], *one["pages"]] for one in groups if one["owner"] == owner), []),
        history=[views.change(one, names) for one in found],
    )


HANDLERS = (index, show, change, reset)
