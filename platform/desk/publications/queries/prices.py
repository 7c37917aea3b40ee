"""The price standard: which version counts on a day, all versions, and the lines of one."""

from datetime import date
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows
from desk.foundation.errors import NotFound

LARGEST = 2**31 - 1
NEXT_VERSION = "select coalesce(max(version), 0) + 1 from price_standard"
PUBLISH = """
insert into price_standard (id, version, valid_from, currency, why, by_name, published_at)
values ($1, $2, $3, $4, $5, $6, $7)
"""
ADD_LINE = "insert into price_line (standard, place, code, name, unit, cents) values ($1, $2, $3, $4, $5, $6)"
_COUNTED = "select s.*, (select count(*) from price_line l where l.standard = s.id) as lines from price_standard s"


async def valid_on(day: date) -> Record | None:
    """The version that counts on a day: of those that began, the one that began last; of two, the newer."""
    return await row(f"{_COUNTED} where s.valid_from <= $1 order by s.valid_from desc, s.version desc limit 1", day)


async def standard(version: int) -> Record:
    """One version. Raises ``NotFound``."""
    found = await row(f"{_COUNTED} where s.version = $1", version) if version <= LARGEST else None
    if found is None:
        raise NotFound
    return found


async def by_id(standard_id: UUID) -> Record | None:
    """One version by its id."""
    return await row(f"{_COUNTED} where s.id = $1", standard_id)


async def versions() -> list[Record]:
    """All versions, the newest first."""
    return await rows(f"{_COUNTED} order by s.version desc limit 100")


async def lines(standard_id: UUID, q: str = "") -> list[Record]:
    """What things cost by a version, in its order; by words of code and name."""
    return await rows(
        """select place, code, name, unit, cents from price_line where standard = $1
            and ($2 = '' or strpos(lower(code || ' ' || name), lower($2)) > 0) order by place""",
        *(standard_id, q),
    )
