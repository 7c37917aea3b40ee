"""Views under a name: saving, changing, ordering, removing."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.params import FromPath

from desk.foundation.permissions import SIGNED_IN, needs
from desk.foundation.web.forms import read_form
from desk.foundation.web.lists import List, asked_of, columns_of, kept
from desk.foundation.web.lists.showing import TAB_COUNT
from desk.foundation.web.pages import fragment, see_other
from desk.foundation.web.request import current_principal
from desk.lists import actions
from desk.lists.forms import ViewForm
from desk.lists.routes._around import looked_at, meant

_STEPS = {"earlier": -1, "later": 1}


@post("/lists/{slug:str}/views", name="lists.save_view", status_code=200, opt=needs(SIGNED_IN))
async def save(request: Request[Any, Any, Any], slug: FromPath[str]) -> Response[str]:
    """Keep the list as it is looked at under a name."""
    what, form = meant(slug), await read_form(request, ViewForm)
    asked, own = await looked_at(what, form)
    query, columns = asked.query(saved=None), columns_of(asked, own)
    saved = await actions.save_view(what, form.name, query, columns, form.shared, by=current_principal())
    return see_other(_address(what, saved))


@post("/lists/{slug:str}/views/{view_id:uuid}", name="lists.change_view", status_code=200, opt=needs(SIGNED_IN))
async def change(request: Request[Any, Any, Any], slug: FromPath[str], view_id: FromPath[UUID]) -> Response[str]:
    """Change it, let it stand earlier or later, or remove it (``do=remove``)."""
    what, form, by = meant(slug), await read_form(request, ViewForm), current_principal()
    if form.do == "remove":
        await actions.remove_view(view_id, by=by)
        return see_other(what.path)
    if form.do in _STEPS:
        await actions.move_view(view_id, _STEPS[form.do], by=by)
        return see_other(_address(what, view_id))
    asked, own = await looked_at(what, form)
    query, columns = asked.query(saved=None), columns_of(asked, own)
    await actions.change_view(view_id, form.name, form.shared, query, columns, by=by)
    return see_other(_address(what, view_id))


@delete("/lists/{slug:str}/views/{view_id:uuid}", name="lists.remove_view", status_code=200, opt=needs(SIGNED_IN))
async def remove(slug: FromPath[str], view_id: FromPath[UUID]) -> Response[str]:
    """Remove it."""
    what = meant(slug)
    await actions.remove_view(view_id, by=current_principal())
    return see_other(what.path)


@get("/lists/{slug:str}/views/count", name="lists.view_counts", opt=needs(SIGNED_IN))
async def counts(request: Request[Any, Any, Any], slug: FromPath[str]) -> Response[str]:
    """The saved views again, each with how much it has: after the page, so that nobody waits for it."""
    what, own = meant(slug), await kept(slug)
    around = await what.around() if what.around else None
    several = []
    for one in own.views:
        asked = asked_of(what, {"saved": one.id}, own)
        asked.around = around
        several.append((await what.wanted(asked), TAB_COUNT))
    found = await what.counted(several)
    current = request.query_params.get("saved", "")
    views = [
        {"label": one.name, "url": _address(what, one.id), "current": one.id == current, "count": count, "hot": False}
        for one, count in zip(own.views, found, strict=True)
    ]
    return fragment("lists/_views.html", views=views)


def _address(what: List, view_id: UUID | str) -> str:
    return f"{what.path}?saved={view_id}"


HANDLERS = (save, change, remove, counts)
