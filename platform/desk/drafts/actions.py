"""Keeping what people type, and that they are there."""

from collections.abc import Mapping
from datetime import timedelta

import msgspec

from desk.drafts import queries
from desk.foundation.database import execute
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now

KEPT = timedelta(days=14)
MOST = 100
"""Drafts of one person."""
WATCHES = timedelta(minutes=10)


async def keep_draft(place: str, said: Mapping[str, str], *, by: Principal) -> None:
    """Keep what somebody typed; nothing typed is no draft."""
    if not any(said.values()):
        await drop_draft(place, by=by)
        return
    words = msgspec.json.encode(said).decode()
    await execute(queries.KEEP, current_scope().tenant.id, uuid7(), by.id, place, words, now())
    await execute(queries.DROP_OLDEST, by.id, MOST)


async def drop_draft(place: str, *, by: Principal) -> None:
    """It was sent, or isn't wanted any more."""
    await execute(queries.DROP, by.id, place)


async def watch(place: str, *, by: Principal) -> None:
    """Say that somebody has a page open."""
    await execute(queries.SEE, current_scope().tenant.id, uuid7(), by.id, place, now())


async def tidy() -> None:
    """Forget what is old."""
    await execute(queries.FORGET, now() - KEPT)
    await execute(queries.FORGET_WATCHES, now() - WATCHES)
