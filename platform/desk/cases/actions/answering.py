"""
What operators do with cases: each adds an entry as headquarters and lets the partner's own job take it over.

What is said crosses in a transaction of its own, inside of which the operators' fact is recorded: when one of both
fails, neither is kept.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import asyncpg
from asyncpg import Record

from desk.cases import queries
from desk.cases.actions._saying import Particulars, allow, stale, stored
from desk.cases.actions.hearing import hear
from desk.cases.events import CaseAttended
from desk.cases.states import ANSWER, DECLINE, INTERIM, RETURN, TAKE, TOLD, Audience, Side
from desk.cases.tables import CaseDesk
from desk.foundation.crossing import crossing_rows, publishing
from desk.foundation.errors import Forbidden
from desk.foundation.events import record
from desk.foundation.moves import Move
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now

Then = Callable[[asyncpg.Connection, Record], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Said:
    """Words for the partner, and apart from them words that the customer reads."""

    body: str
    told: str = ""
    version: int | None = None
    particulars: Particulars = field(default_factory=dict)
    """What the kind asks for with it, by name."""


async def take_case(partner: str, number: int, version: int | None = None, *, by: Principal) -> None:
    """Take a case: headquarters works on it, by whom the partner sees."""
    await attend(partner, number, TAKE, Said("", version=version), by=by)


async def return_case(partner: str, number: int, said: Said, *, by: Principal) -> None:
    """Send it back: something is missing, and ``body`` says what."""
    await attend(partner, number, RETURN, said, by=by)


async def say_interim(partner: str, number: int, said: Said, *, by: Principal) -> None:
    """Say how it stands."""
    await attend(partner, number, INTERIM, said, by=by)


async def answer_case(partner: str, number: int, said: Said, *, by: Principal) -> None:
    """Give the solution, the way around it, or the decision."""
    await attend(partner, number, ANSWER, said, by=by)


async def decline_case(partner: str, number: int, said: Said, *, by: Principal) -> None:
    """Say that it won't be done, and why."""
    await attend(partner, number, DECLINE, said, by=by)


async def look_at_case(case: Record, *, by: Principal) -> None:
    """Let the partner see that an operator looked; once for each day."""
    if not by.may("case.read"):
        raise Forbidden
    at = now()
    async with publishing() as connection:
        await connection.execute(queries.LOOK, case["tenant_id"], case["id"], by.id, by.name[:100], at.date(), at)


async def attend(partner: str, number: int, move: Move, said: Said, *, by: Principal, then: Then | None = None) -> None:
    """Make an operator's move with a case; ``then`` writes what goes with it, on the same connection."""
    case = await queries.sheet(crossing_rows, number, partner=partner)
    if said.version is not None and said.version != case["version"]:
        raise stale()
    allow(case, move, by=by)
    desk = await hear(case, by=SYSTEM)
    if move is TAKE:
        desk.owner = by.id
        await desk.save([CaseDesk.owner])
    words = {"number": number, "partner": case["partner_name"], "kind": case["kind"], "act": move.action}
    try:
        async with publishing() as connection:
            place, act = case["version"] + 1, move.action
            await say_across(connection, case, place, act, str(move.to), said.body, said.particulars, by=by)
            if said.told.strip():
                await say_across(connection, case, place + 1, TOLD, str(move.to), said.told, by=by)
            if then:
                await then(connection, case)
            await record(CaseAttended(desk.hq_case, by=by, **words))
    except asyncpg.UniqueViolationError:
        raise stale() from None
    current_scope().wakes = True


async def say_across(
    connection: asyncpg.Connection,
    case: Record,
    place: int,
    act: str,
    status: str,
    body: str,
    particulars: Particulars | None = None,
    *,
    by: Principal,
) -> None:
    """Add headquarters' entry at this place, and let the partner take it over."""
    entry, at = uuid7(), now()
    audience = Audience.CUSTOMER if act == TOLD else Audience.SIDES
    said = (Side.HEADQUARTERS.value, audience.value, act, status, by.name[:100], by.id, body.strip(), at)
    await connection.execute(queries.ADD_ENTRY, case["tenant_id"], entry, case["id"], place, *said, stored(particulars))
    tell = (Side.PARTNER.value, case["id"], entry, at)
    await connection.execute(queries.TELL, case["tenant_id"], uuid7(), *tell)
