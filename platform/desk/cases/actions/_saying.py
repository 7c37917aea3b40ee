"""The partner's entries: how its cases come from one status to the next."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
from asyncpg import Record

from desk.cases import queries
from desk.cases.states import Audience, Side, Standing
from desk.foundation import subjects
from desk.foundation.database import execute, rows, savepoint
from desk.foundation.errors import Stale
from desk.foundation.labels import label
from desk.foundation.moves import Move
from desk.foundation.principals import Principal
from desk.foundation.translation import gettext
from desk.kit.ids import uuid7
from desk.kit.time import now

Particulars = Mapping[str, str]
"""What a kind of case asks for with a step, by name."""


async def checked(number: int, version: int | None, move: Move, *, by: Principal) -> Record:
    """The partner's case, when this move is possible. Raises ``Stale`` when something was said in between."""
    case = await queries.sheet(rows, number)
    if version is not None and version != case["version"]:
        raise stale()
    allow(case, move, by=by)
    return case


def allow(case: Record, move: Move, *, by: Principal) -> None:
    """Raise the refusal of the table."""
    move.check(Standing(case["status"]), by, lambda status: label("case.status", status))


def stale() -> Stale:
    """Somebody said something in between."""
    return Stale(who=gettext("Somebody"))


async def say(
    case_id: UUID,
    tenant_id: UUID,
    place: int,
    act: str,
    status: str,
    body: str,
    particulars: Particulars | None = None,
    *,
    by: Principal,
) -> None:
    """Add the partner's entry at this place, and let headquarters take it over. Raises ``Stale``."""
    entry, at = uuid7(), now()
    name = by.name if by.kind == "member" else ""
    said = (Side.PARTNER.value, Audience.SIDES.value, act, str(status), name, by.id if name else None, body.strip(), at)
    try:
        async with savepoint():
            await execute(queries.ADD_ENTRY, tenant_id, entry, case_id, place, *said, stored(particulars))
    except asyncpg.UniqueViolationError:
        raise stale() from None
    await execute(queries.TELL, tenant_id, uuid7(), Side.HEADQUARTERS.value, case_id, entry, at)


def stored(particulars: Particulars | None) -> str:
    """What a kind asks for, as a column keeps it."""
    return msgspec.json.encode(particulars or {}).decode()


async def go_on(case: Record, move: Move, body: str, particulars: Particulars | None = None, *, by: Principal) -> None:
    """Add what the partner says with a move."""
    assert move.to is not None
    place = case["version"] + 1
    await say(case["id"], case["tenant_id"], place, move.action, move.to, body, particulars, by=by)


async def facts_of(case: Any) -> dict[str, Any]:
    """What each fact about a case says, and whose matter it is."""
    key = (case["subject_kind"], case["subject_id"])
    thing = (await subjects.things_of([key])).get(key)
    return {
        "customer_id": thing.customer_id if thing else None,
        "number": case["number"],
        "kind": case["kind"],
        "subject": [case["subject_kind"], str(case["subject_id"])],
    }
