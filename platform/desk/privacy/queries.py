"""
What is kept of a person, counted, taken out and erased, as the steps of the slices say.

Tables, columns and conditions are ours, from ``privacy.py`` of slices and plugins; the person's id is a parameter.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.privacy import BOTH, NOBODY_ANY_MORE, Blanked, Dropped, Given, Kept, Of, Pending

_WHO = "with who as (select $1::uuid as person, $2::uuid as credential)"
_WHEN = "with who as (select $1::timestamptz as before)"
_PEOPLE = {
    "contact": """select c.id, c.name, c.status, c.credential, c.customer, x.name as beside from contact c
                    join customer x on x.id = c.customer where c.id = $1""",
    "member": """select m.id, m.name, m.status, m.credential, null::uuid as customer, coalesce(d.name, '') as beside
                   from member m left join department d on d.id = m.department where m.id = $1""",
}


async def person(of: Of, person_id: UUID, *, lock: bool = False) -> Record | None:
    """A contact or member: name, status, sign-in."""
    return await row(f"{_PEOPLE[of]} {'for update of ' + of[0] if lock else ''}", person_id)


async def there(tables: Iterable[str]) -> frozenset[str]:
    """Which of these tables are there: a plugin's may not be migrated."""
    found = await rows(
        "select t.name from unnest($1::text[]) as t (name) where to_regclass(t.name) is not null", [*tables]
    )
    return frozenset(one["name"] for one in found)


async def counted(step: Blanked | Dropped | Kept | Pending | Given, who: Sequence[UUID | None]) -> int:
    """How many rows a step is about."""
    return int(await value(f"{_WHO} select count(*) from {step.table} r, who where {step.where}", *who))


async def taken(step: Given, who: Sequence[UUID | None]) -> list[dict[str, Any]]:
    """The rows that a person gets, with the columns that are theirs."""
    columns = ", ".join(f"r.{name}" for name in step.columns)
    found = await rows(
        f"""{_WHO} select row_to_json(x)::text as line
                     from (select {columns} from {step.table} r, who where {step.where} order by r.id) x""",
        *who,
    )
    return [msgspec.json.decode(one["line"]) for one in found]


async def done(step: Blanked | Dropped, who: Sequence[UUID | None]) -> int:
    """Do a step to a person's rows; the answer is to how many."""
    return int(
        await value(f"{_WHO}, gone as ({_writing(step, step.where)} returning 1) select count(*) from gone", *who)
    )


async def old(step: Blanked | Dropped, before: datetime) -> int:
    """How many rows are old enough for a step of a retention."""
    return int(await value(f"{_WHEN} select count(*) from {step.table} r, who where {step.where}", before))


async def forget(step: Blanked | Dropped, before: datetime, *, most: int) -> int:
    """Do such a step to so many rows at most; the answer is to how many."""
    some = f"r.id in (select r.id from {step.table} r, who where {step.where} limit $2)"
    return int(
        await value(f"{_WHEN}, gone as ({_writing(step, some)} returning 1) select count(*) from gone", before, most)
    )


def _writing(step: Blanked | Dropped, where: str) -> str:
    if isinstance(step, Dropped):
        return f"delete from {step.table} r using who where {where}"
    changes = ", ".join(f"{name} = {new}" for name, new in step.columns.items())
    return f"update {step.table} r set {changes} from who where {where}"


async def run(run_id: UUID) -> Record | None:
    """One run, locked."""
    return await row("select * from person_run where id = $1 for update", run_id)


async def running(kind: str, person_id: UUID) -> UUID | None:
    """What is under way already."""
    found: UUID | None = await value(
        "select id from person_run where kind = $1 and person = $2 and status = 'running' limit 1", kind, person_id
    )
    return found


async def kind_of(person_id: UUID) -> Of:
    """Whether somebody is a contact or a member. Raises ``NotFound``."""
    for of in BOTH:
        if await person(of, person_id) is not None:
            return of
    raise NotFound


async def runs(person_id: UUID | None = None, *, most: int = 30) -> list[Record]:
    """What was taken out and erased, the latest first; of one person or of all."""
    return await rows(
        """select id, kind, person_kind, person, status, done, total, rows, file, expires_at, begun_at, begun_by
             from person_run where $1::uuid is null or person = $1 order by begun_at desc limit $2""",
        person_id,
        most,
    )


async def expired(at: datetime) -> list[Record]:
    """Runs whose file nobody needs any more."""
    return await rows("select id, file from person_run where file is not null and expires_at < $1 limit 100", at)


async def left_members() -> list[Record]:
    """Members who left and are not erased yet."""
    return await rows(
        f"""select m.id, m.name, coalesce(d.name, '') as department, m.left_at
              from member m left join department d on d.id = m.department
             where m.status = 'left' and m.name <> {NOBODY_ANY_MORE} order by m.name_key limit 100"""
    )


async def files_of(who: Sequence[UUID | None], step: Given) -> list[Record]:
    """The files that a person sent, ready to be fetched."""
    return await rows(
        f"""{_WHO} select r.id, r.name, r.size from {step.table} r, who
                    where {step.where} and r.status = 'ready' order by r.id""",
        *who,
    )
