"""One's own second sign-in step."""

from typing import Any
from uuid import UUID

import segno
from litestar import Request, Response, get, post

from desk.foundation import throttling
from desk.foundation.errors import Invalid, Refusal
from desk.foundation.permissions import SIGNED_IN, needs
from desk.foundation.sealing import Unsealable
from desk.foundation.throttling import TooManyTries
from desk.foundation.translation import gettext
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.headers import cookie_name, set_cookie
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.people import actions, codes, queries, vault
from desk.people.errors import FactorRequired, WrongCode, WrongSignIn
from desk.people.forms import CodeForm
from desk.people.identity import SET_UP_FACTOR
from desk.people.routes._around import check_own_password, own_scope, own_tabs, signed_in_lately
from desk.people.settings import factor_rule
from desk.people.throttles import BY_CODE


@get(SET_UP_FACTOR, name="people.second_factor", opt=needs(SIGNED_IN))
async def factor_page() -> Response[str]:
    """What is set up, or how to set it up."""
    return await _page({})


@post(
    SET_UP_FACTOR,
    name="people.begin_factor",
    status_code=200,
    opt=needs(SIGNED_IN, scope="own"),
)
async def begin(request: Request[Any, Any, Any]) -> Response[str]:
    """Make a secret to be scanned; the password is asked for, unless it was given a moment ago."""
    values = await typed(request)
    async with own_scope():
        asks = not await signed_in_lately(current_principal())
    if asks:
        try:
            await check_own_password(str(values.get("password", "")))
        except (WrongSignIn, TooManyTries) as refusal:
            wrong = gettext("That isn't your present password.") if isinstance(refusal, WrongSignIn) else str(refusal)
            async with own_scope():
                return await _page({"password": wrong}, status=refusal.status)
    async with own_scope():
        await actions.begin_factor(await _own(), by=current_principal())
    return see_other(SET_UP_FACTOR)


@post(
    f"{SET_UP_FACTOR}/confirmation",
    name="people.confirm_factor",
    status_code=200,
    opt=needs(SIGNED_IN),
)
async def confirm(request: Request[Any, Any, Any]) -> Response[str]:
    """Switch it on with its first code; shows the recovery codes, once, and goes on with a new secret."""
    principal = current_principal()
    assert principal.sign_in_id is not None
    try:
        code = await _counted_code(request)
        made = await actions.confirm_factor(await _own(), code, by=principal)
    except (Invalid, WrongCode, TooManyTries) as refusal:
        return await _page(_errors(refusal), status=refusal.status)
    token = await actions.rotate_sign_in(principal.sign_in_id)
    response = _codes(made)
    seconds = int(actions.IDLE.total_seconds())
    response.headers["Set-Cookie"] = set_cookie(cookie_name(), token, seconds=seconds)
    return response


@post(f"{SET_UP_FACTOR}/recovery-codes", name="people.recovery_codes", status_code=200, opt=needs(SIGNED_IN))
async def renew_codes(request: Request[Any, Any, Any]) -> Response[str]:
    """Ten new recovery codes for a code of the app; shows them, once."""
    try:
        code = await _counted_code(request)
        return _codes(await actions.renew_recovery_codes(await _own(), code, by=current_principal()))
    except (Invalid, WrongCode, TooManyTries) as refusal:
        return await _page(_errors(refusal), status=refusal.status)


@post(f"{SET_UP_FACTOR}/removal", name="people.remove_factor", status_code=200, opt=needs(SIGNED_IN))
async def remove(request: Request[Any, Any, Any]) -> Response[str]:
    """Switch it off with a code."""
    try:
        code = await _counted_code(request)
        await actions.remove_own_factor(await _own(), code, by=current_principal())
    except (Invalid, WrongCode, TooManyTries, FactorRequired) as refusal:
        return await _page(_errors(refusal), status=refusal.status)
    return see_other(SET_UP_FACTOR)


async def _counted_code(request: Request[Any, Any, Any]) -> str:
    form = read_values(await typed(request), CodeForm)
    await throttling.count(throttling.key(BY_CODE, current_visit().tenant, str(await _own())))
    return form.code


def _errors(refusal: Refusal) -> dict[str, str]:
    return refusal.fields if isinstance(refusal, Invalid) else {"code": str(refusal)}


def _codes(made: list[str]) -> Response[str]:
    return page("people/recovery_codes.html", here="devices", codes=made)


async def _page(errors: dict[str, str], *, status: int = 200) -> Response[str]:
    principal, own = current_principal(), await _own()
    found = await queries.factor_of(own)
    is_on = found is not None and found["confirmed_at"] is not None
    pending = await _picture(own, found["secret"]) if found is not None and not is_on else None
    return page(
        "people/second_factor.html",
        status=status,
        here="devices",
        views=own_tabs(SET_UP_FACTOR),
        rule=factor_rule(current_visit().tenant.settings, principal.roles),
        since=found["confirmed_at"] if found is not None and is_on else None,
        codes_left=await queries.recovery_codes_left(own),
        pending=pending,
        asks_password=not await signed_in_lately(principal),
        errors=errors,
    )


async def _picture(own: UUID, sealed: str) -> dict[str, str] | None:
    """What the app scans, and the same to be typed."""
    try:
        secret = vault.unseal(sealed)
    except Unsealable:
        return None
    said = codes.address(secret, await queries.login_of(own), current_visit().tenant.name)
    image = segno.make(said, error="l").svg_data_uri(scale=4, border=4, dark="#000", light="#fff")
    return {"image": image, "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}


async def _own() -> UUID:
    principal = current_principal()
    assert principal.sign_in_id is not None
    return await queries.credential_of_sign_in(principal.sign_in_id)


HANDLERS = (factor_page, begin, confirm, renew_codes, remove)
