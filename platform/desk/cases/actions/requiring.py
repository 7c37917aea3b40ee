"""
Missing functions: cases that ask for the same are joined to one requirement, which headquarters moves on.

What is said of it goes to every partner that asks; once it is released, their customers are told.
"""

from dataclasses import dataclass
from uuid import UUID

import asyncpg

from desk.cases import queries
from desk.cases.actions._saying import stale
from desk.cases.errors import NotARequirement
from desk.cases.events import RequirementDecided, RequirementMoved, RequirementReleased
from desk.cases.states import OF_REQUIREMENTS, RELEASE, Direction, Kind, Standing
from desk.foundation import subjects
from desk.foundation.crossing import crossing_rows, publishing
from desk.foundation.database import rows
from desk.foundation.errors import Forbidden
from desk.foundation.events import record
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now

MOVES = {one.action: one for one in OF_REQUIREMENTS}


@dataclass(frozen=True, slots=True)
class Decision:
    """What headquarters decided: words for partners, and with what it comes."""

    body: str
    target_kind: str = ""
    target: str = ""


async def join_requirement(
    partner: str, number: int, requirement: int | None, title: str = "", *, by: Principal
) -> int:
    """Let a case ask for a requirement that is there, or for a new one; the answer is its number."""
    if not by.may("case.answer"):
        raise Forbidden
    case = await queries.sheet(crossing_rows, number, partner=partner)
    if case["kind"] != Kind.REQUIREMENT or case["direction"] != Direction.UP:
        raise NotARequirement
    at = now()
    try:
        async with publishing() as connection:
            if requirement is not None:
                found = await queries.requirement(crossing_rows, requirement)
            else:
                found = await connection.fetchrow(queries.ADD_REQUIREMENT, uuid7(), title, "", at)
            await connection.execute(queries.ADD_ASK, case["tenant_id"], found["id"], case["id"], at)
            await record(RequirementDecided(found["id"], by=by, number=found["number"], act="join"))
    except asyncpg.UniqueViolationError:
        raise stale() from None
    return int(found["number"])


async def decide_requirement(number: int, act: str, said: Decision, *, by: Principal) -> None:
    """Move a requirement on, and tell every partner that asks. Raises ``Stale`` when somebody else did meanwhile."""
    found, move = await queries.requirement(crossing_rows, number), MOVES[act]
    move.check(Standing(found["status"]), by, lambda status: label("requirement.status", status))
    at, to = now(), str(move.to)
    words = (said.body if act == "evaluate" else "", said.target_kind, said.target, at)
    async with publishing() as connection:
        if not await connection.fetchval(queries.MOVE, found["id"], found["status"], to, *words):
            raise stale()
        await connection.execute(queries.TELL_ASKERS, found["id"], to, said.body, at)
        await record(RequirementDecided(found["id"], by=by, number=number, act=move.action))
    current_scope().wakes = True


async def receive_word(word_id: UUID, *, by: Principal) -> None:
    """At a partner: note what was said of a missing function; tell the customer who asks once it is there."""
    word = await queries.word_of(word_id)
    if word is None:
        return
    case = await queries.by_id(rows, word["hq_case"])
    key = (case["subject_kind"], case["subject_id"])
    thing = (await subjects.things_of([key])).get(key)
    whose = thing.customer_id if thing else None
    about = f"#{word['number']}"
    if word["status"] != RELEASE.to:
        moved = RequirementMoved(case["id"], by=by, customer_id=whose, requirement=about, status=word["status"])
        await record(moved)
        return
    await record(RequirementReleased(case["id"], by=by, customer_id=whose, requirement=about, target=word["target"]))
