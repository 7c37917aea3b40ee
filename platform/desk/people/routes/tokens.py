"""One's own API tokens."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation.errors import Invalid
from desk.foundation.hooks import is_shown
from desk.foundation.permissions import needs, registered
from desk.foundation.translation import gettext
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now
from desk.people import actions, queries
from desk.people.forms import TokenForm
from desk.people.routes._around import own_tabs
from desk.people.views import permission_label

TOKENS = "/tokens"
DAYS = (30, 90, 180, 365)


@get(TOKENS, name="people.tokens", opt=needs("token.make"))
async def tokens() -> Response[str]:
    """One's tokens that are still good, and a form for another."""
    return await _page({"days": "90"}, {})


@post(TOKENS, name="people.make_token", status_code=200, opt=needs("token.make"))
async def make(request: Request[Any, Any, Any]) -> Response[str]:
    """Make a token; its secret is on the answer, and nowhere else."""
    values = await typed(request)
    try:
        form = read_values(values, TokenForm)
        if not form.scopes:
            raise Invalid({"scopes": gettext("Please choose what it may do.")})
        made = await actions.make_own_token(
            form.name, form.scopes, timedelta(days=int(form.days)), by=current_principal()
        )
    except Invalid as refusal:
        return await _page(values, refusal.fields, status=422)
    return await _page({"days": "90"}, {}, made=made)


@post(TOKENS + "/{token_id:uuid}/revocation", name="people.revoke_token", status_code=200, opt=needs("member.read"))
async def revoke(token_id: FromPath[UUID]) -> Response[str]:
    """End a token at once: one's own, or a colleague's by whoever manages members."""
    principal = current_principal()
    owner = await actions.revoke_token(token_id, by=principal)
    return see_other(TOKENS if owner == principal.id and principal.may("token.make") else f"/members/{owner}")


async def _page(
    values: dict[str, Any], errors: dict[str, str], *, status: int = 200, made: str | None = None
) -> Response[str]:
    principal = current_principal()
    chosen = values.get("scopes", [])
    return page(
        "people/tokens.html",
        status=status,
        here="devices",
        views=own_tabs(TOKENS),
        tokens=[_shown(one) for one in await queries.tokens(principal.id, now())],
        made=made,
        scopes=[
            (name, gettext(one.label))
            for name, one in registered().items()
            if principal.may(name) and is_shown(name, current_visit().tenant.plugins)
        ],
        chosen=[chosen] if isinstance(chosen, str) else list(chosen),
        days=[(str(one), gettext("{days} days").format(days=one)) for one in DAYS],
        values=values,
        errors=errors,
    )


def _shown(one: Any) -> dict[str, Any]:
    return dict(one) | {"may": [permission_label(name) for name in one["scopes"]]}


HANDLERS = (tokens, make, revoke)
