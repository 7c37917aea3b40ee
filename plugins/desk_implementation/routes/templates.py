"""Plan templates: what is kept of plans that went well, and taken away again."""

from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from desk.extend import current_principal, needs, page, see_other
from desk_implementation.actions import templates
from desk_implementation.queries import plans
from desk_implementation.routes.listing import HERE


@get("/implementation/templates", name="implementation.templates", opt=needs("implementation.read"))
async def index() -> Response[str]:
    """Plans to begin with."""
    found = await plans.templates()
    return page(
        "implementation/templates.html",
        here=HERE,
        templates=[dict(one) | {"stages": templates.shapes_of(one["stages"])} for one in found],
        may_lead=current_principal().may("implementation.lead"),
    )


@post(
    "/implementation/templates/{item:uuid}/removal",
    name="implementation.retire_template",
    status_code=200,
    opt=needs("implementation.lead"),
)
async def retire(item: FromPath[UUID]) -> Response[str]:
    """Nobody plans with it any more."""
    await templates.retire_template(item, by=current_principal())
    return see_other("/implementation/templates")


HANDLERS = (index, retire)
