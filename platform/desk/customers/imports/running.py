"""
Bringing a file in: read in a thread, written batch by batch, each in a transaction of its own.

Runs outside any scope. What was taken stays when the file turns out to be damaged further down; a row is never
half there.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from uuid import UUID

from asyncpg.exceptions import UniqueViolationError

from desk.customers.actions import importing
from desk.customers.actions.fields import listed
from desk.customers.actions.matching import Entry, Outcome, Refused
from desk.customers.errors import UnreadableTable
from desk.customers.imports.cells import read_row
from desk.customers.imports.columns import Reading, read_headings
from desk.foundation.principals import Principal
from desk.foundation.tenancy import TenantFacts, tenant_scope
from desk.foundation.translation import N_, gettext
from desk.kit.spreadsheets import Table, Unreadable, read_table

BATCH = 500
NO_NAMES = N_(
    "No column has the customers' names. It should be called “客户名称” or “Customer”; found were: {headings}."
)


@dataclass(slots=True)
class Report:
    """What became of a file."""

    run_id: UUID
    created: int = 0
    updated: int = 0
    refused: list[Refused] = field(default_factory=list)
    ignored: tuple[str, ...] = ()
    stopped: str = ""
    """Why the file was not read to its end; empty when it was."""

    @property
    def rows(self) -> int:
        return self.created + self.updated + len(self.refused)

    def count(self, outcome: Outcome) -> None:
        """Add what became of one batch."""
        self.created += outcome.created
        self.updated += outcome.updated
        self.refused += outcome.refused


async def import_file(tenant: TenantFacts, source: Path | bytes, file_name: str, *, by: Principal) -> Report:
    """Bring a table of customers into a tenant's file. Raises ``UnreadableTable`` when nothing of it can be read."""
    try:
        table = await asyncio.to_thread(read_table, source, file_name)
    except Unreadable as fault:
        raise UnreadableTable(reason=_sentence(fault)) from None
    reading = read_headings(table.headings)
    if "name" not in reading.fields:
        seen = listed(heading[:30] for heading in table.headings[:12] if heading)
        raise UnreadableTable(reason=gettext(NO_NAMES).format(headings=seen))
    async with tenant_scope(tenant):
        run_id = await importing.begin_import(file_name, table.headings, reading.ignored, by=by)
    report = Report(run_id, ignored=reading.ignored)
    reason = await _batches(tenant, table, reading, report, by)
    if reason is not None:
        report.stopped = _sentence(reason)
        async with tenant_scope(tenant):
            await importing.stop_import(run_id, report.stopped)
    return report


async def _batches(
    tenant: TenantFacts, table: Table, reading: Reading, report: Report, by: Principal
) -> Unreadable | None:
    """Write batch by batch, reading the next one meanwhile; the answer is what stopped the reading, if anything did."""
    rows = _read(table, reading)
    coming = asyncio.create_task(asyncio.to_thread(_some, rows))
    while True:
        found, reason = await coming
        if reason is None and found:
            coming = asyncio.create_task(asyncio.to_thread(_some, rows))
        if found:
            try:
                report.count(await _write(tenant, report.run_id, found, by))
            except BaseException:
                coming.cancel()
                raise
        if reason is not None or not found:
            return reason


async def _write(tenant: TenantFacts, run_id: UUID, found: list[Entry | Refused], by: Principal) -> Outcome:
    entries = [one for one in found if isinstance(one, Entry)]
    refused = [one for one in found if isinstance(one, Refused)]
    for last_try in (False, True):
        try:
            async with tenant_scope(tenant):
                return await importing.import_batch(run_id, entries, refused, by=by)
        except UniqueViolationError:  # somebody took an external number at this moment: they are known next time
            if last_try:
                raise
    raise AssertionError


def _read(table: Table, reading: Reading) -> Iterator[Entry | Refused]:
    return (read_row(row, reading) for row in table.rows)


def _some(rows: Iterator[Entry | Refused]) -> tuple[list[Entry | Refused], Unreadable | None]:
    """The next rows, and what was wrong with the file behind them."""
    found: list[Entry | Refused] = []
    try:
        for one in islice(rows, BATCH):
            found.append(one)
    except Unreadable as fault:
        return found, fault
    return found, None


def _sentence(fault: Unreadable) -> str:
    return gettext(fault.sentence).format(**fault.values)
