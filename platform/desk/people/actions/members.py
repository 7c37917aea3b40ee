"""The staff: adding somebody, changing what is said of them, and their roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asyncpg.exceptions import UniqueViolationError

from desk.foundation.database import savepoint
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.permissions import of_roles
from desk.foundation.principals import Principal
from desk.foundation.tables import FieldChange
from desk.kit.text import pinyin_key
from desk.people import queries
from desk.people.actions.credentials import add_credential
from desk.people.actions.departments import department_called
from desk.people.actions.roles import check_keys, held_keys
from desk.people.errors import StaffNumberTaken
from desk.people.events import MemberAdded, MemberChanged, MemberRolesChanged
from desk.people.states import MemberStatus
from desk.people.tables import Member


@dataclass(frozen=True, slots=True)
class NewMember:
    """What is said of somebody who joins. Without a password they choose one by an invitation."""

    name: str
    staff_no: str
    roles: Sequence[str]
    login: str
    password: str = ""
    department: str = ""
    """By its name."""
    email: str = ""
    phone: str = ""
    hashed: str = ""
    must_change: bool = False


async def add_member(new: NewMember, *, by: Principal) -> Member:
    """Add somebody to the staff, with a login. Raises ``LoginTaken``, ``StaffNumberTaken``, ``Invalid``."""
    credential = await add_credential(new.login, new.password, hashed=new.hashed, must_change=new.must_change)
    member = Member(
        credential=credential,
        staff_no=new.staff_no,
        name=new.name,
        name_key=pinyin_key(new.name),
        roles=list(new.roles),
        department=await department_called(new.department),
        email=new.email,
        phone=new.phone,
    )
    await _saved(member)
    await record(MemberAdded(member.id, by=by, staff_no=new.staff_no, roles=list(new.roles)))
    return member


async def change_member(member_id: UUID, values: dict[str, Any], *, by: Principal) -> Member:
    """
    Change what is said of a member, the department by its name; the old values are kept apart.

    Raises ``StaffNumberTaken``, ``Invalid``.
    """
    if not by.may("member.manage"):
        raise Forbidden
    member = await queries.member_by_id(member_id, lock=True)
    if "department" in values:
        values = values | {"department": await department_called(values["department"], now=member.department)}
    changes = {key: (getattr(member, key), new) for key, new in values.items() if getattr(member, key) != new}
    if not changes:
        return member
    for key, new in values.items():
        setattr(member, key, new)
    member.name_key = pinyin_key(member.name)
    await _saved(member)
    event = MemberChanged(member_id, by=by, changed=sorted(changes))
    await record(event)
    if "department" in changes:
        changes["department"] = await _called(*changes["department"])
    await FieldChange.insert(
        *(
            FieldChange(
                event_id=event.id,
                at=event.at,
                by_kind=by.kind,
                by_id=by.id,
                subject_kind="member",
                subject_id=member_id,
                field=key,
                old=old,
                new=new,
            )
            for key, (old, new) in changes.items()
        )
    )
    return member


async def change_roles(member_id: UUID, roles: Sequence[str], *, by: Principal) -> Member:
    """Give a member these roles and no others; what they may do changes at once. Raises ``NobodyLeft``."""
    if not by.may("member.manage"):
        raise Forbidden
    await queries.lock_roles()
    member = await queries.member_by_id(member_id, lock=True)
    if member.status != MemberStatus.ACTIVE:
        raise NotFound
    before, keys = list(member.roles), await held_keys()
    if set(before) == set(roles):
        return member
    member.roles = list(roles)
    await member.save([Member.roles])
    await check_keys(keys)
    added, removed = sorted(set(roles) - set(before)), sorted(set(before) - set(roles))
    await record(MemberRolesChanged(member_id, by=by, added=added, removed=removed))
    return member


async def _called(*departments: UUID | None) -> tuple[Any, ...]:
    """Departments as they are called now: what was changed is read when they may be called otherwise."""
    names = await queries.department_names([one for one in departments if one])
    return tuple(names.get(one, "") if one else "" for one in departments)


async def _saved(member: Member) -> None:
    try:
        async with savepoint():
            await member.save()
    except UniqueViolationError:
        raise StaffNumberTaken from None


def permissions_of(roles: Sequence[str]) -> frozenset[str]:
    """What these roles start with, whatever the tenant changed."""
    return of_roles(frozenset(roles))
