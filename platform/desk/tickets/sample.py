"""
Demo tickets in all walks of life, from the tenant's sample folder. Filling again adds nothing.

Each is led through its life by the same actions as any other, told as of when it happened.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from desk.cases import actions as cases
from desk.cases.actions import Envelope
from desk.cases.states import Kind as CaseKind
from desk.foundation.principals import SYSTEM, Principal
from desk.kit.time import as_of, now
from desk.people.actions import permissions_of
from desk.tickets import actions, queries
from desk.tickets.states import Audience, Channel, Kind, Status
from desk.tickets.tables import Ticket

BREATH = timedelta(minutes=4)
"""Between hearing of a matter and taking it, between the last word and what follows from it."""


async def fill(words: dict[str, Any]) -> None:
    """Open the tickets of the sample file and lead each to its status."""
    for one in words.get("tickets", []):
        customer = await queries.customer_by_key(one["customer"])
        if customer is not None and not await queries.has_ticket(customer, one["subject"]):
            await _live(one, customer)


async def _live(one: dict[str, Any], customer: UUID) -> None:
    """One matter from its first word to where it stands now."""
    status, entries = Status(one.get("status", "new")), list(one.get("entries", []))
    owner = await _member(one.get("assignee", ""))
    asker = await _asker(customer, one.get("contact", ""))
    told = entries.pop(0)["body"] if entries and entries[0]["by"] == "contact" else ""
    opened = _ago(one.get("opened_hours_ago", 1))
    with as_of(opened):
        ticket = await _open(one, customer, told, owner, asker)
    if owner is not None and ticket.status == Status.NEW:
        with as_of(min(opened + BREATH, now())):
            await actions.take_ticket(ticket.number, by=owner)
    await _talk(ticket.number, entries, asker, waits=status == Status.WAITING_CUSTOMER)
    last = _ago(entries[-1]["hours_ago"]) if entries else opened
    if status == Status.WITH_HQ:
        with as_of(min(last + BREATH, now())):
            await _hand_up(ticket.id, one["envelope"])
    elif owner is not None:
        await _settle(ticket.number, status, one.get("solution", {}), min(last + BREATH, now()), owner, asker)


async def _open(one: dict[str, Any], customer: UUID, told: str, owner: Principal | None, asker: Principal) -> Ticket:
    channel = Channel(one.get("channel", "online"))
    new = actions.NewTicket(
        customer=customer,
        subject=one["subject"],
        body=told,
        channel=channel,
        kind=Kind(one.get("kind", "question")),
        contact=asker.id if asker.kind == "contact" else None,
        product=await _product(customer, one.get("product", "")),
        urgent=one.get("urgent", False),
    )
    by = asker if channel == Channel.ONLINE else owner if channel == Channel.HOTLINE and owner else SYSTEM
    return await actions.open_ticket(new, by=by)


async def _talk(number: int, entries: Sequence[dict[str, Any]], asker: Principal, *, waits: bool) -> None:
    ours = [one for one in entries if one["by"] != "contact" and one.get("audience", "customer") == "customer"]
    for one in entries:
        by = asker if one["by"] == "contact" else await _member(one["by"]) or SYSTEM
        audience = Audience(one.get("audience", "customer"))
        with as_of(_ago(one["hours_ago"])):
            entry = actions.NewEntry(one["body"], audience, wait=waits and one in ours[-1:])
            await actions.write_entry(number, entry, by=by)


async def _settle(
    number: int, status: Status, solution: dict[str, str], at: datetime, owner: Principal, asker: Principal
) -> None:
    with as_of(at):
        if status == Status.ON_HOLD:
            await actions.hold_ticket(number, by=owner)
        if status in (Status.SOLVED, Status.CLOSED):
            await actions.solve_ticket(number, actions.Solution(**solution), by=owner)
    if status == Status.CLOSED:
        with as_of(min(at + 15 * BREATH, now())):
            await actions.close_ticket(number, by=asker)


async def _hand_up(ticket_id: UUID, words: dict[str, str]) -> None:
    by = await _member(words["by"])
    assert by is not None, f"the sample has no member {words['by']}"
    said: dict[str, Any] = {name: word for name, word in words.items() if name not in ("by", "kind")}
    await cases.hand_up("ticket", ticket_id, Envelope(kind=CaseKind(words["kind"]), **said), by=by)


def _ago(hours: float) -> datetime:
    return now() - timedelta(hours=hours)


async def _member(staff_no: str) -> Principal | None:
    found = await queries.member_numbered(staff_no)
    return found and Principal("member", found["id"], found["name"], permissions_of(found["roles"]))


async def _asker(customer: UUID, name: str) -> Principal:
    """Whoever asks at the customer, as in the portal; the platform itself where the sample names nobody."""
    found = await queries.contact_named(customer, name)
    if found is None:
        return SYSTEM
    return Principal("contact", found, name, permissions_of(["customer_contact"]), customer_id=customer)


async def _product(customer: UUID, name: str) -> UUID | None:
    """The product that the sample names, or the only one that the customer has."""
    found = await queries.products_of(customer)
    fits = [one["id"] for one in found if one["name"] == name or len(found) == 1]
    return fits[0] if fits else None
