"""Teaching: who was there, half a day at a time, and when the trainer was not."""

from datetime import date, datetime
from uuid import UUID

from asyncpg import Record

from desk.extend import row, rows, value
from desk_training.tables import TrainingAbsence

PROMISED = """
select s.trainer as member, null::uuid as customer, '' as priority, c.name as title, c.pass_mark is not null as exam,
       '/training/sessions/' || s.number as url
  from training_session s join training_course c on c.tenant_id = s.tenant_id and c.id = s.course
 where s.id = $1
"""
"""How the engine of promises reads a session."""
ENROLLED = """
select s.trainer as member, e.customer, '' as priority, c.name as title, '/training/sessions/' || s.number as url
  from training_enrolment e
  join training_session s on s.tenant_id = e.tenant_id and s.id = e.session
  join training_course c on c.tenant_id = s.tenant_id and c.id = s.course
 where e.id = $1
"""
"""How the engine of promises reads an enrolment."""
NOTE = """
insert into training_attendance (tenant_id, id, enrolment, customer, half_on, half, mark, noted_at, noted_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (tenant_id, enrolment, half_on, half)
    do update set mark = excluded.mark, noted_at = excluded.noted_at, noted_by = excluded.noted_by
"""


async def marks(session_id: UUID) -> list[Record]:
    """All attendance of a session, by half-day."""
    return await rows(
        """select a.enrolment, a.half_on, a.half, a.mark, a.noted_at from training_attendance a
             join training_enrolment e on e.tenant_id = a.tenant_id and e.id = a.enrolment
            where e.session = $1 order by a.half_on, a.half""",
        session_id,
    )


async def were_there(session_id: UUID) -> set[UUID]:
    """The enrolments of whoever was there at least once."""
    found = await marks(session_id)
    return {one["enrolment"] for one in found if one["mark"] != "absent"}


async def missing(session_id: UUID, half_on: date, half: str) -> bool:
    """Whether somebody on a seat has no mark for this half-day."""
    return bool(
        await value(
            """select exists (select from training_enrolment e
                where e.session = $1 and e.status in ('registered', 'paid', 'attended', 'absent')
                  and not exists (select from training_attendance a
                        where a.tenant_id = e.tenant_id and a.enrolment = e.id and a.half_on = $2 and a.half = $3))""",
            session_id,
            half_on,
            half,
        )
    )


async def absences(session_id: UUID) -> list[Record]:
    """When the trainer was out of the room, the first time first."""
    return await rows(
        """select a.id, a.left_at, a.back_at, a.reason, a.violation, m.name as trainer_name, s.name as substitute_name
             from training_absence a
             join member m on m.tenant_id = a.tenant_id and m.id = a.trainer
             left join member s on s.tenant_id = a.tenant_id and s.id = a.substitute
            where a.session = $1 order by a.left_at""",
        session_id,
    )


async def open_absence(session_id: UUID) -> TrainingAbsence | None:
    """The trainer is out of the room since then, or None."""
    is_away = TrainingAbsence.back_at.is_null()
    query = TrainingAbsence.objects().where(TrainingAbsence.session == session_id, is_away).first()
    found: TrainingAbsence | None = await query.lock_rows("UPDATE")
    return found


async def stood_in(absence_id: UUID) -> UUID | None:
    """Who stood in for a trainer, if anybody did."""
    found: UUID | None = await value("select substitute from training_absence where id = $1", absence_id)
    return found


async def to_announce(before: datetime, at: datetime) -> list[int]:
    """Sessions that were planned before a moment, are not announced yet, and begin after another."""
    found = await rows(
        """select number from training_session
            where status = 'planned' and planned_at < $1 and begins_at > $2 order by number""",
        before,
        at,
    )
    return [one["number"] for one in found]


async def to_remind(since: datetime, until: datetime) -> list[int]:
    """Announced sessions that begin between two moments, and of which nobody was reminded yet."""
    found = await rows(
        """select number from training_session
            where status = 'announced' and reminded_at is null and begins_at > $1 and begins_at <= $2
            order by number""",
        since,
        until,
    )
    return [one["number"] for one in found]


async def to_tell(session_id: UUID) -> list[UUID]:
    """The contacts who mean to come."""
    found = await rows(
        """select contact from training_enrolment
            where session = $1 and status in ('waiting', 'registered', 'paid') order by number""",
        session_id,
    )
    return [one["contact"] for one in found]


async def of_enrolment(enrolment_id: UUID) -> Record | None:
    """One enrolment with what a message says of it."""
    return await row(
        """select e.contact, e.customer, e.status, e.reason, c.name as course, s.place, s.begins_at, s.ends_at,
                  s.number, s.trainer
             from training_enrolment e
             join training_session s on s.tenant_id = e.tenant_id and s.id = e.session
             join training_course c on c.tenant_id = s.tenant_id and c.id = s.course
            where e.id = $1""",
        enrolment_id,
    )


async def fee_of(enrolment_id: UUID) -> Record | None:
    """An enrolment by its id, with its session's number: what a payment is about."""
    return await row(
        """select e.number, e.status, e.fee_cents, e.session, e.payment, s.number as session_number
             from training_enrolment e join training_session s on s.tenant_id = e.tenant_id and s.id = e.session
            where e.id = $1""",
        enrolment_id,
    )


async def questions(session_id: UUID) -> list[Record]:
    """What was asked in a session, the first question first."""
    return await rows(
        """select q.question, q.answer, q.for_knowledge, q.noted_at, m.name as noted_by_name
             from training_question q left join member m on m.tenant_id = q.tenant_id and m.id = q.noted_by
            where q.session = $1 order by q.noted_at, q.id""",
        session_id,
    )
