"""
The description of the API: as a document for programs, as a page for people.

Both are for whoever belongs to the tenant. Which things there are, by which names, with which permissions, is nothing
that a stranger needs; and a member who tries the API out is signed in anyway. So the document takes a token or the
cookie of a sign-in, and the page, like every page, the cookie.
"""

from functools import lru_cache
from typing import Any

from litestar import Litestar, Response, get
from litestar.params import FromQuery

from desk.foundation.permissions import SIGNED_IN, needs
from desk.foundation.translation import N_, language
from desk.foundation.web import openapi
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_visit
from desk.webhooks.answers import Told
from desk.workspace import views

SAYS = N_("This description, as OpenAPI 3.1.")


@get("/openapi.json", name="api.workspace.document", opt=needs(SIGNED_IN, cookie=True, says=SAYS))
async def document() -> dict[str, Any]:
    """The description of the API in the reader's language; asked with a token, or by whoever is signed in."""
    return _document()


@get("/api", name="workspace.api", opt=needs(SIGNED_IN))
async def show(q: FromQuery[str] = "") -> Response[str]:
    """The same for people, to be searched."""
    found = _document()
    return page(
        "workspace/api.html",
        here="api",
        q=q[:100],
        guide=views.guide(),
        sections=views.sections(found, q[:100]),
        facts=views.facts(q[:100], current_visit().tenant.plugins),
        server=found["servers"][0]["url"],
    )


def _document() -> dict[str, Any]:
    visit = current_visit()
    return _made(visit.app, visit.tenant.hosts["workspace"], frozenset(visit.tenant.plugins), language.get())


@lru_cache(maxsize=64)
def _made(app: Litestar, host: str, plugins: frozenset[str], _language: str) -> dict[str, Any]:
    return openapi.document(app, host, plugins=plugins, webhooks={"fact": Told})
