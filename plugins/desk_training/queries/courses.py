"""Courses: what is taught."""

from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, Principal, row, rows, value
from desk_training.tables import TrainingCourse

_COURSES = """
select c.id, c.code, c.name, c.kind, c.level, c.status, c.content, c.need, c.materials, c.hours,
       c.fee_cents, c.pass_mark,
       c.valid_months, c.version,
       (select count(*) from training_session s
         where s.tenant_id = c.tenant_id and s.course = c.id and s.status in ('planned', 'announced')) as coming
  from training_course c
"""
_HAS_A_SEAT = """
select exists (select from training_enrolment e
                 join training_session s on s.tenant_id = e.tenant_id and s.id = e.session
                where s.course = $1 and e.status not in ('waiting', 'cancelled'))
"""
"""In the portal, where the walls show one customer's enrolments."""
_ORDER = "order by array_position(array['published', 'draft', 'retired'], c.status::text), c.code"


async def courses(*, published: bool = False) -> list[Record]:
    """All courses by status and code, with how many sessions of each are still to come."""
    return await rows(f"{_COURSES} where not $1 or c.status = 'published' {_ORDER}", published)


async def course(course_id: UUID, *, lock: bool = True) -> TrainingCourse:
    """One course. Raises ``NotFound``."""
    query = TrainingCourse.objects().where(TrainingCourse.id == course_id).first()
    found: TrainingCourse | None = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def may_read_materials(course_id: UUID, by: Principal) -> bool:
    """Members who see the training, and contacts of a customer who has or had a seat in it."""
    if by.kind != "contact":
        return by.may("training.read")
    return by.may("training.own") and bool(await value(_HAS_A_SEAT, course_id))


async def course_with(code: str) -> UUID | None:
    """The course of this code."""
    found = await row("select id from training_course where code = $1", code)
    return found["id"] if found else None
