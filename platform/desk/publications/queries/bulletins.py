"""
Bulletins: the newest version of each, earlier ones, drafts, and how many took note.

What everybody reads is read on the reader's own connection; headquarters' counts as ``desk_hq``.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.publications.tables import BulletinDraft

LARGEST = 2**31 - 1
Key = tuple[datetime, UUID]
NEXT_VERSION = "select coalesce(max(version), 0) + 1 from bulletin where number = $1"
PUBLISH = """
insert into bulletin (id, number, version, kind, urgent, title, product, body, told, by_name, published_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""
WITHDRAW = """
update bulletin set withdrawn_at = $2, withdrawn_by = $3, withdrawn_why = $4
 where id = $1 and withdrawn_at is null returning id
"""
READ = """
insert into bulletin_reading (tenant_id, id, bulletin, member, read_at, acknowledged_at)
values ($1, $2, $3, $4, $5, $6) on conflict (tenant_id, bulletin, member)
do update set acknowledged_at = coalesce(bulletin_reading.acknowledged_at, excluded.acknowledged_at)
"""
COUNT = """
insert into bulletin_count (tenant_id, bulletin, read, acknowledged, shown, at)
select $1, $2, count(*), count(r.acknowledged_at), exists (select from bulletin_showing s where s.bulletin = $2), $3
  from bulletin_reading r where r.bulletin = $2
on conflict (tenant_id, bulletin) do update
set read = excluded.read, acknowledged = excluded.acknowledged, shown = excluded.shown, at = excluded.at
"""
_NEWEST = "b.version = (select max(n.version) from bulletin n where n.number = b.number)"
_MINE = """
select b.*, r.read_at, r.acknowledged_at, s.at as shown_at, s.by_name as shown_by from bulletin b
  left join bulletin_reading r on r.bulletin = b.id and r.member = $1
  left join bulletin_showing s on s.bulletin = b.id
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which bulletins are looked for: ``view`` is current, unread (of whoever looks) or withdrawn."""

    view: str = "current"
    kind: str = ""
    q: str = ""


VIEWS = {
    "current": "b.withdrawn_at is null",
    "unread": "b.withdrawn_at is null and r.acknowledged_at is null",
    "withdrawn": "b.withdrawn_at is not null",
}


async def listed(member: UUID, wanted: Wanted, *, most: int, after: Key | None = None) -> list[Record]:
    """The newest versions as a member of a partner sees them, the newest first."""
    beyond = "and (b.published_at, b.id) < ($5, $6)" if after else ""
    return await rows(
        f"""{_MINE} where {_NEWEST} and {VIEWS[wanted.view]} and ($2 = '' or b.kind = $2)
             and ($3 = '' or b.number::text = $3 or strpos(lower(b.title), lower($3)) > 0
                  or strpos(lower(b.product), lower($3)) > 0) {beyond}
             order by b.published_at desc, b.id desc limit $4""",
        *(member, wanted.kind, wanted.q.removeprefix("#"), most, *(after or ())),
    )


async def unread(member: UUID) -> int:
    """How many a member hasn't taken note of, up to a hundred."""
    counting = f"select count(*) from (select from ({_MINE} where {_NEWEST} and {VIEWS['unread']}) x limit 100) y"
    return int(await value(counting, member))


async def newest(number: int, member: UUID | None = None) -> Record:
    """The newest version, with what this member did with it. Raises ``NotFound``."""
    found = await row(f"{_MINE} where b.number = $2 and {_NEWEST}", member, number) if number <= LARGEST else None
    if found is None:
        raise NotFound
    return found


async def by_id(bulletin_id: UUID) -> Record | None:
    """One version."""
    return await row("select * from bulletin where id = $1", bulletin_id)


async def versions(number: int) -> list[Record]:
    """All versions of one, the newest first."""
    return await rows("select * from bulletin where number = $1 order by version desc", number)


async def noted_by(bulletin_id: UUID) -> list[Record]:
    """Who of this partner read a version, and took note of it."""
    return await rows(
        """select m.name, r.read_at, r.acknowledged_at from bulletin_reading r
             join member m on m.tenant_id = r.tenant_id and m.id = r.member
            where r.bulletin = $1 order by r.acknowledged_at nulls last, r.read_at, r.id limit 200""",
        bulletin_id,
    )


async def shown() -> list[Record]:
    """What this partner shows in its portal: newest versions that it agreed to."""
    return await rows(
        f"""select b.number, b.kind, b.urgent, b.title, b.product, b.told, b.published_at from bulletin b
             join bulletin_showing s on s.bulletin = b.id
            where {_NEWEST} and {VIEWS["current"]} and b.told <> ''
            order by b.published_at desc, b.id desc limit 50"""
    )


async def at_headquarters(wanted: Wanted, *, most: int, after: Key | None = None) -> list[Record]:
    """The newest versions with the counts of all partners, the newest first."""
    beyond = "and (b.published_at, b.id) < ($4, $5)" if after else ""
    return await crossing_rows(
        f"""select b.*, c.partners, c.acknowledged, c.shown from bulletin b {_COUNTS}
             where {_NEWEST} and {VIEWS[wanted.view]} and ($1 = '' or b.kind = $1)
              and ($2 = '' or b.number::text = $2 or strpos(lower(b.title), lower($2)) > 0) {beyond}
             order by b.published_at desc, b.id desc limit $3""",
        *(wanted.kind, wanted.q.removeprefix("#"), most, *(after or ())),
    )


_COUNTS = """
  cross join lateral (select count(*) filter (where n.read > 0) as partners, coalesce(sum(n.read), 0)::bigint as read,
      count(*) filter (where n.acknowledged > 0) as noted, coalesce(sum(n.acknowledged), 0)::bigint as acknowledged,
      count(*) filter (where n.shown) as shown from bulletin_count n where n.bulletin = b.id) c
"""


async def versions_counted(number: int) -> list[Record]:
    """All versions of one with the counts of all partners, the newest first."""
    found = f"select b.*, c.* from bulletin b {_COUNTS} where b.number = $1 order by b.version desc"
    return await crossing_rows(found, number) if number <= LARGEST else []


async def partners() -> int:
    """How many partners there are to read it."""
    found = await crossing_rows("select count(*) from partners_known() where status <> 'closed'")
    return int(found[0][0])


async def drafts() -> list[Record]:
    """What headquarters is still writing, the last changed first."""
    return await rows("select * from bulletin_draft order by at desc, id desc limit 100")


async def draft(number: int) -> Record | None:
    """The draft of one."""
    return await row("select * from bulletin_draft where number = $1", number) if number <= LARGEST else None


async def titles() -> list[Record]:
    """What is published or written is called."""
    return await rows("select title from bulletin union select title from bulletin_draft")


async def locked_draft(number: int) -> BulletinDraft | None:
    """The draft of one, locked until it is published or let go."""
    found: BulletinDraft | None = (
        await BulletinDraft.objects().where(BulletinDraft.number == number).first().lock_rows("UPDATE")
    )
    return found
