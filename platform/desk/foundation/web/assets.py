"""Static files with their content in the address, and the tenant's colours. Outside the scope, kept by browsers."""

from litestar import Response, get
from litestar.datastructures.headers import CacheControlHeader
from litestar.static_files import create_static_files_router

from desk.foundation.permissions import ANYONE, needs
from desk.foundation.web.pages import STATIC
from desk.foundation.web.request import current_visit
from desk.kit.colour import accents, theme_css

FOR_EVER = CacheControlHeader(public=True, max_age=31_536_000, immutable=True)


@get("/theme.css", name="assets.theme", opt=needs(ANYONE, scope="none", even_closed=True), media_type="text/css")
async def theme() -> Response[str]:
    """The tenant's accent in light and dark, derived so that everything stays readable."""
    found = theme_css(accents(current_visit().tenant.accent))
    return Response(found, media_type="text/css", headers={"Cache-Control": "public, max-age=31536000, immutable"})


ROUTES = (
    theme,
    create_static_files_router(
        "/static",
        [STATIC],
        name="static",
        opt=needs(ANYONE, scope="none", even_closed=True),
        cache_control=FOR_EVER,
        send_as_attachment=False,
    ),
)
