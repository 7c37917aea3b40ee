"""
Undoing a merging: everything that moved goes back, unless it changed hands since.

What can't be put back is named and stays where it is. After the time to undo, the log's values are erased.
"""

from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record
from asyncpg.exceptions import IntegrityConstraintViolationError

from desk.customers import queries
from desk.customers.actions.fields import allow
from desk.customers.actions.finding import make_findable
from desk.customers.actions.grading import note_grade
from desk.customers.errors import MergedFurther, TooLateToUndo, UndoneAlready
from desk.customers.events import ContactMergeUndone, CustomerMergeUndone
from desk.customers.queries import merging as log
from desk.customers.settings import undo_hours
from desk.customers.states import MergingStatus
from desk.customers.tables import Merging
from desk.foundation.database import savepoint
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.kit.time import now

UNDONE = N_("A merging was undone.")
MOST_NAMED = 100
MOST_ERASED = 200
_WAYS = {"moved": log.move_back, "aside": log.bring_back, "replaced": log.change_back}


async def undo_merge(merging_id: UUID, *, by: Principal) -> Record:
    """
    Take apart what was merged; the answer says what could not be put back.

    Raises ``UndoneAlready``, ``TooLateToUndo``, and ``MergedFurther`` while a later merging stands in the way.
    """
    allow(by, "customer.merge")
    found = await log.merging(merging_id, lock=True)
    if found["status"] == MergingStatus.UNDONE:
        raise UndoneAlready
    if found["erased_at"] is not None or found["undo_until"] < now():
        raise TooLateToUndo(hours=str(undo_hours(current_scope().tenant.settings)))
    if await log.was_moved_on(merging_id):
        raise MergedFurther
    before = (await queries.customer(found["customer"], lock=True)).grade
    left = await _put_back(found)
    if found["kind"] == "customer":
        await log.bump(found["kept"])
        after = (await queries.customer(found["kept"])).grade
        if before != after:
            await note_grade(found["kept"], before, after, gettext(UNDONE), by=by, at=now())
    await _keep(found, left, by)
    await make_findable(*{found["customer"], *([found["gone"]] if found["kind"] == "customer" else [])})
    return await log.merging(merging_id)


async def erase_logs() -> None:
    """Empty the logs of what can't be undone any more, some at a time."""
    while await log.erase(now(), most=MOST_ERASED) == MOST_ERASED:
        continue


async def _put_back(found: Record) -> list[dict[str, Any]]:
    left: list[dict[str, Any]] = []
    for step in await log.logged(found["id"]):
        if _is_customer(step) and await log.free_key(found["id"]):
            left.append({"table": "customer", "column": "external_key", "what": "aside", "ids": [str(found["gone"])]})
        ids = [] if step["is_away"] else await _one_back(step, found)
        if ids or step["is_away"]:
            named = {"table": step["table_name"], "column": step["column_name"], "what": step["what"]}
            left.append(named | {"ids": [str(one) for one in ids[:MOST_NAMED]]})
    return left


def _is_customer(step: Record) -> bool:
    """The merged customer itself, on its way back."""
    return (step["table_name"], step["column_name"], step["what"]) == ("customer", "id", "aside")


async def _one_back(step: Record, found: Record) -> list[UUID]:
    try:
        async with savepoint():
            return await _WAYS[step["what"]](step, found)
    except IntegrityConstraintViolationError:
        return await log.rows_of(step, found["id"])


async def _keep(found: Record, left: list[dict[str, Any]], by: Principal) -> None:
    await Merging.update(
        {
            Merging.status: MergingStatus.UNDONE,
            Merging.undone_at: now(),
            Merging.undone_by: by.id,
            Merging.left_out: msgspec.json.encode(left).decode(),
        }
    ).where(Merging.id == found["id"])
    said: dict[str, Any] = {
        "merged": str(found["gone"]),
        "merging": str(found["id"]),
        "left": sum(len(one["ids"]) for one in left),
    }
    if found["kind"] == "customer":
        event: Any = CustomerMergeUndone(
            found["kept"], by=by, customer_id=found["kept"], number=found["number"], **said
        )
    else:
        event = ContactMergeUndone(found["kept"], by=by, customer_id=found["customer"], **said)
    await record(event)
