"""
What customers want changed about themselves: proposed in the portal, answered by the team or at once.

A contact proposes for themselves, and for the company where their portal role allows it. An accepted field is changed
in the contact's name, so that the history says whose word it was; who accepted it stands in the fact before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from desk.customers import queries
from desk.customers.actions.fields import allow, faults_of, number_fault, spelled
from desk.customers.actions.filing import put_customer
from desk.customers.actions.history import as_text
from desk.customers.actions.people import put_contact
from desk.customers.errors import AnsweredAlready
from desk.customers.events import ProposalAnswered, ProposalMade, ProposalWithdrawn
from desk.customers.permissions import ANSWER, OWN_COMPANY, OWN_SELF
from desk.customers.settings import AT_ONCE
from desk.customers.states import ANSWERABLE, FieldAnswer, ProposalStatus
from desk.customers.tables import Contact, Customer, Proposal, ProposalField
from desk.fields.actions import NOTHING
from desk.foundation.choices import chosen
from desk.foundation.errors import Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import REQUIRED
from desk.kit.time import now

SAY_WHY = N_("Please say why, so that they know.")
MAY = {"contact": OWN_SELF, "customer": OWN_COMPANY}
"""What a contact has to be allowed in the portal, by what the proposal is about."""
_NUMBERS = ("phone", "fax", "mobile")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to one field of a proposal."""

    accepted: bool
    reason: str = ""


async def propose(kind: str, values: Mapping[str, Any], *, by: Principal) -> Proposal | None:
    """
    Ask for other values of one's own data, or with ``customer`` of the company's; None where nothing differs.

    What waited of the same contact about the same is replaced. Raises ``Invalid`` with all wrong fields.
    """
    allow(by, MAY[kind])
    assert by.customer_id is not None, "contacts belong to a customer"
    thing = await _thing(kind, by.customer_id, by.id if kind == "contact" else by.customer_id)
    wanted = _checked({name: values[name] for name in ANSWERABLE[kind] if name in values})
    changed = {name: (as_text(getattr(thing, name)), new) for name, new in wanted.items() if _text(thing, name) != new}
    await _replace(by, UUID(str(thing.id)))
    if not changed:
        return None
    made = await Proposal.add(
        customer=by.customer_id,
        contact=by.id,
        subject_kind=kind,
        subject_id=thing.id,
        at=now(),
        ended_at=None,
        by_id=None,
    )
    for name, (old, new) in changed.items():
        await ProposalField.add(proposal=made.id, field=name, old=old, new=new)
    await record(ProposalMade(made.id, by=by, customer_id=by.customer_id, about=kind, wanted=sorted(changed)))
    return made


async def withdraw_proposal(proposal_id: UUID, *, by: Principal) -> None:
    """Take back what one has proposed. Raises ``NotFound`` for another's, ``AnsweredAlready``."""
    proposal = await queries.proposal(proposal_id, lock=True)
    if proposal.contact != by.id or by.kind != "contact":
        raise NotFound
    await _check_waiting(proposal)
    await _end(proposal, ProposalStatus.WITHDRAWN, by)
    await record(ProposalWithdrawn(proposal_id, by=by, customer_id=proposal.customer, about=proposal.subject_kind))


async def answer_proposal(proposal_id: UUID, answers: Mapping[str, Answer], *, by: Principal) -> None:
    """
    Accept or refuse each field. Accepted ones are changed at once, in the contact's name; the contact is told.

    Raises ``AnsweredAlready`` for the second of two, ``Invalid`` where a field has no answer or a refusal no reason.
    """
    allow(by, ANSWER)
    proposal = await queries.proposal(proposal_id, lock=True)
    await _check_waiting(proposal)
    fields = await queries.proposed(proposal_id)
    _check(fields, answers)
    await _end(proposal, ProposalStatus.ANSWERED, by)
    for one in fields:
        said = answers[one["field"]]
        status = FieldAnswer.ACCEPTED if said.accepted else FieldAnswer.REFUSED
        await ProposalField.update({ProposalField.status: status, ProposalField.reason: said.reason}).where(
            ProposalField.id == one["id"]
        )
    accepted = {one["field"]: one["new"] for one in fields if answers[one["field"]].accepted}
    refused = sorted(one["field"] for one in fields if one["field"] not in accepted)
    event = ProposalAnswered(
        proposal_id,
        by=by,
        customer_id=proposal.customer,
        about=proposal.subject_kind,
        accepted=sorted(accepted),
        refused=refused,
    )
    await record(event)
    if accepted:
        await _take(proposal, accepted)


