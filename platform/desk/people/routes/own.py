"""One's own sign-ins and password."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import Invalid
from desk.foundation.permissions import SIGNED_IN, needs
from desk.foundation.throttling import TooManyTries
from desk.foundation.translation import gettext
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.headers import cookie_name, set_cookie
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.kit.time import now
from desk.people import actions, passwords, queries
from desk.people.errors import WrongSignIn
from desk.people.forms import PasswordForm
from desk.people.identity import CHANGE_PASSWORD
from desk.people.routes._around import check_own_password, own_scope, own_tabs, signed_in_lately

DEVICES = "/devices"


@get(DEVICES, name="people.devices", opt=needs(SIGNED_IN))
async def devices(changed: FromQuery[bool] = False) -> Response[str]:
    """Where one is signed in. ``changed``: the password was just changed."""
    principal = current_principal()
    assert principal.sign_in_id is not None
    own = await queries.credential_of_sign_in(principal.sign_in_id)
    return page(
        "people/devices.html",
        here="devices",
        views=own_tabs(DEVICES),
        sign_ins=await queries.sign_ins(own, now()),
        this=principal.sign_in_id,
        changed=changed,
    )


@post(
    "/devices/{sign_in_id:uuid}/end",
    name="people.end_device",
    status_code=200,
    opt=needs(SIGNED_IN, even_suspended=True),
)
async def end_device(sign_in_id: FromPath[UUID]) -> Response[str]:
    """End one of one's own sign-ins."""
    await actions.end_sign_in(sign_in_id, by=current_principal())
    return see_other(DEVICES)


@post(
    "/devices/others/end",
    name="people.end_others",
    status_code=200,
    opt=needs(SIGNED_IN, even_suspended=True),
)
async def end_others() -> Response[str]:
    """End all sign-ins but this one."""
    await actions.end_other_sign_ins(by=current_principal())
    return see_other(DEVICES)


@post("/devices/end", name="people.end_everywhere", status_code=200, opt=needs(SIGNED_IN, even_suspended=True))
async def end_everywhere() -> Response[str]:
    """Sign out on every device, this one too."""
    await actions.end_own_sign_ins(by=current_principal())
    response = see_other("/sign-in")
    response.headers["Set-Cookie"] = set_cookie(cookie_name(), "", seconds=0)
    return response


@get(CHANGE_PASSWORD, name="people.password", opt=needs(SIGNED_IN))
async def password_page() -> Response[str]:
    """Choose a new password."""
    return page("people/password.html", here="devices", asks_old=await _asks_old(), errors={})


@post(
    CHANGE_PASSWORD,
    name="people.change_password",
    status_code=200,
    opt=needs(SIGNED_IN, scope="own"),
)
async def change_password(request: Request[Any, Any, Any]) -> Response[str]:
    """Give oneself a new password; the present one is asked for, unless it was given a moment ago to be changed."""
    principal = current_principal()
    async with own_scope():
        asks_old = await _asks_old()
    try:
        form = read_values(await typed(request), PasswordForm)
        passwords.check_length(form.password)
        if asks_old:
            await _check_old(form.old)
        await _check_new(form.password)
        hashed = await passwords.hash_password(form.password)
    except Invalid as refusal:
        return page("people/password.html", status=422, here="devices", asks_old=asks_old, errors=refusal.fields)
    async with own_scope():
        token = await actions.change_password(hashed, by=principal)
    response = see_other("/" if principal.first == CHANGE_PASSWORD else f"{DEVICES}?changed=1")
    seconds = int(actions.IDLE.total_seconds())
    response.headers["Set-Cookie"] = set_cookie(cookie_name(), token, seconds=seconds)
    return response


async def _check_old(password: str) -> None:
    try:
        await check_own_password(password)
    except WrongSignIn:
        raise Invalid({"old": gettext("That isn't your present password.")}) from None
    except TooManyTries as refusal:
        raise Invalid({"old": str(refusal)}) from None


async def _check_new(password: str) -> None:
    """A new one differs from the present one. Raises ``Invalid``."""
    async with own_scope():
        stored = await queries.password_of(await actions.own_credential(current_principal()))
    if await passwords.matches(password, stored):
        raise Invalid({"password": gettext("That is your present password. Please choose another.")})


async def _asks_old() -> bool:
    principal = current_principal()
    return principal.first != CHANGE_PASSWORD or not await signed_in_lately(principal)


HANDLERS = (devices, end_device, end_others, end_everywhere, password_page, change_password)
