"""The pages of plugins: all of them, and one with its switch, its settings and what was done with it."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation import choices, hooks, subjects
from desk.foundation.choices import Setting
from desk.foundation.errors import Invalid, NotFound
from desk.foundation.permissions import needs
from desk.foundation.tenancy import current_scope
from desk.foundation.web import choosing
from desk.foundation.web.forms import read_form, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.people.actions import change_settings
from desk.people.views import audit_row, keys_of
from desk.plugins import actions, queries, views
from desk.plugins.forms import RemovalForm, ReplayForm

MANAGE = needs("plugin.manage")
HERE = "plugins"


@get("/plugins", name="plugins.index", opt=MANAGE)
async def index() -> Response[str]:
    """The plugins that are installed, and how they are doing here."""
    known, tenant = await _known(), current_visit().tenant
    return page("plugins/index.html", here=HERE, plugins=[views.line(slug, known, tenant) for slug in views.slugs()])


@get("/plugins/{plugin:str}", name="plugins.show", opt=MANAGE)
async def show(plugin: FromPath[str]) -> Response[str]:
    """One plugin."""
    return await _page(plugin)


@post("/plugins/{plugin:str}/switch", name="plugins.switch", status_code=200, opt=MANAGE)
async def switch(plugin: FromPath[str], request: Request[Any, Any, Any]) -> Response[str]:
    """Switch it on; posted with ``_method=DELETE``, off."""
    values, by = await typed(request), current_principal()
    if values.get("_method") == "DELETE":
        await actions.switch_off(plugin, by=by)
    else:
        await actions.switch_on(plugin, by=by)
    return see_other(f"/plugins/{plugin}")


@post("/plugins/{plugin:str}/settings", name="plugins.choose", status_code=200, opt=MANAGE)
async def choose(plugin: FromPath[str], request: Request[Any, Any, Any]) -> Response[str]:
    """Choose its settings: all that the form has; what isn't ticked is a no."""
    values = await typed(request)
    try:
        said = choosing.read(_chosen_of(plugin), values)
        await change_settings(plugin, said, needs="plugin.manage", by=current_principal())
    except Invalid as refusal:
        return await _page(plugin, status=422, values=values, errors=refusal.fields)
    return see_other(f"/plugins/{plugin}")


@post("/plugins/{plugin:str}/replay", name="plugins.replay", status_code=200, opt=MANAGE)
async def replay(plugin: FromPath[str], request: Request[Any, Any, Any]) -> Response[str]:
    """Let it hear what happened since a day."""
    form = await read_form(request, ReplayForm)
    await actions.begin_replay(plugin, form.since, by=current_principal())
    return see_other(f"/plugins/{plugin}")


@post("/plugins/{plugin:str}/removal", name="plugins.remove", status_code=200, opt=MANAGE)
async def remove(plugin: FromPath[str], request: Request[Any, Any, Any]) -> Response[str]:
    """Take it away with all that it stored; its slug was typed once more."""
    values = await typed(request)
    try:
        form = read_values(values, RemovalForm)
        await actions.begin_removal(plugin, form.slug, by=current_principal())
    except Invalid as refusal:
        return await _page(plugin, status=422, removal=refusal.fields)
    return see_other(f"/plugins/{plugin}")


@post("/plugins/{plugin:str}/again", name="plugins.ask_again", status_code=200, opt=MANAGE)
async def ask_again(plugin: FromPath[str]) -> Response[str]:
    """Let a plugin answer again that was left out."""
    await actions.ask_again(plugin, by=current_principal())
    return see_other(f"/plugins/{plugin}")


def _chosen_of(slug: str) -> tuple[Setting[Any], ...]:
    """The settings of a plugin that has some. Raises ``NotFound``."""
    if not choices.of(slug) or hooks.is_core(slug):
        raise NotFound
    return choices.of(slug)


async def _known() -> views.Known:
    return views.Known(await queries.faults(), await queries.trips())


async def _page(
    slug: str,
    *,
    status: int = 200,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    removal: dict[str, str] | None = None,
) -> Response[str]:
    if slug not in views.slugs():
        raise NotFound
    tenant = current_scope().tenant
    declared = choices.of(slug)
    history = await queries.told_of(slug)
    names = await subjects.names_of(keys_of(history))
    plugin_line = views.line(slug, await _known(), tenant)
    return page(
        "plugins/show.html",
        status=status,
        here=HERE,
        plugin=plugin_line,
        work=dict(await queries.work_of(slug)),
        brings=views.brings(slug),
        fields=choosing.fields(declared, tenant.settings),
        values=values or choosing.values_of(declared, tenant.settings),
        errors=errors or {},
        removal=removal or {},
        replays=views.can_replay(plugin_line),
        chores=[views.chore(one) for one in await queries.chores(slug)],
        history=[audit_row(one, names) for one in history],
    )


HANDLERS = (index, show, switch, choose, replay, remove, ask_again)
