"""What becomes of an answer to a campaign: a ticket, or a registration; besides, it is kept with all other answers."""

from dataclasses import dataclass
from uuid import UUID

from asyncpg import Record

from desk.extend import (
    Audience,
    Channel,
    NewEntry,
    NewTicket,
    Principal,
    Refusal,
    execute,
    gettext,
    now,
    open_ticket,
    record,
    write_entry,
)
from desk_campaigns.events import CampaignAnswered, CampaignRegistered
from desk_campaigns.queries import answered
from desk_campaigns.states import Answers, means_yes

LONGEST = 200
"""Characters of a ticket's subject."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and the message before it."""

    id: UUID
    delivery: UUID


async def take_answer(reply: Reply, *, by: Principal) -> None:
    """Do with an answer what its campaign says; answers to anything else are none of ours."""
    found = await answered.to_campaign(reply.id, reply.delivery)
    if found is None:
        return
    if found["answers"] == Answers.TICKET:
        await _to_ticket(found, by)
    elif found["answers"] == Answers.REGISTRATION and means_yes(found["body"]) and found["registered_at"] is None:
        await execute(answered.REGISTER, found["recipient"], now())
        registered = {"number": found["number"], "contact": str(found["contact"])}
        await record(CampaignRegistered(found["id"], by=by, customer_id=found["customer"], **registered))


async def _to_ticket(found: Record, by: Principal) -> None:
    """The first answer of somebody opens a ticket; what they write after that is noted there, as long as it can be."""
    if found["ticket"] is not None:
        try:
            await write_entry(found["ticket"], NewEntry(found["body"], Audience.TEAM), by=by)
        except Refusal:
            pass
        else:
            return
    subject = gettext("Answer to: {name}").format(name=found["subject"] or found["name"])[:LONGEST]
    new = NewTicket(found["customer"], subject, found["body"], Channel.ONLINE, contact=found["contact"])
    ticket = await open_ticket(new, by=by)
    await execute(answered.BECAME, found["recipient"], ticket.number)
    said = {"number": found["number"], "ticket": int(ticket.number)}
    await record(CampaignAnswered(found["id"], by=by, customer_id=found["customer"], **said))
