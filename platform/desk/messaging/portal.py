"""What contacts decide themselves: signed in, and by the link in a message without signing in."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation.notices import Whom
from desk.foundation.permissions import ANYONE, needs
from desk.foundation.tenancy import tenant_scope
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.messaging import actions, links, queries, views
from desk.messaging.errors import LinkUnreadable
from desk.messaging.links import OptOut
from desk.messaging.states import EVERY_KIND, Source

PREFERENCES = "/preferences"


@get(PREFERENCES, name="messaging.preferences", opt=needs("matter.read"))
async def preferences(saved: FromQuery[str] = "") -> Response[str]:
    """What one gets from us, and by which way."""
    return page("messaging/preferences.html", here="inbox", choices=await _choices(), saved=bool(saved))


@post(PREFERENCES, name="messaging.choose", status_code=200, opt=needs("matter.read"))
async def choose(request: Request[Any, Any, Any]) -> Response[str]:
    """Choose it; what isn't ticked isn't wanted."""
    given, by = (await typed(request)).get("wanted", []), current_principal()
    wanted = {str(one) for one in (given if isinstance(given, list) else [given])}
    for notice, ways in views.offered(current_visit().tenant, "contact"):
        for way in ways:
            allowed = f"{way.key} {notice.id}" in wanted
            if allowed != await _wants(by.id, way.key, notice.id, assumed=notice.consent == "assumed"):
                await actions.say(by.id, way.key, notice.id, allowed=allowed, source=Source.PORTAL, by=by)
    return see_other(f"{PREFERENCES}?saved=yes")


async def _wants(contact_id: UUID, channel: str, kind: str, *, assumed: bool) -> bool:
    said = queries.wants(await queries.said_by([contact_id]), contact_id, channel, kind)
    return assumed if said is None else said


async def _choices() -> list[dict[str, Any]]:
    by, tenant = current_principal(), current_visit().tenant
    person = await queries.person(Whom("contact", by.id))
    assert person is not None, "whoever is signed in is somebody"
    return views.choices(tenant, person, await queries.consents_of([by.id]), await queries.said_by([by.id]))


@get("/opt-out/{token:str}", name="messaging.opt_out", opt=needs(ANYONE, scope="none", even_suspended=True))
async def opt_out_page(token: FromPath[str]) -> Response[str]:
    """Asks; looking at it changes nothing: scanners of mail look, too."""
    said = links.read_token(current_visit().tenant.id, token)
    return await _page(token, said, done=False)


@post(
    "/opt-out/{token:str}",
    name="messaging.opt_out_now",
    status_code=200,
    opt=needs(ANYONE, scope="none", even_suspended=True),
)
async def opt_out(token: FromPath[str], request: Request[Any, Any, Any]) -> Response[str]:
    """No more of it, at once: by the page, or by a mail program in one click (RFC 8058)."""
    said = links.read_token(current_visit().tenant.id, token)
    everything = (await typed(request)).get("all") == "yes"
    async with tenant_scope(current_visit().tenant):
        await actions.opt_out(
            said.contact_id, said.channel, EVERY_KIND if everything else said.kind, source=Source.LINK
        )
    return await _page(token, said, done=True, everything=everything)


async def _page(token: str, said: OptOut, *, done: bool, everything: bool = False) -> Response[str]:
    async with tenant_scope(current_visit().tenant):
        person = await queries.person(Whom("contact", said.contact_id))
    if person is None:
        raise LinkUnreadable
    return page(
        "messaging/opt_out.html",
        token=token,
        name=person.name,
        kind=views.kind_word(said.kind),
        channel=views.channel_word(said.channel),
        done=done,
        everything=everything,
    )


HANDLERS = (preferences, choose, opt_out_page, opt_out)
