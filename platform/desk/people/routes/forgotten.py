"""Links: asking for one when the password is forgotten, and choosing a password with it."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation import throttling
from desk.foundation.errors import Invalid
from desk.foundation.permissions import ANYONE, needs
from desk.foundation.throttling import TooManyTries, network_of
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_visit
from desk.kit.ids import fingerprint
from desk.kit.time import now
from desk.people import actions, passwords, queries
from desk.people.errors import LinkDead
from desk.people.forms import ChosenForm, ForgottenForm
from desk.people.routes._around import address_of, open_scope
from desk.people.throttles import RESET_BY_LOGIN, RESET_BY_NETWORK


@get("/forgotten", name="people.forgotten", opt=needs(ANYONE))
async def forgotten_page() -> Response[str]:
    """Asks for the sign-in name."""
    return page("people/forgotten.html", values={}, errors={}, sent=False)


@post(
    "/forgotten",
    name="people.ask_reset",
    status_code=200,
    opt=needs(ANYONE, scope="none", even_suspended=True),
)
async def ask_reset(request: Request[Any, Any, Any]) -> Response[str]:
    """Have a link sent; says and does the same, in the same time, whether anybody has that login or not."""
    visit, values, network = current_visit(), await typed(request), network_of(address_of(request))
    try:
        login = read_values(values, ForgottenForm).login.lower()
        by_network = throttling.key(RESET_BY_NETWORK, visit.tenant, network)
        await throttling.count(throttling.key(RESET_BY_LOGIN, visit.tenant, login), by_network)
    except (Invalid, TooManyTries) as refusal:
        errors = refusal.fields if isinstance(refusal, Invalid) else {"login": str(refusal)}
        kept = {"login": str(values.get("login", ""))}
        return page("people/forgotten.html", status=refusal.status, values=kept, errors=errors, sent=False)
    async with open_scope():
        found = await queries.credential_of(login, visit.face)
        await actions.ask_reset(found["id"] if found else None, visit.face, network)
    return page("people/forgotten.html", values={}, errors={}, sent=True)


@get("/link/{token:str}", name="people.link", opt=needs(ANYONE, scope="none"))
async def link_page(token: FromPath[str]) -> Response[str]:
    """The form in which a password is chosen. Looking at it uses nothing up: scanners of mail look, too."""
    return await _form(token, {})


@post(
    "/link/{token:str}",
    name="people.use_link",
    status_code=200,
    opt=needs(ANYONE, scope="none", even_suspended=True),
)
async def use_link(token: FromPath[str], request: Request[Any, Any, Any]) -> Response[str]:
    """Choose a password; the link is used up with it."""
    try:
        form = read_values(await typed(request), ChosenForm)
        passwords.check_length(form.password)
        await _check(token)
        hashed = await passwords.hash_password(form.password)
    except Invalid as refusal:
        return await _form(token, refusal.fields, status=422)
    async with open_scope():
        await actions.use_link(token, hashed)
    return see_other("/sign-in?chosen=1")


async def _check(token: str) -> dict[str, str]:
    """Whose link it is and what for, if it is good on this face. Raises ``LinkDead``."""
    async with open_scope():
        found = await queries.link(fingerprint(token), now())
        owner = await queries.owner_of(found["credential"]) if found else None
    if found is None or owner is None or owner.face != current_visit().face:
        raise LinkDead
    return {"login": owner.login, "name": owner.name, "purpose": found["purpose"]}


async def _form(token: str, errors: dict[str, str], *, status: int = 200) -> Response[str]:
    return page("people/link.html", status=status, token=token, errors=errors, **await _check(token))


HANDLERS = (forgotten_page, ask_reset, link_page, use_link)
