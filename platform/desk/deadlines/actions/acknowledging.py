"""Seeing to a missed promise: the ladder stops, what was promised stays owed."""

from uuid import UUID

from desk.deadlines import queries
from desk.deadlines.errors import NothingToSeeTo
from desk.deadlines.events import DeadlineAcknowledged, DeadlinesExported
from desk.deadlines.states import OPEN
from desk.deadlines.tables import Deadline, DeadlineAlert
from desk.foundation.errors import Forbidden
from desk.foundation.events import Subject, record
from desk.foundation.principals import Principal
from desk.kit.time import now


async def acknowledge(deadline_id: UUID, *, by: Principal) -> None:
    """
    Say that one sees to it: nobody else is told from now on. A second one changes nothing.

    Raises ``NotFound``, ``Forbidden``, ``NothingToSeeTo``.
    """
    if not by.may("deadline.acknowledge"):
        raise Forbidden
    held = await queries.held(deadline_id)
    if held["acknowledged_at"] is not None:
        return
    if held["status"] not in OPEN or not await queries.was_anybody_told(deadline_id):
        raise NothingToSeeTo
    at = now()
    await Deadline.update({Deadline.acknowledged_at: at, Deadline.acknowledged_by: by.id}).where(
        Deadline.id == deadline_id
    )
    await DeadlineAlert.update({DeadlineAlert.read_at: at}).where(
        (DeadlineAlert.deadline == deadline_id) & DeadlineAlert.read_at.is_null()
    )
    await record(
        DeadlineAcknowledged(
            Subject(held["subject_kind"], held["subject_id"]),
            by=by,
            customer_id=held["customer_id"],
            promise=held["promise"],
            deadline=str(deadline_id),
        )
    )


async def read_alert(alert_id: UUID, *, by: Principal) -> None:
    """One has seen an alert of one's own; the ladder goes on."""
    await DeadlineAlert.update({DeadlineAlert.read_at: now()}).where(
        (DeadlineAlert.id == alert_id) & (DeadlineAlert.member == by.id) & DeadlineAlert.read_at.is_null()
    )


async def note_export(count: int, *, by: Principal) -> None:
    """Note that somebody took promises out as a table."""
    await record(DeadlinesExported(by.id, by=by, count=count))
