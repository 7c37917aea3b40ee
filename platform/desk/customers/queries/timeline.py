"""What happened around a customer, in all slices."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import rows

Place = tuple[datetime, UUID]
"""Where a page of the timeline ends."""

_COLUMNS = "e.id, e.name, e.at, e.by_kind, e.by_id, e.subject_kind, e.subject_id, e.audience, e.audit, e.payload"
_WANTED = "($2::text[] is null or e.name = any($2)) and ($3::timestamptz is null or (e.at, e.id) < ($3, $4::uuid))"
# An import is one fact for many customers; which ones it touched is known by the changes of their fields.
TIMELINE = f"""
with own as (
  select {_COLUMNS} from event e where e.customer_id = $1 and {_WANTED} order by e.at desc, e.id desc limit $5),
former as (
  select e.* from merging m cross join lateral (
    select {_COLUMNS} from event e where e.customer_id = m.gone and {_WANTED} order by e.at desc, e.id desc limit $5) e
   where m.customer = $1 and m.kind = 'customer' and m.status = 'done'),
imported as (
  select {_COLUMNS} from event e
   where e.id in (select f.event_id from field_change f where f.subject_id = $1)
     and e.name = 'customers.imported' and {_WANTED} order by e.at desc, e.id desc limit $5),
facts as (
  select * from own union all select * from former union all select * from imported
   order by at desc, id desc limit $5)
select f.id, f.name, f.at, f.by_kind, f.by_id, f.audience, f.audit, f.payload::text as payload,
       case when f.name = 'customers.imported' then 'customer' else f.subject_kind end as subject_kind,
       case when f.name = 'customers.imported' then $1 else f.subject_id end as subject_id,
       array(select array[d.field, d.old, d.new] from field_change d
              where d.event_id = f.id
                and d.subject_id = case when f.name = 'customers.imported' then $1 else f.subject_id end
              order by d.id) as changes
  from facts f order by f.at desc, f.id desc
"""


async def timeline(
    customer_id: UUID, *, names: Sequence[str] | None = None, after: Place | None = None, most: int = 30
) -> list[Record]:
    """The latest facts about a customer, newest first; ``names`` narrows them to some kinds."""
    kinds = None if names is None else list(names)
    return await rows(TIMELINE, customer_id, kinds, *(after or (None, None)), most)
