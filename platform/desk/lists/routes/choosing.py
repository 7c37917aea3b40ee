"""Columns, and the view that opens first."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath

from desk.foundation.errors import Unacceptable
from desk.foundation.permissions import SIGNED_IN, needs
from desk.foundation.web.forms import read_form
from desk.foundation.web.pages import see_other
from desk.foundation.web.request import current_principal
from desk.lists import actions
from desk.lists.forms import ColumnsForm, UsualForm
from desk.lists.routes._around import looked_at, meant


@post("/lists/{slug:str}/columns", name="lists.choose_columns", status_code=200, opt=needs(SIGNED_IN))
async def choose(request: Request[Any, Any, Any], slug: FromPath[str]) -> Response[str]:
    """Show the ticked columns in their order; ``earlier`` moves one up; ``usual`` forgets the choice."""
    what, form = meant(slug), await read_form(request, ColumnsForm)
    asked, own = await looked_at(what, form)
    chosen = list(form.column)
    if form.earlier in chosen:
        at = chosen.index(form.earlier)
        chosen.insert(max(at - 1, 0), chosen.pop(at))
    columns = [] if form.usual else chosen
    saved = own.view(asked.saved) if asked.saved else None
    if saved and saved.own:
        await actions.change_view(
            UUID(saved.id), saved.name, saved.shared, saved.query, columns, by=current_principal()
        )
    else:
        await actions.choose_columns(what, columns, by=current_principal())
    return see_other(asked.address(choose="columns" if form.earlier else None))


@post("/lists/{slug:str}/usual", name="lists.choose_usual", status_code=200, opt=needs(SIGNED_IN))
async def usual(request: Request[Any, Any, Any], slug: FromPath[str]) -> Response[str]:
    """Let this view open first, or the house's usual one again."""
    what, form = meant(slug), await read_form(request, UsualForm)
    asked, own = await looked_at(what, form)
    if form.view and form.view not in {*(one.name for one in what.views), *(one.id for one in own.views)}:
        raise Unacceptable
    await actions.choose_usual(what, form.view, by=current_principal())
    return see_other(asked.address())


HANDLERS = (choose, usual)
