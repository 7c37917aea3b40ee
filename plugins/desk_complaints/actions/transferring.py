"""Complaints that headquarters transferred: registered by themselves, and their cases led along as they go on."""

from uuid import UUID

from desk.extend import Principal, accept_transfer, current_scope, end_transfer, gettext, language
from desk_complaints.actions import steps
from desk_complaints.actions.receiving import NewComplaint, receive
from desk_complaints.queries import complaints, people, transfers
from desk_complaints.states import ENDED, Medium, Status


async def take_over(case_id: UUID, *, by: Principal) -> None:
    """Register what headquarters transferred, once."""
    if await transfers.complaint_of(case_id) is not None:
        return
    case = await transfers.case(case_id)
    reach = case["contact_reach"].strip()
    by_mail = "@" in reach
    await receive(
        NewComplaint(
            f"{case['title']}\n\n{case['description']}".strip()[:8_000],
            (case["contact_name"] or case["customer_name"])[:100],
            await people.customer_named(case["customer_name"]),
            unit=case["customer_name"][:200],
            phone="" if by_mail else reach[:40],
            email=reach[:200] if by_mail else "",
            medium=Medium.HEADQUARTERS,
            product=case["product"][:200],
            wanted=case["wanted"],
            hq_case=case_id,
        ),
        by=by,
    )


async def lead_case(complaint_id: UUID, *, by: Principal) -> None:
    """
    Tell headquarters that it was taken on once it was judged, and that the handling ended once it did.

    The feedback itself is a member's: from then on it is promised within a working day (CP-D3).
    """
    found = await complaints.sheet_by_id(complaint_id)
    if found["hq_case"] is None or found["status"] == Status.RECEIVED:
        return
    case = await transfers.case(found["hq_case"])
    if case["status"] == "transferred":
        await accept_transfer(case["number"], by=by)
        case = await transfers.case(found["hq_case"])
    if case["status"] == "accepted" and found["status"] in ENDED:
        spoken = language.set(current_scope().tenant.locale)
        said = gettext("Complaint #{number}: the handling ended.").format(number=found["number"])
        language.reset(spoken)
        await end_transfer(case["number"], said, by=by)


async def take_back(case_id: UUID, *, by: Principal) -> None:
    """Headquarters isn't content with the feedback: the complaint is reviewed anew."""
    number = await transfers.complaint_of(case_id)
    if number is not None and (await complaints.sheet(number))["status"] in ENDED:
        await steps.take_step(number, "sent_back", steps.Said(), by=by)