async def answer_at_once(proposal_id: UUID) -> None:
    """Take over all of it, where the tenant wants that. Safe to run twice, and too late."""
    proposal = await queries.proposal(proposal_id)
    if proposal.status != ProposalStatus.WAITING or chosen(AT_ONCE[proposal.subject_kind]) != "at_once":
        return
    fields = await queries.proposed(proposal_id)
    await answer_proposal(proposal_id, {one["field"]: Answer(True) for one in fields}, by=SYSTEM)


async def _take(proposal: Proposal, values: Mapping[str, str | None]) -> None:
    """Change what was accepted, in the name of whoever proposed it."""
    customer_id = UUID(str(proposal.customer))
    thing = await _thing(proposal.subject_kind, customer_id, UUID(str(proposal.subject_id)), lock=True)
    names = await queries.names_of_contacts([UUID(str(proposal.contact))])
    by = Principal("contact", proposal.contact, names.get(proposal.contact, ""), customer_id=customer_id)
    said = {name: _value(name, value) for name, value in values.items()}
    if isinstance(thing, Contact):
        await put_contact(customer_id, thing, said, NOTHING, by=by)
    else:
        await put_customer(thing, said, NOTHING, by=by)


async def _thing(kind: str, customer_id: UUID, subject_id: UUID, *, lock: bool = False) -> Contact | Customer:
    if kind == "contact":
        return await queries.contact(subject_id, of=customer_id, lock=lock)
    return await queries.customer(customer_id, lock=lock)


def _checked(values: Mapping[str, Any]) -> dict[str, str]:
    """What was typed, numbers in one spelling. Raises ``Invalid``."""
    said = {name: str(value or "").strip() for name, value in values.items()}
    faults = faults_of(said)
    if "name" in said and not said["name"]:
        faults["name"] = gettext(REQUIRED)
    if faults:
        raise Invalid(faults)
    return {
        name: spelled(text) if name in _NUMBERS and text and not number_fault(text) else text
        for name, text in said.items()
    }


def _text(thing: Any, name: str) -> str:
    return as_text(getattr(thing, name)) or ""


def _value(name: str, stored: str | None) -> Any:
    """What stands in a proposal as the column holds it."""
    return (date.fromisoformat(stored) if stored else None) if name == "birthday" else stored or ""


def _check(fields: Sequence[Any], answers: Mapping[str, Answer]) -> None:
    faults = {one["field"]: gettext(REQUIRED) for one in fields if one["field"] not in answers}
    silent = [name for name, said in answers.items() if not said.accepted and not said.reason.strip()]
    faults |= dict.fromkeys(silent, gettext(SAY_WHY))
    if faults:
        raise Invalid(faults)


async def _check_waiting(proposal: Proposal) -> None:
    if proposal.status != ProposalStatus.WAITING:
        raise AnsweredAlready


async def _replace(by: Principal, subject_id: UUID) -> None:
    """What the same contact wanted of the same before gives way."""
    for waiting in await queries.waiting_of(by.id, subject_id):
        await _end(await queries.proposal(waiting, lock=True), ProposalStatus.WITHDRAWN, by)


async def _end(proposal: Proposal, status: ProposalStatus, by: Principal) -> None:
    proposal.status, proposal.ended_at, proposal.by_kind, proposal.by_id = status, now(), by.kind, by.id
    await proposal.save()
