"""Whoever leads hears at once of what is serious, and of the best customers; complaints can be found."""

from uuid import UUID

from desk.extend import (
    N_,
    NewTask,
    Principal,
    TaskKind,
    ask_task,
    current_scope,
    gettext,
    index_thing,
    language,
    record,
)
from desk_complaints.events import Told
from desk_complaints.queries import complaints
from desk_complaints.states import OPEN

LEADER = "general_manager"
CONTACT = TaskKind(
    "complaints.contact",
    N_("Contact the customer who complained"),
    {"contacted": N_("Contacted"), "not_reached": N_("Not reached")},
    reads="complaints.read",
    promised=False,
    once=True,
    icon="phone",
)

AGREE = TaskKind(
    "complaints.agree",
    N_("Agree to a compensation"),
    {"done": N_("Done"), "not_needed": N_("Not needed any more")},
    reads="complaints.read",
    icon="coins",
)


async def tell_leader(complaint_id: UUID, *, by: Principal) -> None:
    """Have the general manager contact them personally: once for each complaint, and while it is open."""
    found = await complaints.sheet_by_id(complaint_id)
    if found["status"] not in OPEN:
        return
    spoken = language.set(current_scope().tenant.locale)
    said = {"number": found["number"], "who": found["unit"] or found["complainant"]}
    title = gettext("Complaint #{number}: {who}").format(**said)[:200]
    language.reset(spoken)
    new = NewTask(
        CONTACT.id,
        title,
        role=LEADER,
        subject_kind="complaint",
        subject_id=complaint_id,
        key=f"{CONTACT.id}:{complaint_id}",
        urgent=True,
        customer=found["customer"],
    )
    await ask_task(new, by=by)
    told = Told(complaint_id, by=by, customer_id=found["customer"], number=found["number"])
    await record(told)


async def index(complaint_id: UUID) -> None:
    """Let it be found by its number, who complained and what they said: never by inner words."""
    found = await complaints.sheet_by_id(complaint_id)
    await index_thing(
        kind="complaint",
        subject_id=complaint_id,
        title=f"#{found['number']} {found['unit'] or found['complainant']}",
        detail=found["text"],
        url=f"/complaints/{found['number']}",
        words=[found["text"], found["complainant"], found["department"]],
        digits=[found["phone"]],
        customer_id=found["customer"],
        at=found["complained_at"],
    )


def ourselves() -> Principal:
    """This plugin by itself: it asks the general manager, as its manifest says."""
    return Principal.plugin("complaints")
