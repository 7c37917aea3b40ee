"""Imports and their rows, and the statements that move many rows at once."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation.database import execute, row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.tenancy import current_scope
from desk.imports.kinds import Fate
from desk.imports.states import Fated
from desk.imports.tables import ImportRun
from desk.kit.ids import uuid7
from desk.kit.spreadsheets import Row

SAMPLE = 5
"""Rows that are shown under their headings."""


async def run(run_id: UUID, *, lock: bool = False) -> ImportRun:
    """One import. Raises ``NotFound``."""
    query = ImportRun.objects().where(ImportRun.id == run_id).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def is_stopping(run_id: UUID) -> bool:
    """Whether somebody has asked for the end of it meanwhile."""
    return bool(await value("select stopping from import_run where id = $1", run_id))


async def of_kind(kind: str, *, most: int = 10) -> list[Record]:
    """The latest imports of a kind, newest first."""
    return await rows(
        """select r.id, r.file_name, r.at, r.status, r.rows, r.created, r.updated, r.refused, m.name as by_name
             from import_run r left join member m on m.id = r.by_id
            where r.kind = $1 order by r.at desc, r.id desc limit $2""",
        kind,
        most,
    )


async def name_of(member_id: UUID | None) -> str:
    """Who sent it; empty for the command line."""
    found = await row("select name from member where id = $1", member_id)
    return found["name"] if found else ""


async def first_rows(run_id: UUID) -> list[list[str]]:
    """What stands in the first rows."""
    found = await rows("select cells from import_row where run = $1 order by number limit $2", run_id, SAMPLE)
    return [one["cells"] for one in found]


async def waiting(run_id: UUID, after: int, most: int, width: int) -> list[Row]:
    """The next rows behind a number, cut into what stands under a heading and what stands right of them."""
    found = await rows(
        "select number, cells from import_row where run = $1 and number > $2 order by number limit $3",
        run_id,
        after,
        most,
    )
    return [Row(one["number"], tuple(one["cells"][:width]), tuple(one["cells"][width:])) for one in found]


async def refused(run_id: UUID, *, most: int, after: int = 0) -> list[Record]:
    """Rows that were not taken, in their order, with every fault."""
    return await rows(
        """select number, name, cells, faults from import_row
            where run = $1 and status = 'refused' and number > $2 order by number limit $3""",
        run_id,
        after,
        most,
    )


async def is_unfinished(run_id: UUID, reached: int) -> bool:
    """Whether there are rows behind this one."""
    return bool(await value("select exists (select from import_row where run = $1 and number > $2)", run_id, reached))


async def made_by(run_id: UUID, subject_ids: Sequence[UUID]) -> set[UUID]:
    """Which of these things come from, or were met by, earlier rows of the same import."""
    found = await rows(
        "select distinct subject_id from import_row where run = $1 and subject_id = any($2::uuid[])",
        run_id,
        list(subject_ids),
    )
    return {one["subject_id"] for one in found}


async def add_rows(run_id: UUID, found: Sequence[Row]) -> None:
    """Keep rows as they stand in the file."""
    await execute(
        """insert into import_row (tenant_id, id, run, number, cells)
           select $1, x.id, $2, x.number, array(select jsonb_array_elements_text(x.cells))
             from unnest($3::uuid[], $4::integer[], $5::jsonb[]) as x (id, number, cells)""",
        current_scope().tenant.id,
        run_id,
        [uuid7() for _ in found],
        [one.number for one in found],
        [msgspec.json.encode([*one.cells, *one.surplus]).decode() for one in found],
    )


async def keep_fates(run_id: UUID, fates: Sequence[Fate]) -> None:
    """Write down what became of rows."""
    await execute(
        """update import_row r set status = x.status, name = x.name, subject_id = x.subject_id, faults = x.faults
             from unnest($2::integer[], $3::text[], $4::text[], $5::uuid[], $6::jsonb[])
                  as x (number, status, name, subject_id, faults)
            where r.run = $1 and r.number = x.number""",
        run_id,
        [one.number for one in fates],
        [str(one.status) for one in fates],
        [one.name for one in fates],
        [one.subject_id for one in fates],
        [msgspec.json.encode(one.faults).decode() for one in fates],
    )


async def note_progress(run_id: UUID, count: int) -> None:
    """How many rows were worked off so far; written beside the transaction that works them off."""
    await execute("update import_run set rows = $2 where id = $1", run_id, count)


async def begin_again(run_id: UUID) -> None:
    """Forget what was decided about the rows."""
    await execute(
        """update import_row set status = 'waiting', name = '', subject_id = null, faults = '[]'
            where run = $1 and status <> 'waiting'""",
        run_id,
    )


async def drop_rows(run_id: UUID, *, taken: bool = False) -> None:
    """Let go of the rows of an import, or of those alone that were taken."""
    only = "and status in ('created', 'updated')" if taken else ""
    await execute(" ".join(("delete from import_row where run = $1", only)), run_id)


async def stale(ended_before: object) -> list[UUID]:
    """Imports that nobody has gone on with, and those whose refused rows were kept for long enough."""
    found = await rows(
        """select id from import_run r where r.at < $1
              and (r.file_id is not null or exists (select from import_row x where x.run = r.id))""",
        ended_before,
    )
    return [one["id"] for one in found]


def counted(fates: Iterable[Fate]) -> tuple[int, int, int, int]:
    """Rows, created, updated and refused."""
    found = [one.status for one in fates]
    return len(found), found.count(Fated.CREATED), found.count(Fated.UPDATED), found.count(Fated.REFUSED)
