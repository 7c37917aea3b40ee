"""Everything that happened around a customer, in all slices, page by page."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from desk.customers import queries, views
from desk.customers.routes.listing import HERE
from desk.foundation import telling
from desk.foundation.errors import Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web import paging
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal

SIZE = 50


@get("/customers/{customer_id:uuid}/timeline", name="customers.timeline", opt=needs("customer.read"))
async def timeline(
    customer_id: FromPath[UUID], module: FromQuery[str] = "", after: FromQuery[str] = ""
) -> Response[str]:
    """What happened, the latest first, of one module or of all."""
    customer, modules = await queries.customer(customer_id), views.modules()
    found, following = await part_of(customer_id, module, after, SIZE)
    base = f"/customers/{customer_id}/timeline"
    return page(
        "customers/timeline.html",
        here=HERE,
        customer={"id": customer.id, "name": customer.name},
        views=[_view(base, "", gettext("All"), module), *(_view(base, *one, module) for one in modules.items())],
        facts=await views.happened(found, current_principal()),
        next_url=f"{base}?{urlencode({'module': module, 'after': following})}" if following else "",
        first_url=base if after else "",
    )


async def part_of(customer_id: UUID, module: str, after: str, size: int) -> tuple[list[Any], str | None]:
    """So many facts and the cursor of those that follow. Raises ``Unacceptable`` for a module that there isn't."""
    if module and module not in views.modules():
        raise Unacceptable
    names = [name for name, slug in telling.owners().items() if slug == module] if module else None
    at, last = paging.decode(after, datetime, UUID) if after else (None, None)
    place = (at, last) if at and last else None
    found = await queries.timeline(customer_id, names=names, after=place, most=size + 1)
    listed = paging.page_of(found, size, lambda one: (one["at"], one["id"]))
    return list(listed.items), listed.next


def _view(base: str, module: str, word: str, current: str) -> dict[str, Any]:
    url = f"{base}?{urlencode({'module': module})}" if module else base
    return {"label": word, "url": url, "current": module == current, "count": None, "hot": False}


HANDLERS = (timeline,)
