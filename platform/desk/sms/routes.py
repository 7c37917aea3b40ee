"""Pages about the account for short messages, and the address at which its gateway tells what came of them."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import Invalid
from desk.foundation.permissions import ANYONE, needs
from desk.foundation.tenancy import tenant_scope
from desk.foundation.translation import LANGUAGES, gettext
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.hosts import address
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.messaging import kinds as notices
from desk.messaging import views as messaging
from desk.sms import actions, kinds, links, queries
from desk.sms.forms import TemplateForm, read_account

HERE = "messages"
PAGE = "/notices/sms"
MANAGE = needs("notice.manage")
LANGUAGE_WORDS = {"zh-CN": "中文", "en": "English"}


@get(PAGE, name="sms.account", opt=MANAGE)
async def account(tried: FromQuery[str] = "") -> Response[str]:
    """The account, its templates, and the address to be entered at the gateway."""
    return await _show(tried=bool(tried))


@post(PAGE, name="sms.change_account", status_code=200, opt=MANAGE)
async def change_account(request: Request[Any, Any, Any]) -> Response[str]:
    """Send by this account; posted with ``_method=DELETE``, by none."""
    values, by = await typed(request), current_principal()
    if values.get("_method") == "DELETE":
        await actions.remove_account(by=by)
        return see_other(PAGE)
    try:
        await actions.change_account(read_account(values), by=by)
    except Invalid as refusal:
        return await _show(status=422, values=values, errors=refusal.fields)
    return see_other(PAGE)


@post(f"{PAGE}/templates", name="sms.set_template", status_code=200, opt=MANAGE)
async def set_template(request: Request[Any, Any, Any]) -> Response[str]:
    """Name the vendor's template for a notice; without a code, none."""
    values = await typed(request)
    try:
        form = read_values(values, TemplateForm)
        await actions.set_template(form.kind, form.lang, form.code, by=current_principal())
    except Invalid as refusal:
        return await _show(status=422, template=values, template_errors=refusal.fields)
    return see_other(PAGE)


@post(f"{PAGE}/trial", name="sms.try_account", status_code=200, opt=MANAGE)
async def try_account() -> Response[str]:
    """Have a short message sent to oneself."""
    await actions.try_account(by=current_principal())
    return see_other(f"{PAGE}?tried=yes")


@post("/sms/{token:str}", name="sms.hear", status_code=200, opt=needs(ANYONE, scope="none", even_suspended=True))
async def hear(token: FromPath[str], request: Request[Any, Any, Any]) -> Response[Mapping[str, Any]]:
    """What a gateway tells. The address is its permission; it hears back what it wants to hear."""
    async with tenant_scope(current_visit().tenant):
        gateway = await actions.hear(token, await request.body())
    return Response(gateway.content)


async def _show(
    *,
    status: int = 200,
    tried: bool = False,
    values: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
    template: Mapping[str, Any] | None = None,
    template_errors: Mapping[str, str] | None = None,
) -> Response[str]:
    tenant, found = current_visit().tenant, await queries.account()
    offered = [(one.id, gettext(one.label)) for one in notices.notices_here(tenant)]
    names = {"": gettext("All other notices"), **dict(offered)}
    return page(
        "sms/account.html",
        status=status,
        here=HERE,
        tabs=messaging.tabs(PAGE, current_principal()),
        gateways=[_gateway(one) for one in kinds.gateways_here()],
        gateway_words=[(one.key, gettext(one.label)) for one in kinds.gateways_here()],
        has_account=found is not None,
        values=_kept(values) if values is not None else _stored(found),
        errors=dict(errors or {}),
        told_at=_told_at(found),
        templates=[
            dict(one) | {"word": names.get(one["kind"], one["kind"]), "language": LANGUAGE_WORDS[one["locale"]]}
            for one in await queries.templates()
        ],
        kinds=list(names.items()),
        languages=[(one, LANGUAGE_WORDS[one]) for one in LANGUAGES],
        template_values={name: str(value) for name, value in (template or {"lang": tenant.locale}).items()},
        template_errors=dict(template_errors or {}),
        tried=tried,
    )


def _gateway(one: kinds.Gateway) -> dict[str, Any]:
    fields = [{"name": each.name, "label": gettext(each.label), "secret": each.secret} for each in one.fields]
    return {"key": one.key, "fields": fields}


def _stored(found: Any) -> dict[str, str]:
    """What the form shows of an account: all but its secrets."""
    start = {f"{one.key}-{field.name}": field.start for one in kinds.gateways_here() for field in one.fields}
    if found is None:
        first = kinds.gateways_here()[0]
        return start | {"gateway": first.key, "url": "", "per_second": "50"}
    gateway, said = kinds.gateway(found["gateway"]), actions.unsealed(found)
    open_fields = [one.name for one in gateway.fields if not one.secret] if gateway else []
    known = {f"{found['gateway']}-{name}": said.get(name, "") for name in open_fields}
    return start | known | {"gateway": found["gateway"], "url": found["url"], "per_second": str(found["per_second"])}


def _kept(values: Mapping[str, Any]) -> dict[str, str]:
    secret = {f"{one.key}-{field.name}" for one in kinds.gateways_here() for field in one.fields if field.secret}
    return {name: str(value) for name, value in values.items() if name not in secret}


def _told_at(found: Any) -> str:
    """The address to be entered at the gateway."""
    tenant = current_visit().tenant
    host = tenant.hosts.get("workspace") or tenant.hosts.get("headquarters")
    if found is None or not host:
        return ""
    return address(host, f"/sms/{links.token_for(tenant.id, found['id'])}")


PAGES = (account, change_account, set_template, try_account)
HANDLERS = (*PAGES, hear)
