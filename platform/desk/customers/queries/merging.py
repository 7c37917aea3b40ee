"""
Merging: what points to the merged one, row by row, and the log by which it is put back.

Tables and columns are words of ours, said by merge steps; in conditions ``r`` is the merged one's row, ``k`` a row of
the one that stays.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import execute, row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.merging import Moves, SetAside

MOST_COUNTED = 10_000
_LOGGED = """
insert into merge_move (tenant_id, id, merging, place, what, table_name, column_name, row_id, was, became)
select current_setting('desk.tenant_id')::uuid, gen_random_uuid(), $3, $4, '{what}', '{table}', '{column}',
"""
_COLUMNS = (
    "id, kind, kept, gone, customer, number, name, status, at, undo_until, undone_at, counts, left_out, erased_at"
)


def _log(what: str, step: Moves | SetAside) -> str:
    return _LOGGED.format(what=what, table=step.table, column=step.column)


def _condition(step: Moves | SetAside) -> str:
    return " ".join(("and", f"({step.where})")) if step.where else ""


def _alike(step: Moves) -> str:
    same = (f"r.{column} is not distinct from k.{column}" for column in step.alone)
    return " and ".join((f"k.{step.column} = $2 and r.{step.column} = $1", *same))


async def set_aside(step: SetAside, gone: UUID, kept: UUID, merging: UUID, place: int) -> None:
    """Take away rows that say something of the merged one alone, and keep them in the log."""
    parts = (
        "with lost as (delete from",
        *(step.table, "r where", f"r.{step.column} = $1 and $2::uuid is not null", _condition(step)),
        *("returning r.id, to_jsonb(r) as whole)", _log("aside", step), "id, whole, null::jsonb from lost"),
    )
    await execute(" ".join(parts), gone, kept, merging, place)


async def settle(step: Moves, gone: UUID, kept: UUID, merging: UUID, place: int) -> None:
    """Where both have a row of which there may be one, set aside the one that doesn't count."""
    for loser, winner, counts in (("k", "r", step.wins), ("r", "k", "true")):
        if not counts:
            continue
        parts = (
            *("with lost as (delete from", step.table, loser, "using", step.table, winner, "where", _alike(step)),
            *("and", f"({counts})", _condition(step), f"returning {loser}.id, to_jsonb({loser}) as whole)"),
            *(_log("aside", step), "id, whole, null::jsonb from lost"),
        )
        await execute(" ".join(parts), gone, kept, merging, place)


async def move(step: Moves, gone: UUID, kept: UUID, merging: UUID, place: int) -> int:
    """Lead rows to the one that stays; the answer is how many."""
    others = ("and not exists (select from", step.table, "k where", _alike(step), ")") if step.or_stays else ()
    parts = (
        *("with moved as (update", step.table, "r set", f"{step.column} = $2 where r.{step.column} = $1"),
        *(_condition(step), *others, "returning r.id), logged as (", _log("moved", step)),
        "id, to_jsonb($1::uuid), to_jsonb($2::uuid) from moved returning 1) select count(*) from logged",
    )
    return int(await value(" ".join(parts), gone, kept, merging, place))


async def take_away(table: str, gone: UUID, merging: UUID, place: int) -> None:
    """Delete the merged one itself, and keep it whole in the log."""
    parts = (
        *("with lost as (delete from", table, "r where r.id = $1 and $2::uuid is not null"),
        *("returning r.id, to_jsonb(r) as whole)", _LOGGED.format(what="aside", table=table, column="id")),
        "id, whole, null::jsonb from lost",
    )
    await execute(" ".join(parts), gone, gone, merging, place)


async def whole(table: str, one: UUID) -> str:
    """A row as JSON, but for what is made from the rest."""
    words = "- array['words', 'digits', 'version']"
    found = await value(" ".join(("select to_jsonb(r)", words, "from", table, "r where id = $1")), one)
    return str(found)


async def log_replaced(table: str, kept: UUID, merging: UUID, place: int, before: str, after: str) -> None:
    """Keep what each field of the one that stays was, and what it became."""
    await execute(
        """insert into merge_move (tenant_id, id, merging, place, what, table_name, column_name, row_id, was, became)
           select current_setting('desk.tenant_id')::uuid, gen_random_uuid(), $2, $3, 'replaced', $6, b.key, $1,
                  b.value, a.value
             from jsonb_each($4::jsonb) b join jsonb_each($5::jsonb) a using (key) where a.value <> b.value""",
        *(kept, merging, place, before, after, table),
    )


async def counted(steps: Iterable[Moves], gone: UUID) -> list[Record]:
    """How many rows would move, by what they are called; each count stops at ``MOST_COUNTED``."""
    parts = (
        " ".join(
            (
                f"select '{step.what}' as what, count(*) as count from (select from {step.table} r",
                f"where r.{step.column} = $1",
                _condition(step),
                f"limit {MOST_COUNTED}) x",
            )
        )
        for step in steps
        if step.what
    )
    both = " union all ".join(parts)
    head = "select what, sum(count)::int as count from ("
    return await rows(" ".join((head, both, ") y group by what having sum(count) > 0 order by what")), gone)


async def logged(merging: UUID) -> list[Record]:
    """The steps that were taken, the last first."""
    return await rows(
        """select place, what, table_name, column_name, count(*) as count, to_regclass(table_name) is null as is_away
             from merge_move where merging = $1
            group by place, what, table_name, column_name order by place desc, what, table_name, column_name""",
        merging,
    )


