"""How an enrolment ends, whoever ends it: the session, a member, the person."""

from desk.extend import Principal, now, record
from desk_training.events import PersonWithdrawn
from desk_training.queries import sessions
from desk_training.states import ON_A_SEAT, EnrolmentStatus
from desk_training.tables import TrainingEnrolment


async def end(found: TrainingEnrolment, number: int, reason: str, *, by_session: bool, by: Principal) -> None:
    """Cancel it: the seat is free, or the queue shorter. ``number`` is its session's; the seats are held."""
    seated = found.status in ON_A_SEAT
    await save(found, status=str(EnrolmentStatus.CANCELLED), reason=reason, ended_at=now())
    await sessions.count(sessions.FREE if seated else sessions.LEAVE_QUEUE, found.session)
    await record(
        PersonWithdrawn(
            found.id,
            by=by,
            customer_id=found.customer,
            number=number,
            session=str(found.session),
            freed=seated,
            by_session=by_session,
        )
    )


async def save(found: TrainingEnrolment, **changes: object) -> None:
    """Write these columns of an enrolment, as its next version."""
    for name, new in {**changes, "version": found.version + 1}.items():
        setattr(found, name, new)
    await found.save([getattr(TrainingEnrolment, name) for name in (*changes, "version")])
