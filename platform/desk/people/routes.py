"""Signing in and out, one's own sign-ins and password, and the list of members."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import Invalid
from desk.foundation.permissions import ANYONE, SIGNED_IN, needs
from desk.foundation.tenancy import tenant_scope
from desk.foundation.translation import gettext
from desk.foundation.web.forms import read_form, read_values, typed
from desk.foundation.web.headers import cookie_name, set_cookie
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now
from desk.people import actions, passwords, queries
from desk.people.errors import LoginTaken, StaffNumberTaken, WrongSignIn
from desk.people.forms import MemberForm, PasswordForm, SignInForm
from desk.people.permissions import OPERATOR_ROLES, ROLES


def safe_next(path: str) -> str:
    """A way back inside this host, and nowhere else."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path
    return path if inside and not any(ord(c) < 32 for c in path) else "/"


@get("/sign-in", name="people.sign_in", opt=needs(ANYONE))
async def sign_in_page(next: FromQuery[str] = "/") -> Response[str]:  # noqa: A002 - the name in the address
    """The sign-in page, or onwards for whoever is signed in."""
    if current_visit().principal is not None:
        return see_other(safe_next(next))
    return page("people/sign_in.html", next=safe_next(next), values={}, errors={})


@post(
    "/sign-in",
    name="people.begin_sign_in",
    status_code=200,
    opt=needs(ANYONE, scope="none", even_suspended=True),
)
async def begin_sign_in(request: Request[Any, Any, Any]) -> Response[str]:
    """Check the password outside of any transaction, then begin the sign-in in a short one."""
    visit = current_visit()
    values = await typed(request)
    try:
        form = read_values(values, SignInForm)
        async with tenant_scope(visit.tenant):
            found = await queries.credential_of(form.login.lower(), visit.face)
        if not await passwords.matches(form.password, found["password_hash"] if found else None) or found is None:
            async with tenant_scope(visit.tenant):
                await actions.refuse_sign_in(found["id"] if found else None, visit.face)
            raise WrongSignIn
    except (Invalid, WrongSignIn) as refusal:
        errors = refusal.fields if isinstance(refusal, Invalid) else {"": str(refusal)}
        kept = {"login": str(values.get("login", ""))}
        back = safe_next(str(values.get("next", "/")))
        return page("people/sign_in.html", status=422, next=back, values=kept, errors=errors)
    async with tenant_scope(visit.tenant):
        token = await actions.begin_sign_in(
            found["id"],
            visit.face,
            customer_id=found["customer_id"],
            address=request.client.host if request.client else "",
            agent=request.headers.get("user-agent", ""),
        )
    response = see_other(safe_next(form.next))
    response.headers["Set-Cookie"] = set_cookie(cookie_name(), token, seconds=int(actions.IDLE.total_seconds()))
    return response


@post("/sign-out", name="people.end_sign_in", status_code=200, opt=needs(SIGNED_IN, even_suspended=True))
async def sign_out() -> Response[str]:
    """End this sign-in and drop its cookie."""
    principal = current_principal()
    if principal.sign_in_id is not None:
        await actions.end_sign_in(principal.sign_in_id, by=principal)
    response = see_other("/sign-in")
    response.headers["Set-Cookie"] = set_cookie(cookie_name(), "", seconds=0)
    return response


@get("/devices", name="people.devices", opt=needs(SIGNED_IN))
async def devices() -> Response[str]:
    """Where one is signed in, and one's password."""
    return await _devices({})


@post(
    "/devices/{sign_in_id:uuid}/end",
    name="people.end_device",
    status_code=200,
    opt=needs(SIGNED_IN, even_suspended=True),
)
async def end_device(sign_in_id: FromPath[UUID]) -> Response[str]:
    """End one of one's own sign-ins."""
    await actions.end_sign_in(sign_in_id, by=current_principal())
    return see_other("/devices")


@post(
    "/devices/others/end",
    name="people.end_others",
    status_code=200,
    opt=needs(SIGNED_IN, even_suspended=True),
)
async def end_others() -> Response[str]:
    """End all sign-ins but this one."""
    await actions.end_other_sign_ins(by=current_principal())
    return see_other("/devices")


@post("/password", name="people.password", status_code=200, opt=needs(SIGNED_IN))
async def change_password(request: Request[Any, Any, Any]) -> Response[str]:
    """Give oneself a new password; the old one is asked for."""
    principal = current_principal()
    try:
        form = await read_form(request, PasswordForm)
        assert principal.sign_in_id is not None
        own = await queries.credential_of_sign_in(principal.sign_in_id)
        if not await passwords.matches(form.old, await queries.password_of(own)):
            raise Invalid({"old": gettext("That isn't your present password.")})
        await actions.change_password(form.password, by=principal)
    except Invalid as refusal:
        return await _devices(refusal.fields, status=422)
    return see_other("/devices")


async def _devices(errors: dict[str, str], *, status: int = 200) -> Response[str]:
    principal = current_principal()
    assert principal.sign_in_id is not None
    own = await queries.credential_of_sign_in(principal.sign_in_id)
    found = await queries.sign_ins(own, now())
    return page(
        "people/devices.html",
        status=status,
        here="devices",
        sign_ins=found,
        this=principal.sign_in_id,
        errors=errors,
    )


@get("/members", name="people.members", opt=needs("member.read"))
async def members() -> Response[str]:
    """The staff, with a form to add somebody for whoever may."""
    return await _members({}, {})


@post("/members", name="people.add_member", status_code=200, opt=needs("member.manage"))
async def add_member(request: Request[Any, Any, Any]) -> Response[str]:
    """Add somebody to the staff."""
    values = await typed(request)
    try:
        form = read_values(values, MemberForm)
        unknown = set(form.roles) - set(_roles())
        if unknown or not form.roles:
            raise Invalid({"roles": gettext("Please choose at least one role.")})
        await actions.add_member(
            actions.NewMember(
                form.name,
                form.staff_no,
                form.roles,
                form.login,
                form.password,
                form.department,
                form.email,
                form.phone,
            ),
            by=current_principal(),
        )
    except Invalid as refusal:
        return await _members(values, refusal.fields, status=422)
    except (LoginTaken, StaffNumberTaken) as refusal:
        field = "login" if isinstance(refusal, LoginTaken) else "staff_no"
        return await _members(values, {field: str(refusal)}, status=422)
    return see_other("/members")


async def _members(values: dict[str, Any], errors: dict[str, str], *, status: int = 200) -> Response[str]:
    principal = current_principal()
    kept = {key: value for key, value in values.items() if key != "password"}
    return page(
        "people/members.html",
        status=status,
        here="members",
        members=await queries.members(),
        roles={slug: gettext(word) for slug, word in _roles().items()},
        may_manage=principal.may("member.manage"),
        values=kept,
        errors=errors,
    )


def _roles() -> dict[str, str]:
    return OPERATOR_ROLES if current_visit().tenant.kind == "headquarters" else ROLES


SHARED = (sign_in_page, begin_sign_in, sign_out, devices, end_device, end_others, change_password)
STAFF = (members, add_member)
