"""What follows from facts: open pages are told, the index is brought up to date, work of who left is handed over."""

from typing import cast
from uuid import UUID

from desk.deadlines import queries as deadlines
from desk.foundation.errors import NotFound
from desk.foundation.events import Fact
from desk.foundation.principals import NOBODY, SYSTEM, Principal
from desk.foundation.principals import Kind as PrincipalKind
from desk.foundation.reactions import reaction
from desk.foundation.signals import Signal, publish
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext, language
from desk.requests import kinds as requests
from desk.search import actions as search
from desk.tasks import queries as tasks
from desk.tickets import actions, queries
from desk.tickets.kinds import CALL_BACK
from desk.tickets.states import Audience, Status

MAY_NOTE = frozenset({"ticket.note"})
SILENCE = ("TK-S1", "TK-S2")
"""Waits that begin anew when it is solved anew."""
REQUESTED = {
    "request.done": N_("{kind} #{number} is done."),
    "request.returned": N_("{kind} #{number} was given back."),
    "request.cancelled": N_("{kind} #{number} isn't needed any more."),
}
HANDED_TO = ("requests.on_site", "requests.remote_help")
"""Services by which a ticket's own matter is worked on (02-hotline, needs_onsite and needs_remote)."""
OURS = (
    *("ticket.assigned", "ticket.unassigned", "ticket.pressed", "ticket.unpressed", "ticket.held"),
    *("ticket.transferred", "ticket.accepted", "ticket.rejected"),
    *("ticket.merged", "ticket.parted", "ticket.linked", "ticket.unlinked", "ticket.time_noted", "ticket.authorised"),
    *("ticket.consulted", "ticket.concluded", "ticket.handed_on", "ticket.taken_back"),
)
"""Facts that change nothing on a customer's page."""


@reaction(lane="urgent")
async def signal_change(fact: Fact) -> None:
    """Tell open pages that a ticket and the lists changed; the customer's only when the customer may know."""
    tenant = current_scope().tenant.id
    seen = fact.name not in OURS and fact.payload.get("entry_audience", "customer") == "customer"
    for topic in (f"ticket-{fact.payload['number']}", "tickets"):
        await publish(Signal(tenant, topic, fact.customer_id if seen else None))


@reaction(lane="bulk")
async def index_ticket(fact: Fact) -> None:
    """
    Bring the words of a ticket up to date in the index: what its customer may find, and apart what is the team's alone.

    Read again, so any order and number of runs will do.
    """
    assert fact.subject_id is not None
    try:
        words = await queries.words_of(fact.subject_id)
    except NotFound:
        return
    same = {"subject_id": fact.subject_id, "url": f"/tickets/{words['number']}", "at": words["opened_at"]}
    await search.index(
        kind="ticket",
        title=f"#{words['number']} {words['subject']}",
        detail=words["customer_name"],
        words=[words["subject"], words["symptom"], words["solution"], words["said"] or "", words["customer_name"]],
        digits=[str(words["number"])],
        customer_id=words["customer"],
        audience="customer",
        **same,
    )
    if words["noted"]:
        about = f"{words['subject']} · {words['customer_name']}"
        await search.index(kind="note", title=f"#{words['number']}", detail=about, words=[words["noted"]], **same)


@reaction()
async def note_call(fact: Fact) -> None:
    """Note in the ticket what came of a call, with the words of whoever called; in each ticket that asked for it."""
    assert fact.subject_id is not None
    if fact.payload["kind"] != CALL_BACK.id or (result := await tasks.came_of(fact.subject_id)) is None:
        return
    spoken = language.set(current_scope().tenant.locale)
    word = gettext(CALL_BACK.results[result.result])
    body = "\n".join(filter(None, (gettext("Called the customer: {result}").format(result=word), result.note)))
    language.reset(spoken)
    by = Principal("member", result.by_id, permissions=MAY_NOTE) if result.by_id else SYSTEM
    for ticket_id in {UUID(one[3]) for one in fact.payload["askers"] if one[2] == "ticket"}:
        ticket = await queries.ticket_by_id(ticket_id)
        await actions.write_entry(ticket.number, actions.NewEntry(body, Audience.TEAM), by=by)


@reaction()
async def note_signature(fact: Fact) -> None:
    """Remember that a paper of a ticket was signed, and by whose device."""
    if fact.payload["of_kind"] != "ticket" or fact.subject_id is None:
        return
    by = Principal(cast("PrincipalKind", fact.by_kind), fact.by_id or NOBODY)
    said = fact.payload
    try:
        await actions.note_signed(UUID(said["of_id"]), fact.subject_id, said["kind"], said["method"], by=by)
    except NotFound:
        return


@reaction()
async def note_request(fact: Fact) -> None:
    """Note in the ticket what became of a service that was asked for because of it."""
    kind, ticket_id = fact.payload["subject"]
    if kind != "ticket":
        return
    ticket = await queries.ticket_by_id(UUID(ticket_id))
    spoken = language.set(current_scope().tenant.locale)
    words = {"kind": gettext(requests.kind_of(fact.payload["kind"]).label), "number": fact.payload["number"]}
    body = gettext(REQUESTED[fact.name]).format(**words)
    language.reset(spoken)
    await actions.write_entry(ticket.number, actions.NewEntry(body, Audience.TEAM), by=SYSTEM)


@reaction()
async def follow_request(fact: Fact) -> None:
    """Hand a ticket on to a visit or remote help that was asked for; it is ours again when that is over."""
    kind, ticket_id = fact.payload["subject"]
    if kind != "ticket" or fact.payload["kind"] not in HANDED_TO:
        return
    act = actions.hand_on if fact.name == "request.opened" else actions.service_over
    await act(UUID(ticket_id), by=SYSTEM)


@reaction()
async def settle_cases(fact: Fact) -> None:
    """Close what headquarters answered about a ticket, when that is closed."""
    assert fact.subject_id is not None
    ticket = await queries.ticket_by_id(fact.subject_id)
    await actions.settle_cases(ticket, bool(fact.payload["confirmed"]), by=SYSTEM)


@reaction(lane="bulk")
async def close_silent(fact: Fact) -> None:
    """Close a solved ticket about which the customer said nothing more for as long as the tenant waits."""
    assert fact.subject_id is not None
    ticket = await queries.ticket_by_id(fact.subject_id)
    if ticket.status == Status.SOLVED and not await deadlines.open_of("ticket", ticket.id, promises=SILENCE):
        await actions.close_ticket(ticket.number, by=SYSTEM)


@reaction(budget=120.0)
async def hand_over(fact: Fact) -> None:
    """Give what a member who left had open to the colleague who takes over, and back what they were asked."""
    assert fact.subject_id is not None
    for number in await queries.asked_of(fact.subject_id):
        await actions.reject_ticket(number, "", by=SYSTEM)
    for number in await queries.unsettled_of(fact.subject_id):
        await actions.assign_ticket(number, UUID(fact.payload["successor"]), by=SYSTEM)


@reaction(budget=120.0)
async def pass_on(fact: Fact) -> None:
    """Let what somebody had asked who left their company go on with whoever took over there."""
    assert fact.subject_id is not None
    named = fact.payload.get("successor")
    for number in await queries.not_ended_with(fact.subject_id):
        await actions.pass_on(number, fact.subject_id, UUID(named) if named else None, by=SYSTEM)
