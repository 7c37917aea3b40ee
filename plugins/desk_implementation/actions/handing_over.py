"""What sales knows and promised, before anybody plans with it."""

from datetime import date
from uuid import UUID

from desk.extend import Principal, now
from desk_implementation.actions.moving import checked, say, who
from desk_implementation.events import HandedOver, PromiseBroken, PromiseJudged
from desk_implementation.moves import HAND_OVER
from desk_implementation.queries import plans
from desk_implementation.states import Feasible
from desk_implementation.tables import ImplementationHandover, ImplementationProject, ImplementationPromise


async def hand_over(
    number: int, *, requirements: str, by: Principal, risks: str = "", documents: str = ""
) -> ImplementationProject:
    """Write down what the customer asked of sales, and what sales knows; again: instead."""
    found = await checked(number, HAND_OVER, by=by)
    known = await plans.handover_to_write(found.id)
    said = {"requirements": requirements.strip(), "risks": risks.strip(), "documents": documents.strip()}
    more = {"at": now(), "by_id": who(by)}
    if known is None:
        await ImplementationHandover.add(project=found.id, customer=found.customer, **said, **more)
    else:
        for name, new in {**said, **more}.items():
            setattr(known, name, new)
        await known.save([getattr(ImplementationHandover, name) for name in {**said, **more}])
    await say(HandedOver, found, by=by)
    return found


async def add_promise(
    number: int,
    *,
    promise: str,
    promised_by: str,
    by: Principal,
    promised_on: date | None = None,
    feasible: str = Feasible.OPEN,
) -> ImplementationPromise:
    """What somebody promised, by when, and whether it can be done."""
    found = await checked(number, HAND_OVER, by=by)
    made = await ImplementationPromise.add(
        project=found.id,
        customer=found.customer,
        promise=promise.strip(),
        promised_by=promised_by.strip(),
        promised_on=promised_on,
        feasible=str(feasible),
    )
    await _tell(found, made, by=by)
    return made


async def judge_promise(number: int, promise_id: UUID, *, feasible: str, by: Principal) -> ImplementationPromise:
    """Whether it can be done after all."""
    found = await checked(number, HAND_OVER, by=by)
    known = await plans.promise(promise_id, of=found.id)
    if known.feasible != feasible:
        known.feasible = feasible
        await known.save([ImplementationPromise.feasible])
        await _tell(found, known, by=by)
    return known


async def _tell(found: ImplementationProject, made: ImplementationPromise, *, by: Principal) -> None:
    await say(PromiseJudged, found, by=by, feasible=str(made.feasible))
    if made.feasible == Feasible.NO:
        await say(PromiseBroken, found, by=by, promise=str(made.id))
