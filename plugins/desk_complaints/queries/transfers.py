"""Cases of headquarters, as complaints need them."""

from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, row, value

FED_BACK = ("fed_back", "closed")
"""Statuses of a case in which headquarters knows how it ended."""


async def case(case_id: UUID) -> Record:
    """What headquarters transferred, and where it stands. Raises ``NotFound``."""
    found = await row(
        """select c.id, c.number, c.title, c.customer_name, c.product, c.description, c.wanted, c.contact_name,
                  c.contact_reach, l.status
             from hq_case c cross join lateral (select e.status from case_entry e
               where e.tenant_id = c.tenant_id and e.hq_case = c.id order by e.place desc limit 1) l
            where c.id = $1""",
        case_id,
    )
    if found is None:
        raise NotFound
    return found


async def complaint_of(case_id: UUID) -> int | None:
    """The number of the complaint that came with this case."""
    found: int | None = await value("select number from complaints_complaint where hq_case = $1", case_id)
    return found
