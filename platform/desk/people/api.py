"""People for programs: oneself, colleagues, absences, the audit trail."""

from datetime import date
from operator import itemgetter
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record
from litestar import Request, delete, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation import subjects
from desk.foundation.permissions import SIGNED_IN, needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed, Whom, answer, read_json
from desk.foundation.web.paging import part_of, size_of
from desk.foundation.web.request import current_principal
from desk.people import actions, answers, queries
from desk.people.forms import AbsenceForm
from desk.people.views import audit_row, keys_of

READ = "member.read"


@get("/me", name="api.people.me", opt=needs(SIGNED_IN, says=N_("Whose token this is, and what it may do now.")))
async def me() -> answers.Me:
    """Whose token this is, and what it may do now."""
    principal = current_principal()
    return answers.Me(
        id=principal.id,
        name=principal.name,
        staff_no=principal.staff_no,
        roles=list(principal.roles),
        permissions=sorted(principal.permissions),
    )


@get("/members", name="api.people.members", opt=needs(READ, says=N_("The staff by name, with who is away today.")))
async def members(limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None) -> Listed[answers.Member]:
    """The staff by name, with who is away today."""
    part = part_of(await queries.members(), itemgetter("id"), limit=limit, cursor=cursor)
    return Listed(
        [
            answer(answers.Member, one, roles=list(one["roles"]), department=one["department"] or "")
            for one in part.items
        ],
        part.next,
    )


@get("/departments", name="api.people.departments", opt=needs(READ, says=N_("Departments, each with its teams.")))
async def departments(
    limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None
) -> Listed[answers.Department]:
    """Departments by name, each with its teams behind it."""
    part = part_of(await queries.departments(), itemgetter("id"), limit=limit, cursor=cursor)
    return Listed([answer(answers.Department, one) for one in part.items], part.next)


@get(
    "/members/{member_id:uuid}",
    name="api.people.member",
    opt=needs(READ, says=N_("One active member, and who stands in for them now.")),
)
async def member(member_id: FromPath[UUID]) -> answers.MemberNow:
    """One active member, and who stands in for them now."""
    found = await queries.member(member_id)
    return answer(answers.MemberNow, found, roles=list(found["roles"]), deputy=await queries.deputy_of(member_id))


@get("/absences", name="api.people.absences", opt=needs(READ, says=N_("Absences that aren't over.")))
async def absences(
    limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None
) -> Listed[answers.Absence]:
    """Absences that aren't over, by their first day."""
    part = part_of(await queries.absences(since=queries.today()), itemgetter("id"), limit=limit, cursor=cursor)
    return Listed([_absence(one) for one in part.items], part.next)


@get("/audit", name="api.people.audit", opt=needs("audit.read", says=N_("The audit trail, the latest first.")))
async def audit(
    kind: FromQuery[answers.AuditWord | None] = None,
    person: FromQuery[UUID | None] = None,
    from_on: FromQuery[date | None] = None,
    to_on: FromQuery[date | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.AuditFact]:
    """A page of the trail, the latest first; every word narrows."""
    ids = await queries.ids_of_member(person) if person else None
    wanted = queries.Wanted(kind, ids, *queries.between_days(from_on, to_on))
    found = await queries.audited(wanted, size=size_of(limit), cursor=cursor)
    names = await subjects.names_of(keys_of(found.items))
    return Listed([_fact(one, audit_row(one, names)) for one in found.items], found.next)


@post(
    "/absences",
    name="api.people.note_absence",
    opt=needs(
        READ,
        says=N_("Note an absence: one's own, or a colleague's by whoever manages members."),
        body=AbsenceForm,
        example={"from_on": "2026-12-21", "to_on": "2026-12-24"},
    ),
)
async def note_absence(request: Request[Any, Any, Any]) -> answers.Absence:
    """Note that somebody won't be there on these days."""
    form, by = await read_json(request, AbsenceForm), current_principal()
    made = await actions.note_absence(form.member or by.id, form.from_on, form.to_on, form.deputy, by=by)
    return answer(answers.Absence, made.to_dict())


@delete(
    "/absences/{absence_id:uuid}",
    name="api.people.drop_absence",
    status_code=200,
    opt=needs(READ, says=N_("They are there after all.")),
)
async def drop_absence(absence_id: FromPath[UUID]) -> answers.Absence:
    """Forget an absence; the answer is what was forgotten."""
    found = await queries.absence(absence_id)
    await actions.drop_absence(absence_id, by=current_principal())
    return answer(answers.Absence, found)


def _absence(one: Record) -> answers.Absence:
    return answer(answers.Absence, one, member=one["member_id"], deputy=one["deputy_id"])


def _fact(one: Record, shown: dict[str, Any]) -> answers.AuditFact:
    return answers.AuditFact(
        id=one["id"],
        at=one["at"],
        kind=one["audit"],
        event=one["name"],
        by=Whom(one["by_kind"], one["by_id"]),
        subject=Whom(one["subject_kind"], one["subject_id"]),
        payload=msgspec.json.decode(one["payload"]),
        text=shown["text"],
    )


HANDLERS = (me, members, departments, member, absences, note_absence, drop_absence, audit)
