"""Mail that a program hands in, signed as webhooks are. It is kept when the answer says so."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath

from desk.foundation.errors import NotFound
from desk.foundation.permissions import ANYONE, needs
from desk.foundation.tenancy import tenant_scope
from desk.foundation.web.request import current_visit
from desk.kit.time import now
from desk.mail import actions
from desk.webhooks import signing

PATH = "/mail/arrived"


@post(
    f"{PATH}/{{mailbox_id:uuid}}",
    name="mail.arrived",
    status_code=200,
    opt=needs(ANYONE, scope="none", upload=True),
)
async def arrived(mailbox_id: FromPath[UUID], request: Request[Any, Any, Any]) -> Response[dict[str, bool]]:
    """One mail as it came. ``new`` is false for one that is here already: handing in twice is once."""
    tenant, body = current_visit().tenant, await request.body()
    if not body or not signing.is_signed(request.headers, body, actions.secrets_of(tenant.id), now()):
        raise NotFound
    async with tenant_scope(tenant):
        new = await actions.keep_handed_in(mailbox_id, body)
    return Response({"new": new})


HANDLERS = (arrived,)
