"""The grades that customers had."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import rows, value


async def grade_changes(customer_id: UUID, *, most: int = 100) -> list[Record]:
    """The grades that a customer had, the latest first: each with when it began, and when the next did."""
    return await rows(
        """select g.id, g.old, g.new, g.reason, g.at as from_at, g.by_kind, g.by_id,
                  lag(g.at) over (order by g.at desc, g.id desc) as until_at, coalesce(m.name, '') as by_name
             from grade_change g left join member m on m.tenant_id = g.tenant_id and m.id = g.by_id
            where g.customer = $1 order by g.at desc, g.id desc limit $2""",
        customer_id,
        most,
    )


async def imported_grades(event_id: UUID, customer_ids: Sequence[UUID]) -> list[Record]:
    """Which grades an import changed, and how."""
    return await rows(
        """select f.subject_id as customer_id, f.old, f.new from field_change f
            where f.subject_id = any($2::uuid[]) and f.event_id = $1 and f.field = 'grade' order by f.subject_id""",
        event_id,
        list(customer_ids),
    )


async def has_grade_change(customer_id: UUID, at: datetime) -> bool:
    """Whether a change of the grade at this moment is kept already."""
    found = await value("select exists (select from grade_change where customer = $1 and at = $2)", customer_id, at)
    return bool(found)
