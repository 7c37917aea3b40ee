"""Departments and their teams: the list, and one with its head, its people and its history."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation import subjects
from desk.foundation.errors import Invalid, Refusal
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import kept, read_form, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.people import actions, queries
from desk.people.forms import DepartmentForm, JoiningForm, RetirementForm
from desk.people.routes._around import colleagues, staff_tabs
from desk.people.views import audit_row, keys_of

DEPARTMENTS = "/departments"
ONE = "/departments/{department_id:uuid}"
MANAGE = needs("member.manage")
LATEST = 30


@get(DEPARTMENTS, name="people.departments", opt=needs("member.read"))
async def departments() -> Response[str]:
    """All of them with their teams, and a form for one more."""
    return await _list({}, {})


@post(DEPARTMENTS, name="people.add_department", status_code=200, opt=MANAGE)
async def add(request: Request[Any, Any, Any]) -> Response[str]:
    """Add a department, or a team of one."""
    values = await typed(request)
    try:
        form = read_values(values, DepartmentForm)
        made = await actions.add_department(form.name, part_of=form.part_of, head=form.head, by=current_principal())
    except Refusal as refusal:
        return await _list(values, _errors(values, refusal), status=refusal.status)
    return see_other(f"{DEPARTMENTS}/{made.id}")


@get(ONE, name="people.department", opt=MANAGE)
async def show(department_id: FromPath[UUID]) -> Response[str]:
    """One of them: its name, its head, its people, what was done to it."""
    return await _show(department_id)


@post(ONE, name="people.change_department", status_code=200, opt=MANAGE)
async def change(request: Request[Any, Any, Any], department_id: FromPath[UUID]) -> Response[str]:
    """Rename it, make it a team, choose its head."""
    values = await typed(request)
    try:
        form = read_values(values, DepartmentForm)
        await actions.change_department(
            department_id, name=form.name, part_of=form.part_of, head=form.head, by=current_principal()
        )
    except Refusal as refusal:
        return await _show(department_id, values, _errors(values, refusal), status=refusal.status)
    return see_other(f"{DEPARTMENTS}/{department_id}")


@post(f"{ONE}/members", name="people.join_department", status_code=200, opt=MANAGE)
async def join(request: Request[Any, Any, Any], department_id: FromPath[UUID]) -> Response[str]:
    """Let a colleague belong to it from now on."""
    form, one = await read_form(request, JoiningForm), await queries.department(department_id)
    await actions.change_member(form.member, {"department": one["name"]}, by=current_principal())
    return see_other(f"{DEPARTMENTS}/{department_id}#people")


@post(f"{ONE}/retirement", name="people.retire_department", status_code=200, opt=MANAGE)
async def retire(request: Request[Any, Any, Any], department_id: FromPath[UUID]) -> Response[str]:
    """Let nobody be in it any more; posted with ``_method=DELETE`` it is there again."""
    values, by = await typed(request), current_principal()
    try:
        if values.get("_method") == "DELETE":
            await actions.reopen_department(department_id, by=by)
        else:
            await actions.retire_department(department_id, read_values(values, RetirementForm).into, by=by)
    except Refusal as refusal:
        said = _errors(values, refusal)
        return await _show(department_id, None, {"into": next(iter(said.values()))}, status=refusal.status)
    return see_other(f"{DEPARTMENTS}/{department_id}")


def _errors(values: dict[str, Any], refusal: Refusal) -> dict[str, str]:
    """What is wrong, by field; what concerns the whole stands at the name. Raises what isn't about the form."""
    if refusal.status not in (409, 422):
        raise refusal
    said = kept(values, refusal)
    return said["errors"] if isinstance(refusal, Invalid) else {"name": said["refused"]}


async def _list(values: dict[str, Any], errors: dict[str, str], *, status: int = 200) -> Response[str]:
    found = await queries.departments()
    return page(
        "people/departments.html",
        status=status,
        here="members",
        views=staff_tabs(DEPARTMENTS),
        departments=found,
        retired=await queries.departments(retired=True),
        may_manage=current_principal().may("member.manage"),
        wholes=_wholes(found),
        colleagues=await _heads(),
        values=values,
        errors=errors,
    )


async def _show(
    department_id: UUID,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    *,
    status: int = 200,
) -> Response[str]:
    one, found = await queries.department(department_id), await queries.departments()
    facts = await queries.department_facts(department_id, most=LATEST)
    names = await subjects.names_of(keys_of(facts))
    stored = {"name": one["name"], "part_of": str(one["part_of"] or ""), "head": str(one["head"] or "")}
    people = await queries.members_in(department_id)
    inside = {str(member["id"]) for member in people}
    return page(
        "people/department.html",
        status=status,
        here="members",
        views=staff_tabs(DEPARTMENTS),
        department=one,
        values=values if values is not None else stored,
        errors=errors or {},
        wholes=_wholes(found, but=department_id),
        colleagues=await _heads(),
        people=people,
        others=[choice for choice in await colleagues() if choice[0] not in inside],
        teams=await queries.teams_of(department_id),
        heirs=[("", gettext("Please choose")), *_choices(found, department_id)],
        facts=[audit_row(fact, names) for fact in facts],
    )


async def _heads() -> list[tuple[str, str]]:
    return [("", gettext("Nobody")), *(await colleagues())[1:]]


def _wholes(found: Any, *, but: UUID | None = None) -> list[tuple[str, str]]:
    """Departments that may have teams."""
    wholes = [(str(one["id"]), one["name"]) for one in found if one["part_of"] is None and one["id"] != but]
    return [("", gettext("None: it is a department")), *wholes]


def _choices(found: Any, but: UUID) -> list[tuple[str, str]]:
    return [(str(one["id"]), queries.shown(one)) for one in found if but not in (one["id"], one["part_of"])]


HANDLERS = (departments, add, show, change, join, retire)
