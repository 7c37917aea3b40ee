"""Reading what people are at."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from desk.foundation.database import rows

KEEP = """
insert into draft (tenant_id, id, member, place, said, saved_at) values ($1, $2, $3, $4, $5::jsonb, $6)
on conflict (tenant_id, member, place) do update set said = excluded.said, saved_at = excluded.saved_at
"""
DROP = "delete from draft where member = $1 and place = $2"
FORGET = """
delete from draft where id in (select id from draft where saved_at < $1 order by saved_at limit 1000)
"""
DROP_OLDEST = """
delete from draft where id in (select id from draft where member = $1 order by saved_at desc offset $2)
"""
SEE = """
insert into watch (tenant_id, id, member, place, seen_at) values ($1, $2, $3, $4, $5)
on conflict (tenant_id, place, member) do update set seen_at = excluded.seen_at
"""
FORGET_WATCHES = """
delete from watch where id in (select id from watch where seen_at < $1 order by seen_at limit 1000)
"""


async def said(member_id: UUID, places: Sequence[str]) -> dict[str, dict[str, str]]:
    """What somebody typed into these forms."""
    found = await rows(
        "select place, said::text as said from draft where member = $1 and place = any($2)", member_id, list(places)
    )
    return {one["place"]: msgspec.json.decode(one["said"], type=dict[str, str]) for one in found}


async def others_at(place: str, member_id: UUID, since: datetime) -> list[str]:
    """The names of colleagues who have it open, but for who asks."""
    found = await rows(
        """select m.name from watch w join member m on m.tenant_id = w.tenant_id and m.id = w.member
            where w.place = $1 and w.member <> $2 and w.seen_at > $3 order by m.name limit 5""",
        place,
        member_id,
        since,
    )
    return [one["name"] for one in found]


async def writers_at(places: list[str], member_id: UUID, since: datetime) -> set[str]:
    """The names of colleagues who typed something into one of these forms a moment ago."""
    found = await rows(
        """select distinct m.name from draft d join member m on m.tenant_id = d.tenant_id and m.id = d.member
            where d.place = any($1) and d.member <> $2 and d.saved_at > $3""",
        places,
        member_id,
        since,
    )
    return {one["name"] for one in found}
