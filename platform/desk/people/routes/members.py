"""Colleagues: the list, adding somebody, and one of them."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.people import actions, passwords, queries
from desk.people.errors import LoginTaken, NoAddress, StaffNumberTaken
from desk.people.forms import MemberForm
from desk.people.routes import member
from desk.people.routes._around import check_roles, departments_to_choose, own_scope, staff_roles, staff_tabs
from desk.people.states import MemberStatus

MEMBERS = "/members"


@get(MEMBERS, name="people.members", opt=needs("member.read"))
async def members(status: FromQuery[str] = "active") -> Response[str]:
    """The staff, with a form to add somebody for whoever may; those who left, for whoever manages members."""
    left = status == MemberStatus.LEFT and current_principal().may("member.manage")
    return await _members({}, {}, left=left)


@post(MEMBERS, name="people.add_member", status_code=200, opt=needs("member.manage", scope="own"))
async def add_member(request: Request[Any, Any, Any]) -> Response[str]:
    """Add somebody to the staff, who chooses a password by an invitation, or changes the one they are given."""
    values = await typed(request)
    try:
        form = read_values(values, MemberForm)
        check_roles(form.roles)
        hashed = await passwords.hash_password(form.password) if form.how == "password" else ""
        async with own_scope():
            await _add(form, hashed)
    except Invalid as refusal:
        return await _again(values, refusal.fields)
    except (LoginTaken, StaffNumberTaken, NoAddress) as refusal:
        field = {LoginTaken: "login", StaffNumberTaken: "staff_no"}.get(type(refusal), "email")
        return await _again(values, {field: str(refusal)})
    return see_other(MEMBERS)


async def _add(form: MemberForm, hashed: str) -> None:
    principal = current_principal()
    made = await actions.add_member(
        actions.NewMember(
            form.name,
            form.staff_no,
            form.roles,
            form.login,
            department=form.department,
            email=form.email or "",
            phone=form.phone,
            hashed=hashed,
            must_change=bool(hashed),
        ),
        by=principal,
    )
    if not hashed:
        await actions.ask_invitation(made.credential, form.name, by=principal)


async def _again(values: dict[str, Any], errors: dict[str, str]) -> Response[str]:
    async with own_scope():
        return await _members(values, errors, status=422)


async def _members(
    values: dict[str, Any], errors: dict[str, str], *, status: int = 200, left: bool = False
) -> Response[str]:
    principal = current_principal()
    return page(
        "people/members.html",
        status=status,
        here="members",
        views=staff_tabs(f"{MEMBERS}?status=left" if left else MEMBERS),
        members=await queries.members(MemberStatus.LEFT if left else MemberStatus.ACTIVE),
        left=left,
        departments=await departments_to_choose(),
        roles=staff_roles(),
        may_manage=principal.may("member.manage"),
        values={"how": "invitation"} | {key: value for key, value in values.items() if key != "password"},
        errors=errors,
    )


HANDLERS = (members, add_member, *member.HANDLERS)
