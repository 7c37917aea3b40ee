"""What becomes of closed partners by itself: their archives are dropped, and in the end they are erased for good."""

import time
from datetime import timedelta
from uuid import UUID

from asyncpg import Record

from desk.files import storage
from desk.files.actions import let_go
from desk.foundation.choices import chosen
from desk.foundation.crossing import crossing_rows
from desk.foundation.principals import Principal
from desk.foundation.registry import forget_hosts, scope_of
from desk.headquarters import queries
from desk.headquarters.actions.archiving import drop_archive
from desk.headquarters.actions.living import note_turn
from desk.headquarters.events import PartnerErased
from desk.headquarters.settings import ARCHIVE_DAYS, ERASE_DAYS
from desk.kit.time import now

STRETCH = 15.0
"""Seconds of erasing in one job."""
PORTION = 5_000
"""Rows that go in one transaction."""


async def clear_up(headquarters: UUID, *, by: Principal, stretch: float = STRETCH) -> bool:
    """
    Drop archives whose days are over, and erase partners whose days are over; outside of any transaction.

    Whether there is more to do. Nothing is asked again: who closed the partner gave the reason.
    """
    at, until = now(), time.monotonic() + stretch
    async with scope_of(headquarters) as scope:
        if scope.tenant.kind != "headquarters":
            return False
        kept, erased = chosen(ARCHIVE_DAYS), chosen(ERASE_DAYS)
        dropped = await queries.to_be_dropped(at - timedelta(days=kept))
        gone = await queries.to_be_erased(at - timedelta(days=erased)) if erased else []
    for one in dropped:
        await _drop(one["tenant_id"], one)
    for one in gone:
        if not await _erase(headquarters, one["id"], one["slug"], until, by):
            return True
    return False


async def _drop(partner: UUID, archive: Record) -> None:
    async with scope_of(partner):
        await drop_archive(archive["id"], archive["file"])


async def _erase(headquarters: UUID, partner: UUID, slug: str, until: float, by: Principal) -> bool:
    """Erase a portion after the other; whether nothing is left."""
    async with scope_of(headquarters):
        for copy_id in await queries.files_of_cases(partner):
            await let_go(copy_id)
    async for kept in storage.listed(partner):
        for one in kept:
            await storage.drop(partner, one.id)
    for archive in await queries.archives_of(partner):
        await _drop(partner, archive)
    while time.monotonic() < until:
        found = await crossing_rows(queries.ERASE, slug, PORTION)
        if not found[0][0]:
            forget_hosts()
            async with scope_of(headquarters):
                await note_turn(PartnerErased(partner, by=by, partner=slug), "erase", "", by=by)
            return True
    return False
