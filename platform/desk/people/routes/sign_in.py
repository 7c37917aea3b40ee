"""Signing in, in one step or two, and out."""

from typing import Any
from urllib.parse import urlencode

from asyncpg import Record
from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.foundation import throttling
from desk.foundation.errors import Invalid, Refusal
from desk.foundation.permissions import ANYONE, SIGNED_IN, needs
from desk.foundation.throttling import TooManyTries, network_of
from desk.foundation.web.flow import cookies_of
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.headers import cookie_name, set_cookie
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.ids import fingerprint
from desk.kit.time import now
from desk.people import actions, passwords, queries
from desk.people.errors import WrongCode, WrongSignIn
from desk.people.forms import CodeForm, SignInForm
from desk.people.routes._around import address_of, open_scope, safe_next
from desk.people.throttles import BY_CODE, BY_LOGIN, BY_NETWORK, NOTED

CODE_PATH = "/sign-in/code"


@get("/sign-in", name="people.sign_in", opt=needs(ANYONE))
async def sign_in_page(next: FromQuery[str] = "/", chosen: FromQuery[bool] = False) -> Response[str]:  # noqa: A002 - the name in the address
    """The sign-in page, or onwards for whoever is signed in. ``chosen``: a password was just chosen with a link."""
    if current_visit().principal is not None:
        return see_other(safe_next(next))
    return page("people/sign_in.html", next=safe_next(next), values={}, errors={}, chosen=chosen)


@post(
    "/sign-in",
    name="people.begin_sign_in",
    status_code=200,
    opt=needs(ANYONE, scope="none", even_suspended=True),
)
async def begin_sign_in(request: Request[Any, Any, Any]) -> Response[str]:
    """Check the password outside of any transaction, then begin the sign-in, or its second step, in a short one."""
    visit, values = current_visit(), await typed(request)
    back = safe_next(str(values.get("next", "/")))
    try:
        found = await _found(read_values(values, SignInForm), address_of(request))
    except (Invalid, WrongSignIn, TooManyTries) as refusal:
        errors = refusal.fields if isinstance(refusal, Invalid) else {"": str(refusal)}
        kept = {"login": str(values.get("login", ""))}
        return _refused("people/sign_in.html", refusal, next=back, values=kept, errors=errors, chosen=False)
    async with open_scope():
        if found["has_factor"]:
            token = await actions.begin_step(found["id"], visit.face, customer_id=found["customer_id"])
            return _let_in(f"{CODE_PATH}?{urlencode({'next': back})}", token, actions.STEP_LASTS.total_seconds())
        token = await _begun(request, found["id"], found["customer_id"], "password")
    return _let_in(back, token, actions.IDLE.total_seconds())


async def _found(form: SignInForm, address: str) -> Record:
    """The credential that login and password open. Raises ``WrongSignIn`` and ``TooManyTries``."""
    visit, login = current_visit(), form.login.lower()
    network = throttling.key(BY_NETWORK, visit.tenant, network_of(address))
    of_login = throttling.key(BY_LOGIN, visit.tenant, login)
    try:
        tried = await throttling.count(of_login, network)
    except TooManyTries:
        await _note_throttled(login, address)
        raise
    async with open_scope():
        found = await queries.credential_of(login, visit.face)
    if not await passwords.matches(form.password, found["password_hash"] if found else None) or found is None:
        async with open_scope():
            await actions.refuse_sign_in(found["id"] if found else None, visit.face, address=address)
        raise WrongSignIn
    await tried.forget(of_login)
    await tried.undo(network)
    if passwords.is_old(found["password_hash"]):
        hashed = await passwords.hash_password(form.password)
        async with open_scope():
            await actions.renew_hash(found["id"], hashed)
    return found


async def _note_throttled(login: str, address: str) -> None:
    """A fact now and then, not for each try: whoever hammers must not fill the trail."""
    visit = current_visit()
    try:
        await throttling.count(throttling.key(NOTED, visit.tenant, f"{login}\n{network_of(address)}"))
    except TooManyTries:
        return
    async with open_scope():
        found = await queries.credential_of(login, visit.face)
        own = found["id"] if found else None
        await actions.refuse_sign_in(own, visit.face, address=address, why="throttled")


@get(CODE_PATH, name="people.code", opt=needs(ANYONE, scope="none"))
async def code_page(next: FromQuery[str] = "/") -> Response[str]:  # noqa: A002 - the name in the address
    """Asks for the code; back to the beginning for a browser that gave no password just now."""
    if await _step() is None:
        return see_other("/sign-in")
    return page("people/code.html", next=safe_next(next), errors={})


@post(CODE_PATH, name="people.pass_code", status_code=200, opt=needs(ANYONE, scope="none", even_suspended=True))
async def pass_code(request: Request[Any, Any, Any]) -> Response[str]:
    """Check the code; the sign-in begins with a new secret."""
    visit, values = current_visit(), await typed(request)
    back, step = safe_next(str(values.get("next", "/"))), await _step()
    if step is None:
        return see_other("/sign-in")
    key = throttling.key(BY_CODE, visit.tenant, str(step["credential"]))
    try:
        form = read_values(values, CodeForm)
        tried = await throttling.count(key)
        token = await _passed(request, form.code)
    except (Invalid, WrongCode, TooManyTries) as refusal:
        errors = refusal.fields if isinstance(refusal, Invalid) else {"code": str(refusal)}
        return _refused("people/code.html", refusal, next=back, errors=errors)
    if token is None:
        return see_other("/sign-in")
    await tried.forget(key)
    return _let_in(back, token, actions.IDLE.total_seconds())


async def _passed(request: Request[Any, Any, Any], code: str) -> str | None:
    """The secret of the new sign-in; None when the password is to be given again. Raises ``WrongCode``."""
    visit = current_visit()
    async with open_scope():
        passed = await actions.pass_step(_cookie(), visit.face, code)
        if passed is not None and passed.way:
            return await _begun(request, passed.credential_id, passed.customer_id, passed.way)
        if passed is not None:
            address = address_of(request)
            await actions.refuse_sign_in(passed.credential_id, visit.face, address=address, why="code")
    if passed is None or passed.over:
        return None
    raise WrongCode


async def _step() -> Record | None:
    async with open_scope():
        return await queries.step(fingerprint(_cookie()), current_visit().face, now())


async def _begun(request: Request[Any, Any, Any], credential_id: Any, customer_id: Any, way: str) -> str:
    return await actions.begin_sign_in(
        credential_id,
        current_visit().face,
        customer_id=customer_id,
        address=address_of(request),
        agent=request.headers.get("user-agent", ""),
        way=way,
    )


def _cookie() -> str:
    return cookies_of(current_visit().scope).get(cookie_name(), "")


def _let_in(path: str, token: str, seconds: float) -> Response[str]:
    response = see_other(path)
    response.headers["Set-Cookie"] = set_cookie(cookie_name(), token, seconds=int(seconds))
    return response


def _refused(template: str, refusal: Refusal, **context: Any) -> Response[str]:
    response = page(template, status=refusal.status, **context)
    if isinstance(refusal, TooManyTries):
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


@post(
    "/sign-out",
    name="people.end_sign_in",
    status_code=200,
    opt=needs(SIGNED_IN, even_suspended=True, even_first=True),
)
async def sign_out() -> Response[str]:
    """End this sign-in and drop its cookie."""
    principal = current_principal()
    if principal.sign_in_id is not None:
        await actions.end_sign_in(principal.sign_in_id, by=principal)
    return _let_in("/sign-in", "", 0)


HANDLERS = (sign_in_page, begin_sign_in, code_page, pass_code, sign_out)