_OF_STEP = "m.merging = $1 and m.place = $2 and m.table_name = $3 and m.column_name = $4 and m.what = "
_NOT_BACK = " ".join(
    ("select m.row_id from merge_move m where", _OF_STEP, "'{what}' and m.row_id not in (select id from back)")
)


async def move_back(step: Record, merging: Record) -> list[UUID]:
    """Put rows back; the answer is those that changed hands since, or are gone."""
    table, column = step["table_name"], step["column_name"]
    parts = (
        *("with back as (update", table, "r set", f"{column} = $5 from merge_move m where", _OF_STEP, "'moved'"),
        f"and m.row_id = r.id and r.{column} = $6 returning r.id)",
        _NOT_BACK.format(what="moved"),
    )
    return await _left(parts, merging["id"], step, merging["gone"], merging["kept"])


async def bring_back(step: Record, merging: Record) -> list[UUID]:
    """Bring back what was set aside; the answer is what can't, because its place is taken."""
    table = step["table_name"]
    parts = (
        *("with back as (insert into", table, "select x.* from merge_move m cross join lateral"),
        *(f"jsonb_populate_record(null::{table}, m.was) x where", _OF_STEP, "'aside' and m.was is not null"),
        *("on conflict do nothing returning id)", _NOT_BACK.format(what="aside")),
    )
    return await _left(parts, merging["id"], step)


async def change_back(step: Record, merging: Record) -> list[UUID]:
    """Give a field its old value, unless somebody changed it since; the answer is the row whose field stays."""
    table, column = step["table_name"], step["column_name"]
    parts = (
        *("with back as (update", table, "r set", f"{column} ="),
        f"(jsonb_populate_record(null::{table}, jsonb_build_object('{column}', m.was))).{column}",
        *("from merge_move m where", _OF_STEP, "'replaced' and m.row_id = r.id"),
        *(f"and to_jsonb(r.{column}) is not distinct from nullif(m.became, 'null') returning r.id)",),
        _NOT_BACK.format(what="replaced"),
    )
    return await _left(parts, merging["id"], step)


async def _left(parts: Sequence[str], merging: UUID, step: Record, *more: UUID) -> list[UUID]:
    place = (step["place"], step["table_name"], step["column_name"])
    return [one["row_id"] for one in await rows(" ".join(parts), merging, *place, *more)]


async def free_key(merging: UUID) -> bool:
    """Let the merged customer come back without its external key, where another has it now; whether it had to."""
    return bool(
        await value(
            """with freed as (
                 update merge_move m set was = m.was || '{"external_key": null}'
                  where m.merging = $1 and m.what = 'aside' and m.table_name = 'customer' and m.column_name = 'id'
                    and exists (select from customer c where c.external_key = m.was->>'external_key')
                 returning 1)
               select count(*) from freed""",
            merging,
        )
    )


async def bump(customer_id: UUID) -> None:
    """One version more: who looked at the customer before doesn't save over it."""
    await execute("update customer set version = version + 1 where id = $1", customer_id)


async def merging(merging_id: UUID, *, lock: bool = False) -> Record:
    """One merging. Raises ``NotFound``."""
    found = await row(
        " ".join(("select", _COLUMNS, "from merging where id = $1", "for update" if lock else "")), merging_id
    )
    if found is None:
        raise NotFound
    return found


async def mergings(*, most: int, after: tuple[datetime, UUID] | None = None) -> list[Record]:
    """What was merged, the latest first, with who did it and what the one that stays is called."""
    return await rows(
        """select g.id, g.kind, g.kept, g.gone, g.customer, g.number, g.name, g.status, g.at, g.undo_until, g.undone_at,
                  coalesce(m.name, '') as by_name, c.name as customer_name, k.name as contact_name
             from merging g left join member m on m.id = g.by_id
             left join customer c on c.id = g.customer
             left join contact k on k.id = g.kept and g.kind = 'contact'
            where ($2::timestamptz is null or (g.at, g.id) < ($2, $3))
            order by g.at desc, g.id desc limit $1""",
        most,
        *(after or (None, None)),
    )


async def merged_into(one: UUID) -> UUID | None:
    """What this was merged into, if it was."""
    found: UUID | None = await value("select kept from merging where gone = $1 and status = 'done'", one)
    return found


async def former_of(kept: UUID) -> list[UUID]:
    """What was merged into this, also by way of others."""
    return [one["gone"] for one in await rows("select gone from merging where kept = $1 and status = 'done'", kept)]


async def was_moved_on(merging_id: UUID) -> bool:
    """Whether a later merging, which still stands, led this one's survivor elsewhere."""
    return bool(
        await value(
            """select exists (select from merge_move m join merging g on g.id = m.merging and g.status = 'done'
                               where m.row_id = $1 and m.table_name = 'merging' and m.what = 'moved')""",
            merging_id,
        )
    )


async def rows_of(step: Record, merging_id: UUID) -> list[UUID]:
    """All rows of one step."""
    place = (step["place"], step["table_name"], step["column_name"])
    found = await rows(
        " ".join(("select m.row_id from merge_move m where", _OF_STEP, "$5")), merging_id, *place, step["what"]
    )
    return [one["row_id"] for one in found]


async def erase(at: datetime, *, most: int) -> int:
    """Empty the values in the logs of mergings that can't be undone any more; the answer is how many there were."""
    return int(
        await value(
            """with due as (
                 update merging set erased_at = $1, name = '' where id in (
                   select id from merging where erased_at is null and undo_until < $1 order by undo_until limit $2)
                 returning id),
               emptied as (
                 update merge_move set was = null, became = null
                  where merging in (select id from due) and what in ('aside', 'replaced'))
               select count(*) from due""",
            *(at, most),
        )
    )
