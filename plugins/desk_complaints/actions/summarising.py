"""Summaries of weeks and longer periods: owed when a period is over, handed in with their figures frozen."""

import json
from uuid import UUID

from desk.extend import (
    REQUIRED,
    Forbidden,
    Invalid,
    Principal,
    current_scope,
    execute,
    gettext,
    now,
    record,
    to_zone,
    uuid7,
)
from desk_complaints.errors import HandedInAlready
from desk_complaints.events import SummaryHandedIn, SummaryOwed
from desk_complaints.queries import summaries
from desk_complaints.states import SummaryKind

WHOSE = {kind: "hall_manager" if kind == SummaryKind.HALL else "cs_supervisor" for kind in SummaryKind}
"""Where nobody has the role, nothing is asked."""


async def open_summaries(*, by: Principal) -> None:
    """Ask for what is owed today: of a hall each Saturday, of periods when they are over."""
    today = to_zone(now(), current_scope().tenant.zone).date()
    here = {role: await summaries.anybody(role) for role in set(WHOSE.values())}
    for kind, role in WHOSE.items():
        period = summaries.last_of(kind, today)
        if period is None or not here[role]:
            continue
        done = await execute(summaries.OPENED, current_scope().tenant.id, uuid7(), str(kind), *period, now())
        if done.endswith(" 1"):
            owed = await summaries.opened(kind, period[0])
            await record(SummaryOwed(owed, by=by, kind=str(kind), until=period[1].isoformat()))


async def hand_in(summary_id: UUID, text: str, *, by: Principal) -> None:
    """Hand it in: from now on neither words nor figures change."""
    if not by.may("complaints.summarise"):
        raise Forbidden
    found = await summaries.summary(summary_id, lock=True)
    is_in: bool = found.handed_in_at is not None
    if is_in:
        raise HandedInAlready
    if not text.strip():
        raise Invalid({"text": gettext(REQUIRED)})
    found.text, found.handed_in_at = text.strip(), now()
    found.handed_in_by = by.id if by.is_staff else None
    found.figures = json.dumps(await summaries.counted(found.since_on, found.until_on))
    table = type(found)
    await found.save([table.text, table.handed_in_at, table.handed_in_by, table.figures])
    await record(SummaryHandedIn(found.id, by=by, kind=found.kind, until=found.until_on.isoformat()))
