"""Whole tables of customers: taking the file out. Bringing one in is of ``desk.imports``."""

from functools import partial
from typing import Any

from litestar import Response, get

from desk.customers.actions import note_export
from desk.customers.imports.exporting import exported, headings
from desk.customers.queries.importing import how_many
from desk.foundation.permissions import needs
from desk.foundation.web.lists import Suffix, flowing
from desk.foundation.web.request import current_principal


@get("/customers/export.csv", name="customers.export", opt=needs("customer.export"))
async def export_csv() -> Response[Any]:
    """All customers as a table."""
    return await _export("csv")


@get("/customers/export.xlsx", name="customers.export_workbook", opt=needs("customer.export"))
async def export_workbook() -> Response[Any]:
    """All customers as a workbook."""
    return await _export("xlsx")


async def _export(suffix: Suffix) -> Response[Any]:
    by = current_principal()
    await note_export(await how_many(), by=by)
    return await flowing("customers", headings(), partial(exported, by=by), suffix)


HANDLERS = (export_csv, export_workbook)
