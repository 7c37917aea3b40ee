"""Open points: what still has to be settled, by us or by the customer, who sees them too."""

from datetime import date
from typing import cast
from uuid import UUID

from desk.extend import Principal, current_scope, now, to_zone
from desk_implementation.actions.moving import checked, say, write
from desk_implementation.events import PointNoted, PointSettled
from desk_implementation.moves import NOTE_POINT
from desk_implementation.queries import works
from desk_implementation.tables import ImplementationPoint


async def note_point(
    number: int, *, point: str, by: Principal, owner: UUID | None = None, due_on: date | None = None
) -> ImplementationPoint:
    """Note something that is open, with who sees to it and until when."""
    found = await checked(number, NOTE_POINT, by=by)
    made = await ImplementationPoint.add(
        project=found.id, customer=found.customer, point=point.strip(), owner=owner, due_on=due_on, at=now()
    )
    await say(PointNoted, found, by=by, point=str(made.id))
    return made


async def settle_point(number: int, point_id: UUID, *, result: str, by: Principal) -> ImplementationPoint:
    """It is settled, with what came of it."""
    found = await checked(number, NOTE_POINT, by=by)
    known = await works.point(point_id, of=found.id)
    if cast("date | None", known.closed_on) is None:
        await write(known, result=result.strip(), closed_on=to_zone(now(), current_scope().tenant.zone).date())
        await say(PointSettled, found, by=by, point=str(known.id))
    return known
