"""Sessions: dates on which a course is taught, and their seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, Thing, execute, gettext, keysets, row, rows, value
from desk_training.tables import TrainingSession

Key = tuple[datetime, UUID]
_SOURCE = """
training_session s
  join training_course c on c.tenant_id = s.tenant_id and c.id = s.course
  join training_seating t on t.tenant_id = s.tenant_id and t.session = s.id
  join member m on m.tenant_id = s.tenant_id and m.id = s.trainer
"""
_ROW = f"""
select s.id, s.number, s.course, c.code, c.name as course_name, c.kind, c.level, c.content, c.pass_mark,
       s.status, s.place,
       s.begins_at, s.ends_at, s.trainer, m.name as trainer_name, s.fee_cents, s.note, s.reason, s.planned_at,
       s.announced_at, s.started_at, s.ended_at, s.version, t.seats, t.taken, t.waiting
  from {_SOURCE}"""
LOCK = "select seats, taken, waiting from training_seating where session = $1 for update"
"""One at a time changes who sits where: what was read stays true until the end of the transaction."""
TAKE = "update training_seating set taken = taken + 1 where session = $1"
QUEUE = "update training_seating set waiting = waiting + 1 where session = $1"
FREE = "update training_seating set taken = taken - 1 where session = $1"
LEAVE_QUEUE = "update training_seating set waiting = waiting - 1 where session = $1"
RESEAT = "update training_seating set seats = $2 where session = $1"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sessions a list shall show; None leaves a thing open."""

    statuses: tuple[str, ...] | None = None
    course: UUID | None = None
    kind: str | None = None
    trainer: UUID | str | None = None
    begins: tuple[datetime | None, datetime | None] | None = None
    free: bool = False
    q: str = ""


async def seating(session_id: UUID) -> Record:
    """The seats of a session, locked. Raises ``NotFound``."""
    found = await row(LOCK, session_id)
    if found is None:
        raise NotFound
    return found


async def count(statement: str, session_id: UUID, *more: int) -> None:
    """Count one more or less on the seats of a session: one of the statements above."""
    await execute(statement, session_id, *more)


async def id_of(number: int) -> UUID:
    """The id of a session. Raises ``NotFound``."""
    found: UUID | None = await value("select id from training_session where number = $1", number)
    if found is None:
        raise NotFound
    return found


async def session(session_id: UUID) -> TrainingSession:
    """One session, locked. Raises ``NotFound``."""
    query = TrainingSession.objects().where(TrainingSession.id == session_id).first()
    found: TrainingSession | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def sheet(number: int) -> Record:
    """One session as pages show it. Raises ``NotFound``."""
    found = await row(f"{_ROW} where s.number = $1", number)
    if found is None:
        raise NotFound
    return found


async def sheet_by_id(session_id: UUID) -> Record:
    """The same by its id."""
    found = await row(f"{_ROW} where s.id = $1", session_id)
    if found is None:
        raise NotFound
    return found


async def sessions(
    wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None, latest: bool = False
) -> list[Record]:
    """At most so many behind or before a key, by when they begin; with ``latest``, the last first."""
    return await keysets.part(
        _ROW, _conditions(wanted), by="s.begins_at", key="s.id", falling=latest, most=most, after=after, before=before
    )


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts up to ``most``, and its arguments."""
    return keysets.counting(_SOURCE, _conditions(wanted), most=most)


async def bookable(since: datetime, *, most: int) -> list[Record]:
    """Announced sessions that have not begun, the next one first."""
    return await rows(
        f"{_ROW} where s.status = 'announced' and s.begins_at > $1 order by s.begins_at limit $2", since, most
    )


async def trainers() -> list[Record]:
    """Who may teach: members who are there, trainers first."""
    return await rows(
        "select id, name from member where status = 'active' order by 'trainer' = any(roles) desc, name_key, id"
    )


async def is_member(member_id: UUID) -> bool:
    """Whether somebody works here."""
    return bool(await value("select exists (select from member where id = $1 and status = 'active')", member_id))


async def trainer_name(member_id: UUID) -> str:
    """A member by name. Raises ``NotFound``."""
    found = await value("select name from member where id = $1", member_id)
    if found is None:
        raise NotFound
    return str(found)


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Sessions as pages point to them."""
    found = await rows("select id, number from training_session where id = any($1)", list(ids))
    return {
        one["id"]: Thing(
            gettext("Training session #{number}").format(number=one["number"]),
            f"/training/sessions/{one['number']}",
            "training.read",
            None,
        )
        for one in found
    }


async def words_of(session_id: UUID) -> Record | None:
    """What a session is found by."""
    return await row(
        """select s.number, s.place, s.begins_at, c.name, c.code
             from training_session s join training_course c on c.id = s.course where s.id = $1""",
        session_id,
    )


async def number_of_certificate(certificate_id: UUID) -> int | None:
    """The number of a certificate."""
    found: int | None = await value("select number from training_certificate where id = $1", certificate_id)
    return found


async def certificate_of(number: int) -> Record | None:
    """What a certificate is found by, and the session that it came of."""
    return await row(
        """select t.id, t.number, t.code, t.holder, t.qualification, t.issued_on, k.name as customer_name,
                  s.number as session
             from training_certificate t join customer k on k.id = t.customer
             join training_enrolment e on e.id = t.enrolment join training_session s on s.id = e.session
            where t.number = $1""",
        number,
    )


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    arguments: list[Any] = []

    def place(given: Any) -> str:
        arguments.append(given)
        return f"${len(arguments)}"

    if wanted.statuses is not None:
        conditions.append(f"s.status = any({place(list(wanted.statuses))}::text[])")
    if wanted.course is not None:
        conditions.append(f"s.course = {place(wanted.course)}")
    if wanted.kind is not None:
        conditions.append(f"c.kind = {place(wanted.kind)}")
    if wanted.trainer is not None:
        conditions.append(f"s.trainer::text = {place(str(wanted.trainer))}")
    for moment, sign in zip(wanted.begins or (None, None), (">=", "<"), strict=True):
        if moment is not None:
            conditions.append(f"s.begins_at {sign} {place(moment)}")
    if wanted.free:
        conditions.append("t.taken < t.seats and t.waiting = 0")
    if wanted.q:
        conditions.append(
            f"strpos(lower(concat_ws(' ', s.number, c.code, c.name, s.place, m.name)), lower({place(wanted.q)})) > 0"
        )
    return conditions, arguments
