"""Departments and their teams: added, renamed, placed, headed, retired. Whoever refers to one keeps its id."""

from typing import Any
from uuid import UUID

from asyncpg.exceptions import UniqueViolationError

from desk.foundation.database import execute, savepoint
from desk.foundation.errors import Forbidden, Invalid, NotFound
from desk.foundation.events import Event, record
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.kit.text import pinyin_key
from desk.kit.time import now as this_moment
from desk.people import queries
from desk.people.errors import DepartmentInUse, DepartmentThere
from desk.people.events import (
    DepartmentAdded,
    DepartmentHeaded,
    DepartmentPlaced,
    DepartmentRenamed,
    DepartmentReopened,
    DepartmentRetired,
)
from desk.people.tables import Department, Member

NO_DEPARTMENT = N_("There is no department of this name.")
NO_TEAM_OF_TEAM = N_("A team belongs to a department, and a department with teams to none.")
NOT_HERE = N_("Please choose somebody who works here.")


async def add_department(
    name: str, *, part_of: UUID | None = None, head: UUID | None = None, by: Principal
) -> Department:
    """Add a department, or a team of one. Raises ``DepartmentThere``, ``Invalid``."""
    _allow(by)
    await _check(None, part_of, head)
    made = Department(name=_clean(name), part_of=part_of, head=head, changed_at=this_moment())
    await _saved(made)
    await record(DepartmentAdded(made.id, by=by, called=made.name))
    return made


async def change_department(
    department_id: UUID, *, name: str, part_of: UUID | None, head: UUID | None, by: Principal
) -> None:
    """Rename it, make it a team or a department, choose its head. Raises ``DepartmentThere``, ``Invalid``."""
    _allow(by)
    one = await queries.department_row(department_id)
    await _check(one, part_of, head)
    before = (one.name, one.part_of, one.head)
    one.name, one.part_of, one.head = _clean(name), part_of, head
    if before == (one.name, one.part_of, one.head):
        return
    await _saved(one)
    for fact in await _said(one, before, by):
        await record(fact)


async def _said(one: Department, before: tuple[str, Any, Any], by: Principal) -> list[Event]:
    """What is different now, each as a fact of its own."""
    name, part_of, head = before
    found: list[Event] = []
    if one.name != name:
        found.append(DepartmentRenamed(one.id, by=by, old=name, new=one.name))
    if one.part_of != part_of:
        names = await queries.department_names([one.part_of]) if one.part_of else {}
        found.append(DepartmentPlaced(one.id, by=by, called=one.name, under=names.get(one.part_of, "")))
    if one.head != head:
        head_now: Any = one.head
        found.append(DepartmentHeaded(one.id, by=by, called=one.name, head=str(head_now) if head_now else ""))
    return found


async def retire_department(department_id: UUID, into: UUID | None = None, *, by: Principal) -> None:
    """
    Let nobody be in it any more. Members, teams and, by what reacts to it, open tasks go to another department.

    Raises ``DepartmentInUse`` where somebody is in it and no other was chosen.
    """
    _allow(by)
    one = await queries.department_row(department_id)
    if (await queries.department(department_id))["retired_at"] is not None:
        return
    people, teams = await queries.members_in(department_id), await queries.teams_of(department_id)
    heir = await _heir(into, department_id, is_whole=bool(teams)) if into else None
    if (people or teams) and heir is None:
        raise DepartmentInUse(count=len(people) + len(teams), name=one.name)
    if heir is not None:
        await Member.update({Member.department: into}).where(Member.department == department_id)
        await Department.update({Department.part_of: into}).where(Department.part_of == department_id)
    one.retired_at, one.head = this_moment(), None
    await _saved(one)
    called = heir["name"] if heir else ""
    await record(DepartmentRetired(department_id, by=by, called=one.name, into=str(into or ""), into_called=called))


async def reopen_department(department_id: UUID, *, by: Principal) -> None:
    """It is there again, with nobody in it. Raises ``DepartmentThere`` where its name was given to another."""
    _allow(by)
    one, was = await queries.department_row(department_id), await queries.department(department_id)
    if was["retired_at"] is None:
        return
    above = await queries.department(was["part_of"]) if was["part_of"] else None
    one.retired_at, one.part_of = None, was["part_of"] if above and above["retired_at"] is None else None
    await _saved(one)
    await record(DepartmentReopened(department_id, by=by, called=one.name))


async def head_instead(member_id: UUID, successor_id: UUID, *, by: Principal) -> None:
    """Whoever takes over from a member heads what they headed."""
    for headed in await queries.headed_by(member_id):
        one = await queries.department_row(headed)
        one.head = successor_id
        await _saved(one)
        await record(DepartmentHeaded(one.id, by=by, called=one.name, head=str(successor_id)))


async def department_called(name: str, *, now: Any = None, field: str = "department") -> UUID | None:
    """
    The department of a name; None for none. Raises ``Invalid`` for one that isn't there.

    ``now`` is the one that is said already: it may be said again, also when it was retired.
    """
    if not name.strip():
        return None
    found = await queries.department_named(name)
    if found is None and now is not None and (await queries.department_names([now])).get(now) == name:
        return UUID(str(now))
    if found is None:
        raise Invalid({field: gettext(NO_DEPARTMENT)})
    return found


async def _heir(into: UUID, of: UUID, *, is_whole: bool) -> Any:
    """The department that takes over; one with teams gives them to a department alone."""
    heir = await queries.department(into)
    if into == of or heir["retired_at"] is not None or heir["part_of"] == of:
        raise NotFound
    if is_whole and heir["part_of"] is not None:
        raise Invalid({"into": gettext(NO_TEAM_OF_TEAM)})
    return heir


async def _check(one: Department | None, part_of: UUID | None, head: UUID | None) -> None:
    faults = {}
    if part_of is not None:
        above = await queries.department(part_of)
        is_above = one is not None and (part_of == one.id or bool(await queries.teams_of(one.id)))
        if is_above or above["part_of"] is not None or above["retired_at"] is not None:
            faults["part_of"] = gettext(NO_TEAM_OF_TEAM)
    if head is not None and (one is None or head != one.head):
        try:
            await queries.member(head)
        except NotFound:
            faults["head"] = gettext(NOT_HERE)
    if faults:
        raise Invalid(faults)


async def _saved(one: Department) -> None:
    one.name_key, one.changed_at = pinyin_key(one.name), this_moment()
    try:
        async with savepoint():
            await one.save()
    except UniqueViolationError:
        raise DepartmentThere from None
    await execute(queries.TENANT_CHANGED)


def _clean(name: str) -> str:
    return " ".join(name.split())


def _allow(by: Principal) -> None:
    if not by.may("member.manage"):
        raise Forbidden
