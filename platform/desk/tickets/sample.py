"""Demo tickets in all walks of life, from the tenant's sample folder. Filling again adds nothing."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from desk.foundation.principals import SYSTEM, Principal
from desk.kit.time import now
from desk.people.actions import permissions_of
from desk.tickets import actions, queries
from desk.tickets.actions._moving import save
from desk.tickets.actions.writing import NewEntry, add_entry
from desk.tickets.states import TURN_OF, Audience, Channel, Kind, Status
from desk.tickets.tables import Entry, Ticket


async def fill(words: dict[str, Any]) -> None:
    """Open the tickets of the sample file and lead each to its status."""
    for one in words.get("tickets", []):
        customer = await queries.customer_by_key(one["customer"])
        if customer is not None and not await queries.has_ticket(customer, one["subject"]):
            await _add(one, customer)


async def _add(one: dict[str, Any], customer: UUID) -> None:
    opened = now() - timedelta(hours=one.get("opened_hours_ago", 1))
    contact = await queries.contact_named(customer, one.get("contact", ""))
    entries = one.get("entries", [])
    ticket = await actions.open_ticket(
        actions.NewTicket(
            customer=customer,
            subject=one["subject"],
            body="",
            channel=Channel(one.get("channel", "online")),
            kind=Kind(one.get("kind", "question")),
            contact=contact,
            urgent=one.get("urgent", False),
        ),
        by=SYSTEM,
    )
    said = opened
    for written in entries:
        said = await _say(ticket, written, customer, contact)
    await _lead(ticket, one, opened, max(said, opened))


async def _say(ticket: Ticket, written: dict[str, Any], customer: UUID, contact: UUID | None) -> datetime:
    by = SYSTEM
    if written["by"] == "contact":
        by = Principal("contact", contact or SYSTEM.id, customer_id=customer)
    elif (member := await queries.member_numbered(written["by"])) is not None:
        by = Principal("member", member["id"], member["name"], permissions_of(member["roles"]))
    entry = await add_entry(ticket, NewEntry(written["body"], Audience(written.get("audience", "customer"))), by=by)
    at = now() - timedelta(hours=written.get("hours_ago", 1))
    entry.at = at
    await entry.save([Entry.at])
    return at


async def _lead(ticket: Ticket, one: dict[str, Any], opened: datetime, last: datetime) -> None:
    status = Status(one.get("status", "new"))
    assignee = await queries.member_numbered(one.get("assignee", ""))
    changes: dict[str, Any] = {
        "status": status,
        "turn": TURN_OF[status],
        "opened_at": opened,
        "since_at": last,
        "changed_at": last,
        "assignee": assignee["id"] if assignee else None,
    }
    if status in (Status.SOLVED, Status.CLOSED):
        changes |= dict(one.get("solution", {})) | {"solved_at": last}
    if status == Status.CLOSED:
        changes["closed_at"] = last
    await save(ticket, **changes)
