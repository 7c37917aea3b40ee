"""A partner's life: the invitation, how it stands and why, and the modules that it may switch on."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation import hooks
from desk.foundation.errors import Refusal
from desk.foundation.permissions import needs
from desk.foundation.web import idempotency
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.headquarters import actions, queries, views
from desk.headquarters.actions import Invitation
from desk.headquarters.forms import AllowanceForm, InvitationForm, TurnForm
from desk.headquarters.states import TURNS

HERE = "partners"
INDEX = "/partners"
READ, MANAGE = needs("partner.read"), needs("partner.manage")
ONE = f"{INDEX}/{{slug:str}}"


@get("/invitations/new", name="headquarters.new_partner", opt=MANAGE)
async def new() -> Response[str]:
    """The form that founds a partner."""
    return page("headquarters/invite.html", here=HERE, values={"locale": "zh-CN"}, errors={}, refused="")


@post("/invitations", name="headquarters.invite", status_code=200, opt=MANAGE)
async def invite(request: Request[Any, Any, Any]) -> Response[str]:
    """Found it; its first administrator gets a link by mail."""
    values, by = await typed(request), current_principal()
    token = idempotency.token_of(values)
    if place := await idempotency.once(by, token):
        return see_other(place)
    try:
        form = read_values(values, InvitationForm)
        await actions.invite_partner(
            Invitation(form.slug, form.name, form.admin_name, form.admin_email, form.locale), by=by
        )
    except Refusal as refusal:
        return page("headquarters/invite.html", here=HERE, **kept(values, refusal))
    place = f"{INDEX}/{form.slug}"
    await idempotency.once(by, token, place)
    return see_other(place)


@get(ONE, name="headquarters.partner", opt=READ)
async def show(slug: FromPath[str]) -> Response[str]:
    """How a partner stands, since when and why, and what it may switch on."""
    return await show_partner(slug)


@post(f"{ONE}/turns", name="headquarters.turn_partner", status_code=200, opt=MANAGE)
async def turn(request: Request[Any, Any, Any], slug: FromPath[str]) -> Response[str]:
    """Suspend it, close it, or open it again."""
    values = await typed(request)
    try:
        form = read_values(values, TurnForm)
        await actions.turn_partner(slug, form.act, form.why, by=current_principal())
    except Refusal as refusal:
        return await show_partner(slug, opened=str(values.get("act", "")), **kept(values, refusal))
    return see_other(f"{INDEX}/{slug}")


@post(f"{ONE}/allowance", name="headquarters.allow_plugins", status_code=200, opt=MANAGE)
async def allow(request: Request[Any, Any, Any], slug: FromPath[str]) -> Response[str]:
    """Say which modules it may switch on."""
    form = read_values(await typed(request), AllowanceForm)
    await actions.allow_plugins(slug, [one for one in form.plugin if one in _modules()], by=current_principal())
    return see_other(f"{INDEX}/{slug}")


def _modules() -> dict[str, str]:
    """The modules of this installation that can be switched, with their words."""
    return {slug: hooks.title(slug) for slug in hooks.installed() if not hooks.is_core(slug)}


async def show_partner(
    slug: str,
    *,
    status: int = 200,
    opened: str = "",
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
    fetch_url: str = "",
) -> Response[str]:
    """The page of a partner, also with what was refused."""
    partner, modules = await queries.partner_known(slug), _modules()
    by = current_principal()
    may_manage = by.may("partner.manage")
    return page(
        "headquarters/partner.html",
        status=status,
        here=HERE,
        partner=partner,
        modules=sorted(modules.items()),
        allowed=list(modules) if partner.allowed is None else partner.allowed,
        turns=await queries.turns_of(partner.id),
        may={act: may_manage and partner.status in before for act, (before, _) in TURNS.items()},
        may_manage=may_manage,
        may_fetch=by.may("partner.archive"),
        archives=[views.archive_view(one) for one in await queries.archives_of(partner.id)],
        looks=await queries.looks_of(partner.id),
        fetch_url=fetch_url,
        opened=opened,
        values=values or {},
        errors=errors or {},
        refused=refused,
    )


HANDLERS = (new, invite, show, turn, allow)
