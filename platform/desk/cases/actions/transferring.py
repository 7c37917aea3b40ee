"""What headquarters does with complaints: transfers them down to a partner, and closes them or sends them back."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg
from asyncpg import Record

from desk.cases import queries
from desk.cases.actions._saying import stale
from desk.cases.actions.answering import Said, attend, say_across
from desk.cases.actions.hearing import open_desk
from desk.cases.actions.letters import reply
from desk.cases.events import CaseAttended, LetterSettled
from desk.cases.states import SEND_BACK, SETTLE, TRANSFER, Kind, Status
from desk.foundation.crossing import crossing_rows, publishing
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a customer complained of at headquarters, and which partner shall see to it."""

    partner: str
    title: str
    customer_name: str
    contact_name: str
    contact_reach: str
    description: str
    product: str = ""
    wanted: str = ""
    letter: UUID | None = None
    """The customer's letter, where they wrote one in the portal."""


async def transfer_complaint(new: Complaint, *, by: Principal) -> int:
    """
    Transfer a complaint to a partner, who takes it on within ``HQ-D4``; the answer is its number there.

    Raises ``NotFound`` for a partner or a letter that isn't there, ``Stale`` for a letter that somebody dealt with.
    """
    if not by.may("case.transfer"):
        raise Forbidden
    partner = await queries.partner(new.partner)
    letter = await queries.letter(crossing_rows, new.letter) if new.letter else None
    if letter is not None and letter["tenant_id"] != partner["tenant_id"]:
        raise NotFound
    try:
        async with publishing() as connection:
            case = await connection.fetchrow(queries.OPEN_DOWN, *_envelope(new, partner, by), now())
            await say_across(connection, case, 1, TRANSFER, Status.TRANSFERRED, "", by=by)
            if letter is not None:
                await reply(connection, letter, 1, TRANSFER, "", by=by)
                await record(LetterSettled(letter["id"], by=by, partner=partner["name"], act=TRANSFER))
            await open_desk(case)
            words = {"number": case["number"], "partner": case["partner_name"], "kind": case["kind"]}
            await record(CaseAttended(case["id"], by=by, act=TRANSFER, **words))
    except asyncpg.UniqueViolationError:
        raise stale() from None
    current_scope().wakes = True
    return int(case["number"])


def _envelope(new: Complaint, partner: Record, by: Principal) -> tuple[object, ...]:
    return (
        *(partner["tenant_id"], uuid7(), partner["slug"], partner["name"], Kind.COMPLAINT.value),
        *(new.title, new.customer_name, new.product, new.description, new.wanted),
        *(new.contact_name, new.contact_reach, new.letter, by.name[:100], by.id),
    )


async def settle_case(partner: str, number: int, said: Said, *, by: Principal) -> None:
    """Close a complaint whose feedback is good; ``told`` is what the customer reads below their letter."""

    async def close_letter(connection: asyncpg.Connection, case: Record) -> None:
        if case["letter"]:
            letter = await queries.letter(crossing_rows, case["letter"])
            await reply(connection, letter, 2, "close", said.told, by=by)

    await attend(partner, number, SETTLE, said, by=by, then=close_letter)


async def send_back_case(partner: str, number: int, said: Said, *, by: Principal) -> None:
    """The feedback isn't good enough: the partner goes on, and ``body`` says with what."""
    await attend(partner, number, SEND_BACK, said, by=by)
