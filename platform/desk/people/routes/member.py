"""One colleague: what is said of them, what they may do, how they sign in, and their leaving."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import Invalid, NotFound
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import read_form, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now
from desk.people import actions, passwords, queries
from desk.people.errors import NoLogin, NotForOneself, StaffNumberTaken
from desk.people.forms import DepartureForm, FactsForm, PasswordForm, RolesForm
from desk.people.routes._around import (
    check_roles,
    colleagues,
    departments_to_choose,
    own_scope,
    staff_roles,
    staff_tabs,
)
from desk.people.tables import Member
from desk.people.views import permission_label, shifts

MEMBER = "/members/{member_id:uuid}"
MANAGE = needs("member.manage")
SAID = {
    "invited": N_("An invitation is on its way."),
    "reset": N_("A link for a new password is on its way."),
    "given": N_("The password is in force; it has to be changed at the next sign-in."),
    "ended": N_("Signed out everywhere."),
    "factor": N_("The second sign-in step is removed."),
    "changed": N_("Changed."),
}


@get(MEMBER, name="people.member", opt=MANAGE)
async def show(member_id: FromPath[UUID], said: FromQuery[str] = "") -> Response[str]:
    """Everything about one member that whoever manages members may see and do."""
    return await _show(member_id, said=said)


@post(MEMBER, name="people.change_member", status_code=200, opt=MANAGE)
async def change(request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[str]:
    """Change what is said of a member."""
    values = await typed(request)
    try:
        form = read_values(values, FactsForm)
        facts = {
            "name": form.name,
            "staff_no": form.staff_no,
            "department": form.department,
            "email": form.email or "",
            "phone": form.phone,
            "locale": form.locale,
        }
        await actions.change_member(member_id, facts, by=current_principal())
    except Invalid as refusal:
        return await _show(member_id, values=values, errors=refusal.fields, status=422)
    except StaffNumberTaken as refusal:
        return await _show(member_id, values=values, errors={"staff_no": str(refusal)}, status=422)
    return _back(member_id, "changed")


@post(f"{MEMBER}/roles/effect", name="people.member_roles_effect", status_code=200, opt=MANAGE)
async def roles_effect(request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[str]:
    """What these roles would add and take away, before anything is saved."""
    form, member = await read_form(request, RolesForm), await queries.member_by_id(member_id)
    try:
        check_roles(form.roles)
    except Invalid as refusal:
        return await _show(member_id, errors=refusal.fields, chosen=form.roles, status=422)
    before = await queries.permissions_of(member.roles)
    after = await queries.permissions_of(form.roles)
    return page(
        "people/effect.html",
        here="members",
        title=gettext("Roles of {name}").format(name=member.name),
        back_url=f"/members/{member_id}",
        save_url=f"/members/{member_id}/roles",
        kept=[("roles", one) for one in form.roles],
        shifts=shifts([(member.name, before, after)]),
        contacts=0,
        rule=None,
    )


@post(f"{MEMBER}/roles", name="people.change_member_roles", status_code=200, opt=MANAGE)
async def change_roles(request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[str]:
    """Save a member's roles."""
    form = await read_form(request, RolesForm)
    try:
        check_roles(form.roles)
    except Invalid as refusal:
        return await _show(member_id, errors=refusal.fields, chosen=form.roles, status=422)
    await actions.change_roles(member_id, form.roles, by=current_principal())
    return _back(member_id, "changed")


@post(f"{MEMBER}/invitation", name="people.invite", status_code=200, opt=MANAGE)
async def invite(member_id: FromPath[UUID]) -> Response[str]:
    """Send an invitation, or another one; the one before is dead then."""
    member = await queries.member_by_id(member_id)
    await actions.ask_invitation(_credential(member), member.name, by=current_principal())
    return _back(member_id, "invited")


@post(f"{MEMBER}/reset", name="people.reset", status_code=200, opt=MANAGE)
async def reset(member_id: FromPath[UUID]) -> Response[str]:
    """Send a link for a new password."""
    member, visit = await queries.member_by_id(member_id), current_visit()
    await actions.ask_reset(_credential(member), visit.face, "", by=current_principal(), name=member.name)
    return _back(member_id, "reset")


