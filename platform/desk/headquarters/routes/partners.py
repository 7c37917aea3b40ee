"""The pages of operators."""

from typing import Any

from asyncpg import Record
from litestar import Response, get

from desk.foundation.permissions import needs
from desk.foundation.web.hosts import address
from desk.foundation.web.pages import page
from desk.headquarters import queries
from desk.settings import settings


@get("/", name="headquarters.home", opt=needs("partner.read"))
async def home() -> Response[str]:
    """The partners, with what they publish."""
    return await _partners()


@get("/partners", name="headquarters.partners", opt=needs("partner.read"))
async def partners() -> Response[str]:
    """The same under its own name."""
    return await _partners()


async def _partners() -> Response[str]:
    found = [_view(one) for one in await queries.partners()]
    return page("headquarters/partners.html", here="partners", partners=found)


def _view(one: Record) -> dict[str, Any]:
    base = settings.base_domain.partition(":")[0]
    return dict(one) | {"mark": one["name"][:1], "address": address(f"{one['slug']}.{base}")}


HANDLERS = (home, partners)
