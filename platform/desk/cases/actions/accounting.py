"""Who used the time of a matter that was handed up: told to headquarters once it is over."""

from uuid import UUID

from desk.cases import queries
from desk.cases.states import Direction
from desk.deadlines import engine
from desk.deadlines import queries as promised
from desk.foundation.database import execute, rows
from desk.kit.time import now

CASE = "case"


async def account_for_time(case_id: UUID) -> None:
    """
    Tell whose time it took, by the log of the promises about the matter; where none were made, of those about the case.

    Seconds and nothing else of the matter cross. Safe to run twice: it is told once.
    """
    case, at = await queries.by_id(rows, case_id), now()
    if case["direction"] != Direction.UP:
        return
    found = await promised.stretches_of([case["subject_id"]], case["subject_kind"])
    used = engine.used_by_turn(found or await promised.stretches_of([case_id], CASE), at)
    seconds = [round(used.get(turn, 0)) for turn in ("us", "customer", "headquarters")]
    await execute(queries.ACCOUNT, case["tenant_id"], case_id, *seconds, at)
