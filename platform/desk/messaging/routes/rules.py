"""The rules of messages: quiet hours, the cap, keeping; and the tenant's own mail server."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.foundation.errors import Invalid
from desk.foundation.labels import words
from desk.foundation.permissions import needs
from desk.foundation.web.forms import typed
from desk.foundation.web.hosts import address
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.messaging import actions, queries, returns, views
from desk.messaging.actions.ways import of_installation
from desk.messaging.forms import read_rules, read_server
from desk.messaging.routes.incoming import PATH
from desk.messaging.settings import peace

HERE = "messages"
RULES = "/notices/rules"
MANAGE = needs("notice.manage")
SHOWN = ("host", "port", "security", "username", "sender", "bounces")


@get(RULES, name="messaging.rules", opt=MANAGE)
async def rules(tried: FromQuery[str] = "") -> Response[str]:
    """The rules as they are."""
    return await _show(tried=bool(tried))


@post(RULES, name="messaging.change_rules", status_code=200, opt=MANAGE)
async def change_rules(request: Request[Any, Any, Any]) -> Response[str]:
    """Change them."""
    values = await typed(request)
    try:
        await actions.change_rules(read_rules(values), by=current_principal())
    except Invalid as refusal:
        return await _show(status=422, values=values, errors=refusal.fields)
    return see_other(RULES)


@post("/notices/mail-server", name="messaging.change_server", status_code=200, opt=MANAGE)
async def change_server(request: Request[Any, Any, Any]) -> Response[str]:
    """Send mail by a server of one's own; posted with ``_method=DELETE``, by the installation's again."""
    values, by = await typed(request), current_principal()
    if values.get("_method") == "DELETE":
        await actions.remove_server(by=by)
        return see_other(RULES)
    try:
        await actions.change_server(read_server(values), by=by)
    except Invalid as refusal:
        kept = {name: value for name, value in values.items() if name != "password"}
        return await _show(status=422, server_values=kept, server_errors=refusal.fields)
    return see_other(RULES)


@post("/notices/mail-server/trial", name="messaging.try_server", status_code=200, opt=MANAGE)
async def try_server() -> Response[str]:
    """Have a mail sent to oneself."""
    await actions.try_server(by=current_principal())
    return see_other(f"{RULES}?tried=yes")


async def _show(
    *,
    status: int = 200,
    tried: bool = False,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    server_values: dict[str, Any] | None = None,
    server_errors: dict[str, str] | None = None,
) -> Response[str]:
    now, found = peace(current_visit().tenant.settings), await queries.mail_server()
    stored = {
        "quiet_from": now.quiet_from.strftime("%H:%M"),
        "quiet_until": now.quiet_until.strftime("%H:%M"),
        "cap": str(now.cap),
        "keep_days": str(now.keep_days),
    }
    server: dict[str, Any] = {"port": "465", "security": "tls"}
    if found is not None:
        server = {name: str(found[name]) for name in SHOWN}
    return page(
        "messaging/rules.html",
        status=status,
        here=HERE,
        tabs=views.tabs(RULES, current_principal()),
        values=values or stored,
        errors=errors or {},
        server=found is not None,
        has_password=bool(found and found["password"]),
        server_values=server_values or server,
        server_errors=server_errors or {},
        securities=list(words("mail_server.security").items()),
        has_default=of_installation() is not None,
        tried=tried,
        returned=_returned() if found is not None and found["bounces"] else None,
    )


def _returned() -> dict[str, str]:
    """Where mail that came back is handed in, and with which secret it is signed."""
    tenant = current_visit().tenant
    host = tenant.hosts.get("headquarters" if tenant.kind == "headquarters" else "workspace", "")
    return {"url": address(host, PATH), "secret": returns.secrets_of(tenant.id)[0]}


HANDLERS = (rules, change_rules, change_server, try_server)
