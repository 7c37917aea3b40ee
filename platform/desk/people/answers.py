"""What programs get of people."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant, Whom

AuditWord = Literal["sign_in", "refused", "permission", "member", "token", "export", "look", "setting", "plugin"]


class Me(msgspec.Struct):
    """Whose token this is; ``permissions`` are what it may do at this moment."""

    id: UUID
    name: str
    staff_no: str | None
    roles: list[str]
    permissions: list[str]


class Member(msgspec.Struct):
    """Somebody of the staff; ``away_until`` is the last day of an absence that goes on."""

    id: UUID
    name: str
    staff_no: str
    department: str
    email: str
    phone: str
    roles: list[str]
    away_until: date | None


class Department(msgspec.Struct):
    """Where colleagues belong; with ``part_of`` it is a team of that department."""

    id: UUID
    name: str
    part_of: UUID | None
    head: UUID | None
    members: int


class MemberNow(msgspec.Struct):
    """An active member; ``deputy`` is who stands in for them now."""

    id: UUID
    name: str
    staff_no: str
    roles: list[str]
    deputy: UUID | None


class Absence(msgspec.Struct):
    """Days on which a member is away."""

    id: UUID
    member: UUID
    from_on: date
    to_on: date
    deputy: UUID | None


class AuditFact(msgspec.Struct):
    """One fact of the audit trail, with the sentence that people read."""

    id: UUID
    at: Instant
    kind: AuditWord
    event: str
    by: Whom
    subject: Whom
    payload: dict[str, Any]
    text: str
