"""What a partner's customers read of headquarters' bulletins: those that the partner agreed to show."""

from litestar import Response, get

from desk.foundation.choices import chosen
from desk.foundation.permissions import needs
from desk.foundation.things import Tile
from desk.foundation.translation import gettext
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal
from desk.publications import views
from desk.publications.queries import bulletins
from desk.publications.settings import IN_PORTAL


@get("/bulletins", name="portal.bulletins", opt=needs("bulletin.look"))
async def index() -> Response[str]:
    """What is shown, the newest first; nothing while the settings say so."""
    found = await bulletins.shown() if chosen(IN_PORTAL) else []
    return page("publications/portal.html", here="home", rows=[views.row_view(one) for one in found])


async def tiles() -> list[Tile]:
    """The way to them, where there are any."""
    if not chosen(IN_PORTAL) or not current_principal().may("bulletin.look"):
        return []
    found = await bulletins.shown()
    return [Tile(gettext("News of the maker"), found[0]["title"], "/bulletins", "megaphone")] if found else []


HANDLERS = (index,)
