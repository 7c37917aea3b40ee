"""Reading an inbox."""

from uuid import UUID

from desk.foundation.database import execute
from desk.foundation.errors import NotFound
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.messaging import queries


async def mark_read(delivery_id: UUID, *, by: Principal) -> str:
    """Note that somebody read what lies in their inbox; the answer is where they read more. Raises ``NotFound``."""
    found = await queries.delivery(delivery_id)
    if found["person_id"] != by.id or found["channel"] != "inbox":
        raise NotFound
    await execute(queries.MARK_READ, delivery_id, by.id, now())
    return str(found["path"])


async def mark_all_read(until: UUID, *, by: Principal) -> None:
    """Note that somebody has read all that lies in their inbox, up to the newest that they saw."""
    await execute(queries.MARK_ALL_READ, by.id, now(), until)
