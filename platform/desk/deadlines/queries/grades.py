"""What grades gave: how many customers have each, which followed which, and what was promised under them."""

from datetime import datetime

from asyncpg import Record

from desk.foundation.database import rows

# The grade under which a promise was made is the one that the customer had then: the last change before it, else what
# the first change after it says was there, else the grade of now.
GAVE = """
select coalesce(
         (select g.new from grade_change g where g.tenant_id = d.tenant_id and g.customer = d.customer_id
             and g.at <= d.started_at order by g.at desc, g.id desc limit 1),
         (select g.old from grade_change g where g.tenant_id = d.tenant_id and g.customer = d.customer_id
             and g.at > d.started_at order by g.at, g.id limit 1), c.grade) as grade,
       count(*) as promises,
       count(*) filter (where d.missed_at is null and d.status = 'met') as met,
       count(*) filter (where d.missed_at is not null) as late
  from deadline d join customer c on c.tenant_id = d.tenant_id and c.id = d.customer_id
 where d.started_at >= $1 and d.started_at < $2 and not d.waits group by 1
"""


async def customers_by_grade() -> dict[str, int]:
    """How many customers have each grade now."""
    found = await rows("select grade, count(*) as count from customer group by grade")
    return {one["grade"]: one["count"] for one in found}


async def grade_moves(since: datetime, until: datetime) -> list[Record]:
    """Which grade followed which in a period, and how often."""
    return await rows(
        """select g.old, g.new, count(*) as count from grade_change g where g.at >= $1 and g.at < $2
            group by g.old, g.new order by count desc, g.old, g.new""",
        since,
        until,
    )


async def given_by_grade(since: datetime, until: datetime) -> dict[str, Record]:
    """What was promised in a period under each grade, and what was kept of it."""
    return {one["grade"]: one for one in await rows(GAVE, since, until)}
