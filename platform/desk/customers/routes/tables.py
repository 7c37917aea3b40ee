"""Whole tables of customers: taking the file out. Bringing one in is of ``desk.imports``."""

import asyncio
from typing import Any

from litestar import Response, get

from desk.customers.actions import note_export
from desk.customers.imports.exporting import exported, headings
from desk.foundation.permissions import needs
from desk.foundation.web.request import current_principal, current_visit
from desk.imports.views import Suffix, download, written
from desk.kit.time import now, to_zone


@get("/customers/export.csv", name="customers.export", opt=needs("customer.export"))
async def export_csv() -> Response[bytes]:
    """All customers as a table."""
    return await _export("csv")


@get("/customers/export.xlsx", name="customers.export_workbook", opt=needs("customer.export"))
async def export_workbook() -> Response[bytes]:
    """All customers as a workbook."""
    return await _export("xlsx")


async def _export(suffix: Suffix) -> Response[bytes]:
    count: list[int] = []
    lines: list[list[Any]] = [headings()]
    async for some in exported(count, current_principal()):
        lines += some
    await note_export(sum(count), by=current_principal())
    content = await asyncio.to_thread(written, lines, suffix)
    return download(
        content, f"customers-{to_zone(now(), current_visit().tenant.zone or 'UTC'):%Y%m%d}.{suffix}", suffix
    )


HANDLERS = (export_csv, export_workbook)
