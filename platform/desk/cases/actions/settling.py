"""What the partner makes of the answer: the customer confirms, or it isn't solved."""

from uuid import UUID

from desk.cases import queries, sheets
from desk.cases.actions._saying import Particulars, checked, facts_of, go_on
from desk.cases.events import CaseClosed, CaseNotSolved
from desk.cases.kinds import find_bearer
from desk.cases.states import CLOSE, NOT_SOLVED, Status
from desk.foundation.events import record
from desk.foundation.principals import Principal


async def mark_not_solved(number: int, reason: str, *, by: Principal, version: int | None = None) -> None:
    """The answer didn't help: it goes back to headquarters with the reason, and what bears it waits there again."""
    case = await checked(number, version, NOT_SOLVED, by=by)
    bearer = find_bearer(case["subject_kind"])
    if bearer and (refusal := await bearer.refusal(case["subject_id"], by=by)):
        raise refusal
    await go_on(case, NOT_SOLVED, reason, by=by)
    if bearer:
        await bearer.hand_up(case["subject_id"], by=by)
    await record(CaseNotSolved(case["id"], by=by, **await facts_of(case)))


async def close_case(
    number: int,
    confirmed: str,
    particulars: Particulars | None = None,
    *,
    by: Principal,
    version: int | None = None,
) -> None:
    """Close it: ``confirmed`` says who of the customer confirmed, and how."""
    case = await checked(number, version, CLOSE, by=by)
    await go_on(case, CLOSE, confirmed, particulars, by=by)
    await record(CaseClosed(case["id"], by=by, **await facts_of(case)))


async def close_cases_of(kind: str, subject_id: UUID, confirmed: str, *, by: Principal) -> None:
    """
    Close what was answered about a thing that is settled now.

    What asks for more than a yes (a dongle has to be handed over) waits for whoever knows it.
    """
    for one in await queries.of_subject(kind, subject_id):
        if one["status"] == Status.ANSWERED and not sheets.fields_of(one["kind"], sheets.CLOSE):
            await close_case(one["number"], confirmed, by=by)
