"""Series: sessions that come every month by themselves."""

from datetime import date
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, rows, value
from desk_training.tables import TrainingSeries


async def all_series() -> list[Record]:
    """All that go on, by course and day."""
    return await rows(
        """select r.id, r.day, r.begins_minute, r.hours, r.place, r.seats, r.planned_to_on, c.code,
                  c.name as course_name, c.status as course_status, m.name as trainer_name
             from training_series r
             join training_course c on c.tenant_id = r.tenant_id and c.id = r.course
             join member m on m.tenant_id = r.tenant_id and m.id = r.trainer
            where r.ended_at is null order by c.code, r.day, r.id"""
    )


async def series(series_id: UUID) -> TrainingSeries:
    """One series, locked. Raises ``NotFound``."""
    query = TrainingSeries.objects().where(TrainingSeries.id == series_id).first()
    found: TrainingSeries | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def goes_on(series_id: UUID) -> bool:
    """Whether nobody has ended it."""
    return bool(await value("select ended_at is null from training_series where id = $1", series_id))


async def planned_to(series_id: UUID) -> date | None:
    """The first day of the last month that is planned."""
    found: date | None = await value("select planned_to_on from training_series where id = $1", series_id)
    return found
