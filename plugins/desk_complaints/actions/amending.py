"""Making amends: a visit that puts it right, and a compensation once it is solved and somebody else agrees."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from desk.extend import (
    REQUIRED,
    Cover,
    Entitlement,
    Forbidden,
    Invalid,
    NewRequest,
    NewTask,
    NotFound,
    Principal,
    ask_task,
    current_scope,
    execute,
    gettext,
    language,
    now,
    open_request,
    own_currency,
    record,
    withdraw_task,
)
from desk_complaints.actions._saying import checked
from desk_complaints.actions.telling import AGREE
from desk_complaints.errors import NO_CUSTOMER, ImproveFirst, YourOwn
from desk_complaints.events import AmendsDecided, AmendsProposed, RemedyOrdered
from desk_complaints.queries import complaints, measures
from desk_complaints.states import COMPENSATE, IMPROVED, ORDER
from desk_complaints.tables import ComplaintsAmends

SUPERVISOR = "service_supervisor"
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewAmends:
    """What somebody wants to give."""

    kind: str
    what: str
    value_cents: int = 0


async def order_remedy(number: int, kind: str, text: str, *, by: Principal, version: int | None = None) -> int:
    """
    Ask for a visit or help that puts it right, free of charge: its cause leads back here. The answer is its number.

    Raises ``Invalid`` where nobody knows the customer, and what requests refuse.
    """
    found = await checked(number, ORDER, version, by=by)
    faults = {} if text.strip() else {"text": gettext(REQUIRED)}
    if found.customer is None:
        faults["kind"] = gettext(NO_CUSTOMER)
    if faults:
        raise Invalid(faults)
    fact = RemedyOrdered(found.id, by=by, customer_id=found.customer, number=number, kind=kind)
    cause = await record(fact)
    spoken = language.set(current_scope().tenant.locale)
    title = gettext("Put right what complaint #{number} is about").format(number=number)
    language.reset(spoken)
    new = NewRequest(
        kind,
        title,
        found.customer,
        subject_kind="complaint",
        subject_id=found.id,
        note=text.strip(),
        urgent=True,
        cause_id=cause,
    )
    return int((await open_request(new, by=by)).number)


async def remedy_for(cause_id: UUID | None) -> list[Entitlement]:
    """Free, where a complaint ordered it."""
    number = await measures.ordered_with(cause_id) if cause_id else None
    if number is None:
        return []
    return [Entitlement(Cover.REMEDY, gettext("Complaint #{number}").format(number=number), reference=str(number))]


async def propose(number: int, new: NewAmends, *, by: Principal) -> UUID:
    """Propose what to give; the supervisor is asked to agree. Only what is valid and solved."""
    found = await checked(number, COMPENSATE, None, by=by)
    if not new.what.strip():
        raise Invalid({"what": gettext(REQUIRED)})
    made = await ComplaintsAmends.add(
        complaint=found.id,
        customer=found.customer,
        kind=new.kind,
        what=new.what.strip(),
        value_cents=new.value_cents,
        currency=own_currency(),
        proposed_at=now(),
        proposed_by=by.id if by.is_staff else None,
    )
    await record(AmendsProposed(found.id, by=by, customer_id=found.customer, number=number, kind=new.kind))
    return UUID(str(made.id))


async def decide(number: int, amends_id: UUID, approved: bool, reason: str, *, by: Principal) -> None:
    """Agree, or not: somebody else than who proposed it, and once there is an improvement (measures)."""
    if not by.may("complaints.judge"):
        raise Forbidden
    found = await checked(number, COMPENSATE, None, by=by)
    one = await measures.one_of(found.id, amends_id)
    if one["status"] != "proposed":
        raise NotFound
    if by.is_staff and one["proposed_by"] == by.id:
        raise YourOwn
    if approved and found.status not in IMPROVED:
        raise ImproveFirst
    if not approved and not reason.strip():
        raise Invalid({"reason": gettext(REQUIRED)})
    status = "approved" if approved else "refused"
    await execute(
        measures.DECIDE,
        *(amends_id, status, reason.strip(), now(), by.id if by.is_staff else None),
    )
    said = {"number": number, "kind": one["kind"], "approved": approved}
    await record(AmendsDecided(found.id, by=by, customer_id=found.customer, **said))


async def ask_agreement(complaint_id: UUID, *, by: Principal) -> None:
    """Ask the supervisor to look at what was proposed."""
    found = await complaints.sheet_by_id(complaint_id)
    spoken = language.set(current_scope().tenant.locale)
    title = gettext("Complaint #{number}: agree to a compensation?").format(number=found["number"])
    language.reset(spoken)
    new = NewTask(
        *(AGREE.id, title),
        role=SUPERVISOR,
        subject_kind="complaint",
        subject_id=complaint_id,
        key=f"{AGREE.id}:{complaint_id}",
        due_at=now() + A_DAY,
        customer=found["customer"],
        asker="complaints",
    )
    await ask_task(new, by=by)


async def settle_agreement(complaint_id: UUID, *, by: Principal) -> None:
    """All that was proposed is decided: nobody needs to look any more."""
    if all(one["status"] != "proposed" for one in await measures.amends(complaint_id)):
        await withdraw_task(f"{AGREE.id}:{complaint_id}", "complaints", by=by)
