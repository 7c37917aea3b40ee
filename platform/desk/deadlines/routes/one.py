"""One promise: why its time is what it is, and seeing to it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.deadlines import actions, queries, views
from desk.deadlines.routes.listing import HERE, READ
from desk.foundation.permissions import needs
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.request import current_principal, current_visit

ONE = "/promises/{deadline_id:uuid}"


@get(ONE, name="deadlines.show", opt=READ)
async def show(deadline_id: FromPath[UUID]) -> Response[str]:
    """The chain behind a due time; for a dialog, without the page around it."""
    by, found = current_principal(), await queries.explain(deadline_id)
    (row,) = await views.rows_of(await queries.some([deadline_id]), by)
    context: dict[str, Any] = {
        "row": row,
        "why": views.explained(found),
        "whose": views.shares(found.whose),
        "deadline": found.deadline,
    }
    if current_visit().is_fragment:
        return fragment("deadlines/_explained.html", **context)
    return page("deadlines/show.html", here=HERE, **context)


@post(f"{ONE}/acknowledgement", name="deadlines.acknowledge", status_code=200, opt=needs("deadline.acknowledge"))
async def acknowledge(request: Request[Any, Any, Any], deadline_id: FromPath[UUID]) -> Response[str]:
    """Say that one sees to it; one comes back to where one was."""
    values = await typed(request)
    await actions.acknowledge(deadline_id, by=current_principal())
    places = {"home": "/", "list": "/promises", "board": "/promises/board"}
    return see_other(places.get(str(values.get("back", "")), f"/promises/{deadline_id}"))


HANDLERS = (show, acknowledge)
