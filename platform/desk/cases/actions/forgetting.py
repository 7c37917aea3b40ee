"""
Copies are forgotten: when the customer withdraws the consent, when who sent a file is erased, when the time is over.

That a file went along stays known, and why it isn't there any more; its bytes go on both sides.
"""

from datetime import timedelta
from typing import Literal
from uuid import UUID

from desk.cases import queries
from desk.cases.errors import NothingWentAlong
from desk.cases.events import CaseCopyForgotten, ConsentWithdrawn
from desk.cases.settings import COPY_DAYS
from desk.files import actions as files
from desk.foundation.choices import chosen
from desk.foundation.crossing import crossing_rows, publishing
from desk.foundation.database import execute, rows
from desk.foundation.errors import Forbidden
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.time import now, to_zone

Why = Literal["withdrawn", "erased"]


async def withdraw_consent(number: int, *, by: Principal) -> int:
    """
    The customer wants their files back: all copies of a case go, here and at headquarters; the answer is how many.

    Raises ``NothingWentAlong``.
    """
    if not by.may("case.hand_up"):
        raise Forbidden
    case = await queries.sheet(rows, number)
    found = [one["id"] for one in await queries.files_of(rows, case["id"]) if one["ended_at"] is None]
    if not found:
        raise NothingWentAlong
    for file_id in found:
        await _end(file_id, "withdrawn", by=by)
    await record(ConsentWithdrawn(case["id"], by=by, number=number, files=len(found)))
    return len(found)


async def forget_sent(person: UUID, *, by: Principal) -> None:
    """At a partner: who was erased sent files that went along; their copies go, too."""
    for one in await queries.copies_sent_by(person):
        await _end(one["id"], "erased", by=by)


async def _end(file_id: UUID, why: Why, *, by: Principal) -> None:
    name = by.name[:100] if by.kind == "member" else ""
    await execute(queries.END_FILE, current_scope().tenant.id, file_id, why, name, now())
    await files.let_go(file_id)
    current_scope().wakes = True


async def forget_copy(file_id: UUID, *, by: Principal) -> None:
    """At headquarters: let its own copy of a file go. Safe to run twice."""
    copy_id = await queries.kept_copy(file_id)
    if copy_id is not None:
        await files.let_go(copy_id)
        await record(CaseCopyForgotten(file_id, by=by))


async def forget_old_copies(*, by: Principal) -> None:
    """At headquarters: let copies go whose case ended long ago, or whose customer named a day that is over."""
    if current_scope().tenant.kind != "headquarters":
        return
    at, days = now(), chosen(COPY_DAYS)
    before = at - timedelta(days=days) if days else None
    today = to_zone(at, current_scope().tenant.zone).date()
    found = await crossing_rows(queries.OLD_COPIES, before, today)
    for one in found:
        await forget_copy(one["id"], by=by)
    if found:
        async with publishing() as connection:
            await connection.executemany(
                queries.END_FILE, [(one["tenant_id"], one["id"], "expired", "", at) for one in found]
            )
