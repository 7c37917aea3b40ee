"""Mail that comes back, handed in by whatever program gets it: signed as webhooks are, so that nobody else hands in."""

from typing import Any

from litestar import Request, Response, post

from desk.foundation.errors import NotFound
from desk.foundation.permissions import ANYONE, needs
from desk.foundation.tenancy import tenant_scope
from desk.foundation.web.request import current_visit
from desk.kit.time import now
from desk.messaging import actions, returns
from desk.webhooks import signing

PATH = "/mail/returned"


@post(PATH, name="messaging.returned", status_code=200, opt=needs(ANYONE, scope="none", even_suspended=True))
async def returned(request: Request[Any, Any, Any]) -> Response[dict[str, bool]]:
    """One mail as it came. ``known`` says whether it was about one of ours."""
    tenant, body = current_visit().tenant, await request.body()
    if not signing.is_signed(request.headers, body, returns.secrets_of(tenant.id), now()):
        raise NotFound
    async with tenant_scope(tenant):
        known = await actions.hear_mail(body)
    return Response({"known": known})


HANDLERS = (returned,)
