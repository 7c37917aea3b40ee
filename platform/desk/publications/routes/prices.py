"""What a partner's members see of headquarters' price standard."""

from typing import Any

from litestar import Response, get
from litestar.params import FromQuery

from desk.foundation.errors import NotFound, Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.lists import table
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.money import plain_money
from desk.kit.time import now, to_zone
from desk.publications import actions, views
from desk.publications.queries import prices

READ = needs("price.read")


@get("/prices", name="prices.index", opt=READ)
async def index(version: FromQuery[int | None] = None, q: FromQuery[str] = "") -> Response[str]:
    """What counts today, or a version that counted before or will."""
    found = await chosen_version(version)
    return page(
        "publications/prices.html",
        here="bulletins",
        **await views.price_sheet(found, words(q)),
        frame="layouts/workspace.html",
        may_publish=False,
    )


@get("/prices/export.csv", name="prices.export", opt=READ)
async def export(version: FromQuery[int | None] = None) -> Response[bytes]:
    """The same as a table; that it was taken out is noted."""
    found = await chosen_version(version)
    if found is None:
        raise NotFound
    lines = await prices.lines(found["id"])
    await actions.note_export(len(lines), by=current_principal())
    shown = [[one["code"], one["name"], one["unit"], plain_money(one["cents"], found["currency"])] for one in lines]
    return await table("prices", [N_("Code of the price"), N_("What it is"), N_("Unit"), N_("Price")], shown)


async def chosen_version(version: int | None) -> Any:
    """The version that was asked for, or the one that counts today; None where there is none yet."""
    if version is not None:
        return await prices.standard(version)
    return await prices.valid_on(to_zone(now(), current_visit().tenant.zone).date())


def words(q: str) -> str:
    """What is looked for. Raises ``Unacceptable``."""
    if "\0" in q:
        raise Unacceptable
    return q[:100].strip()


HANDLERS = (index, export)