@post(f"{MEMBER}/password", name="people.give_password", status_code=200, opt=needs("member.manage", scope="own"))
async def give_password(request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[str]:
    """Give a first password, to be changed by its owner; for those whom no mail reaches."""
    if member_id == current_principal().id:
        raise NotForOneself
    try:
        form = await read_form(request, PasswordForm)
        hashed = await passwords.hash_password(form.password)
    except Invalid as refusal:
        async with own_scope():
            return await _show(member_id, errors=refusal.fields, status=422)
    async with own_scope():
        member = await queries.member_by_id(member_id)
        await actions.give_password(_credential(member), hashed, by=current_principal())
    return _back(member_id, "given")


@post(f"{MEMBER}/sign-ins/end", name="people.end_sign_ins", status_code=200, opt=MANAGE)
async def end_sign_ins(member_id: FromPath[UUID]) -> Response[str]:
    """Sign a member out everywhere."""
    member = await queries.member_by_id(member_id)
    await actions.end_sign_ins_of(_credential(member), by=current_principal())
    return _back(member_id, "ended")


@post(f"{MEMBER}/second-factor/removal", name="people.take_factor", status_code=200, opt=MANAGE)
async def take_factor(member_id: FromPath[UUID]) -> Response[str]:
    """Take the second step away from a colleague who lost phone and codes."""
    if member_id == current_principal().id:
        raise NotForOneself
    member = await queries.member_by_id(member_id)
    await actions.remove_factor(_credential(member), by=current_principal())
    return _back(member_id, "factor")


@post(f"{MEMBER}/departure", name="people.departure", status_code=200, opt=MANAGE)
async def leave(request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[str]:
    """They left, and somebody takes over; posted with ``_method=DELETE`` they are back."""
    values, principal = await typed(request), current_principal()
    if values.get("_method") == "DELETE":
        await actions.return_member(member_id, by=principal)
        return _back(member_id, "changed")
    try:
        form = read_values(values, DepartureForm)
    except Invalid as refusal:
        return await _show(member_id, errors=refusal.fields, status=422)
    await actions.leave_member(member_id, form.successor, by=principal)
    return _back(member_id, "changed")


def _back(member_id: UUID, said: str) -> Response[str]:
    return see_other(f"/members/{member_id}?said={said}")


def _credential(member: Member) -> UUID:
    if member.credential is None or member.status != "active":
        raise NoLogin(name=member.name) if member.status == "active" else NotFound
    return UUID(str(member.credential))


async def _show(
    member_id: UUID,
    *,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    chosen: list[str] | None = None,
    said: str = "",
    status: int = 200,
) -> Response[str]:
    member = await queries.member_by_id(member_id)
    stored = {name: getattr(member, name) or "" for name in FactsForm.__struct_fields__}
    if member.department:
        stored["department"] = (await queries.department(member.department))["name"]
    held = await queries.permissions_of(member.roles)
    return page(
        "people/member.html",
        status=status,
        here="members",
        views=staff_tabs("/members"),
        member=member,
        said=gettext(SAID[said]) if said in SAID else "",
        values=values if values is not None else stored,
        errors=errors or {},
        departments=await departments_to_choose(str(stored["department"])),
        roles=staff_roles(),
        chosen=chosen if chosen is not None else member.roles,
        may=[permission_label(name) for name in sorted(held)],
        tokens=await queries.tokens(member_id, now()),
        absences=await queries.absences(since=queries.today(), member_id=member_id),
        colleagues=await colleagues(but=member_id),
        is_oneself=member_id == current_principal().id,
        **await _access(member),
    )


async def _access(member: Member) -> dict[str, Any]:
    """How a member signs in."""
    if member.credential is None:
        return {"login": "", "has_password": False, "invited": False, "sign_ins": [], "has_factor": False}
    own = UUID(str(member.credential))
    return {
        "login": await queries.login_of(own),
        "has_password": bool(await queries.password_of(own)),
        "invited": await queries.has_good_invitation(own, now()),
        "sign_ins": await queries.sign_ins(own, now()),
        "has_factor": await queries.has_factor(own),
    }


HANDLERS = (
    *(show, change, roles_effect, change_roles, invite, reset),
    *(give_password, end_sign_ins, take_factor, leave),
)
