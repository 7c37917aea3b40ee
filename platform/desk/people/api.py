"""People for programs: oneself, colleagues, absences, the audit trail."""

from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record
from litestar import Request, get
from litestar.params import FromPath

from desk.foundation import subjects
from desk.foundation.permissions import SIGNED_IN, needs
from desk.foundation.web.paging import size_of
from desk.foundation.web.request import current_principal
from desk.people import queries
from desk.people.routes.audit import Asked
from desk.people.views import audit_row, keys_of


@get("/me", name="api.people.me", opt=needs(SIGNED_IN))
async def me() -> dict[str, Any]:
    """Whose token this is, and what it may do now."""
    principal = current_principal()
    return {
        "id": principal.id,
        "name": principal.name,
        "staff_no": principal.staff_no,
        "roles": list(principal.roles),
        "permissions": sorted(principal.permissions),
    }


@get("/members", name="api.people.members", opt=needs("member.read"))
async def members() -> dict[str, Any]:
    """The staff by name, with who is away today."""
    return {"items": [_member(one) for one in await queries.members()]}


@get("/members/{member_id:uuid}", name="api.people.member", opt=needs("member.read"))
async def member(member_id: FromPath[UUID]) -> dict[str, Any]:
    """One active member, and who stands in for them now."""
    found = await queries.member(member_id)
    return {
        "id": found["id"],
        "name": found["name"],
        "staff_no": found["staff_no"],
        "roles": list(found["roles"]),
        "deputy": await queries.deputy_of(member_id),
    }


@get("/absences", name="api.people.absences", opt=needs("member.read"))
async def absences() -> dict[str, Any]:
    """Absences that aren't over, by their first day."""
    return {
        "items": [
            {
                "id": one["id"],
                "member": one["member_id"],
                "from_on": one["from_on"],
                "to_on": one["to_on"],
                "deputy": one["deputy_id"],
            }
            for one in await queries.absences(since=queries.today())
        ]
    }


@get("/audit", name="api.people.audit", opt=needs("audit.read"))
async def audit(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """A page of the trail, the latest first; by ``kind``, ``person``, ``from_on``, ``to_on``, ``after``, ``size``."""
    asked, query = Asked(request.query_params), request.query_params
    size = size_of(int(query["size"]) if query.get("size", "").isdigit() else None)
    found = await queries.audited(asked.wanted, size=size, cursor=query.get("after"))
    names = await subjects.names_of(keys_of(found.items))
    return {"items": [_fact(one, audit_row(one, names)) for one in found.items], "next": found.next}


def _member(one: Record) -> dict[str, Any]:
    shown = ("id", "name", "staff_no", "department", "email", "phone", "away_until")
    return {name: one[name] for name in shown} | {"roles": list(one["roles"])}


def _fact(one: Record, shown: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": one["id"],
        "at": one["at"],
        "kind": one["audit"],
        "event": one["name"],
        "by": {"kind": one["by_kind"], "id": one["by_id"]},
        "subject": {"kind": one["subject_kind"], "id": one["subject_id"]},
        "payload": msgspec.json.decode(one["payload"]),
        "text": shown["text"],
    }


HANDLERS = (me, members, member, absences, audit)
