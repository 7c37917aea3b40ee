"""Reading what members keep of lists, and what became of runs."""

from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.principals import Principal
from desk.foundation.web.lists import Kept, Saved
from desk.lists.tables import BulkRun, SavedView

_SEEN = "(v.owner = $2 or v.shared = 'all' or (v.shared = 'team' and v.department in (m.department, d.part_of)))"
_KEPT = f"""
select c.columns, c.usual, (
    select jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'query', v.query, 'columns', v.columns,
                                        'shared', v.shared, 'own', v.owner = $2)
                     order by v.owner <> $2, v.place, v.name, v.id)
      from saved_view v where v.list_name = $1 and {_SEEN}) as views
  from member m left join department d on d.tenant_id = m.tenant_id and d.id = m.department
  left join list_choice c on c.tenant_id = m.tenant_id and c.member = m.id and c.list_name = $1
 where m.id = $2
"""

SAVE_VIEW = """
insert into saved_view (tenant_id, id, list_name, name, query, columns, owner, shared, department, place, changed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    on conflict (tenant_id, owner, list_name, name) do update
   set query = excluded.query, columns = excluded.columns, shared = excluded.shared,
       department = excluded.department, changed_at = excluded.changed_at
returning id
"""
PLACE_VIEW = "update saved_view set place = $2 where id = $1"
DROP_VIEW = "delete from saved_view where id = $1"
FORGET_USUAL = "update list_choice set usual = '' where usual = $1"
CHOOSE = """
insert into list_choice (tenant_id, id, member, list_name, {column}) values ($1, $2, $3, $4, $5)
    on conflict (tenant_id, member, list_name) do update set {column} = excluded.{column}
"""
ADD_ROW = "insert into bulk_row (tenant_id, id, run, place, subject_id) values ($1, $2, $3, $4, $5)"
NOTE_ROW = "update bulk_row set status = $2, before = $3, version = $4, reason = $5 where id = $1"


async def kept(name: str, by: Principal) -> Kept:
    """What somebody keeps of a list, and the views that others share with them: one statement."""
    found = await row(_KEPT, name, by.id)
    if found is None:
        return Kept()
    views = msgspec.json.decode(found["views"] or "[]")
    saved = [Saved(**one | {"columns": tuple(one["columns"])}) for one in views]
    return Kept(tuple(found["columns"] or ()), tuple(saved), found["usual"] or "")


async def own_view(view_id: UUID, by: Principal) -> SavedView:
    """One of somebody's own views, locked. Raises ``NotFound``, also for what others share."""
    mine = SavedView.objects().where((SavedView.id == view_id) & (SavedView.owner == by.id)).first()
    found: SavedView | None = await mine.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def own_views(name: str, by: Principal) -> list[UUID]:
    """The ids of somebody's own views of a list, in their order."""
    found = await rows(
        "select id from saved_view where list_name = $1 and owner = $2 order by place, name, id", name, by.id
    )
    return [one["id"] for one in found]


async def is_named(name: str, view: str, but: UUID, by: Principal) -> bool:
    """Whether somebody has another view of this name in a list."""
    found = await value(
        "select true from saved_view where owner = $1 and list_name = $2 and name = $3 and id <> $4",
        *(by.id, name, view, but),
    )
    return bool(found)


async def run(run_id: UUID, *, lock: bool = False) -> BulkRun:
    """One run. Raises ``NotFound``."""
    query = BulkRun.objects().where(BulkRun.id == run_id).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def rows_of(run_id: UUID, status: str, *, most: int) -> list[Record]:
    """Rows of a run that stand there, in their order."""
    return await rows(
        "select * from bulk_row where run = $1 and status = $2 order by place limit $3", run_id, status, most
    )


async def outcome(run_id: UUID) -> dict[str, int]:
    """How many rows of a run stand where."""
    found = await rows("select status, count(*) as count from bulk_row where run = $1 group by status", run_id)
    return {one["status"]: one["count"] for one in found}


async def reasons(run_id: UUID, status: str) -> list[dict[str, Any]]:
    """Why rows were refused or kept, with how many for the same reason; the most frequent first."""
    found = await rows(
        """select reason, count(*) as count from bulk_row where run = $1 and status = $2
            group by reason order by count desc, reason limit 20""",
        run_id,
        status,
    )
    return [dict(one) for one in found]


async def acting(member_id: UUID) -> Record | None:
    """A member who is still here, to act for in a job."""
    return await row(
        "select id, name, roles, locale, staff_no from member where id = $1 and status = 'active'", member_id
    )
