"""Letters of customers to headquarters: written in the portal, answered or made a complaint at headquarters."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg
from asyncpg import Record

from desk.cases import queries
from desk.cases.actions._saying import stale
from desk.cases.events import LetterArrived, LetterSettled
from desk.cases.tables import HqLetter
from desk.foundation.crossing import crossing_rows, publishing
from desk.foundation.errors import Forbidden
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now


@dataclass(frozen=True, slots=True)
class NewLetter:
    """What a customer writes to headquarters, and how they are reached."""

    title: str
    body: str
    reach: str
    wanted: str = ""


async def write_letter(new: NewLetter, *, by: Principal) -> UUID:
    """Write to headquarters as somebody in the portal. The partner's people aren't told."""
    if not by.may("letter.write") or by.customer_id is None:
        raise Forbidden
    tenant, letter = current_scope().tenant, uuid7()
    await HqLetter.insert(
        HqLetter(
            tenant_id=tenant.id,
            id=letter,
            partner=tenant.slug,
            partner_name=tenant.name,
            customer=by.customer_id,
            customer_name=await queries.customer_name(by.customer_id),
            contact=by.id,
            contact_name=by.name[:100],
            reach=new.reach,
            title=new.title,
            body=new.body,
            wanted=new.wanted,
            at=now(),
        )
    )
    current_scope().wakes = True
    return letter


async def receive_letter(letter_id: UUID, *, by: Principal) -> None:
    """At headquarters: note that a letter came, so that its promise runs."""
    letter = await queries.letter(crossing_rows, letter_id)
    await record(LetterArrived(letter_id, by=by, partner=letter["partner_name"]))


async def answer_letter(letter_id: UUID, body: str, *, by: Principal) -> None:
    """Answer a customer directly. Raises ``Stale`` when somebody dealt with the letter in between."""
    if not by.may("case.transfer"):
        raise Forbidden
    letter = await queries.letter(crossing_rows, letter_id)
    try:
        async with publishing() as connection:
            await reply(connection, letter, 1, "answer", body, by=by)
            await record(LetterSettled(letter_id, by=by, partner=letter["partner_name"], act="answer"))
    except asyncpg.UniqueViolationError:
        raise stale() from None


async def reply(
    connection: asyncpg.Connection, letter: Record, place: int, act: str, body: str, *, by: Principal
) -> None:
    """Add a step to what came of a letter; the customer reads it."""
    said = (place, act, body.strip(), by.name[:100], now())
    await connection.execute(queries.ADD_REPLY, letter["tenant_id"], letter["id"], *said)
