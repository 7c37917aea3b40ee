"""What was asked most, and what solved it."""

from datetime import datetime

from asyncpg import Record

from desk.extend import rows

_ASKED = """
select count(*) as count, (array_agg(btrim(subject) order by solved_at desc))[1] as question,
       (array_agg(solution order by solved_at desc))[1] as solution
  from ticket where status in ('solved', 'closed') and kind = 'question' and solution <> '' and solved_at >= $1
 group by lower(regexp_replace(subject, '[[:space:][:punct:]]', '', 'g'))
 order by count desc, max(solved_at) desc limit $2
"""


async def solved_questions(since: datetime, *, most: int) -> list[Record]:
    """Questions that were solved since then, the most frequent first, each with its latest solution."""
    return await rows(_ASKED, since, most)
