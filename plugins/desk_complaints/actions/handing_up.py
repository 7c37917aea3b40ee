"""What handing up to headquarters means for a complaint: it waits there, hears what is said, and comes back."""

from uuid import UUID

from desk.extend import CaseBearer, CaseStart, NotFound, Principal, Refusal, label, plain_case_bearer, record
from desk_complaints.actions import steps
from desk_complaints.actions._saying import say
from desk_complaints.events import Responded
from desk_complaints.queries import complaints
from desk_complaints.states import ESCALATE, Kind, Status

NOTHING = steps.Said()
TRIED = (Kind.REPLY, Kind.RESULT)


async def start(complaint_id: UUID) -> CaseStart:
    """With what its envelope begins; the member says what of it crosses."""
    found = await complaints.sheet_by_id(complaint_id)
    tried = [one["text"] for one in await complaints.entries(complaint_id) if one["kind"] in TRIED]
    title = found["text"].strip().splitlines()[0][:200]
    customer = found["customer_name"] or found["unit"]
    return CaseStart(title, customer, found["product"], found["text"], "\n".join(tried))


async def refusal(complaint_id: UUID, *, by: Principal) -> Refusal | None:
    """Why it can't be handed up now."""
    try:
        found = await complaints.held(complaint_id)
    except NotFound as missing:
        return missing
    return ESCALATE.refusal(found, by, lambda status: label("complaints.status", status))


async def hand_up(complaint_id: UUID, *, by: Principal) -> None:
    """From now on it is headquarters' turn; the customer is told."""
    found = await complaints.held(complaint_id)
    await steps.take_step(found.number, "escalate", NOTHING, by=by)


async def come_back(complaint_id: UUID, *, by: Principal) -> None:
    """It is our turn again; nothing happens where it isn't with headquarters any more."""
    found = await complaints.held(complaint_id)
    if found.status == Status.ESCALATED:
        await steps.take_step(found.number, "answer", NOTHING, by=by)


async def note(complaint_id: UUID, body: str, *, by: Principal) -> None:
    """Keep for the team what headquarters said."""
    await say(await complaints.held(complaint_id), Kind.ANSWER, body, by=by)


async def tell(complaint_id: UUID, body: str, *, by: Principal) -> None:
    """Say to the customer what headquarters wrote for them: an answer like ours."""
    found = await complaints.held(complaint_id)
    first = await steps.first_answer(found)
    await say(found, Kind.REPLY, body, by=by)
    await record(Responded(found.id, by=by, customer_id=found.customer, number=found.number, first=first))


BEARER = CaseBearer(start, refusal, hand_up, come_back, note, tell, plain_case_bearer("complaint").files)
