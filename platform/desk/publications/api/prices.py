"""Headquarters' price standard for a partner's programs: ``/api/v1/prices``."""

from litestar import get
from litestar.params import FromQuery

from desk.foundation.errors import NotFound
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import answer
from desk.publications import answers
from desk.publications.queries import prices
from desk.publications.routes.prices import chosen_version


@get(
    "/prices",
    name="api.prices.show",
    opt=needs("price.read", says=N_("The price standard that counts today, or a version of it.")),
)
async def show(version: FromQuery[int | None] = None) -> answers.PriceStandard:
    """One version with its lines."""
    found = await chosen_version(version)
    if found is None:
        raise NotFound
    lines = [answer(answers.PriceLine, one) for one in await prices.lines(found["id"])]
    return answer(answers.PriceStandard, found, lines=lines)


HANDLERS = (show,)
