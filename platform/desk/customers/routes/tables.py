"""Whole tables of customers: bringing one in, the report about it, and taking the file out."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.customers import queries
from desk.customers.actions import note_export
from desk.customers.errors import UnreadableTable
from desk.customers.imports.columns import COLUMNS
from desk.customers.imports.exporting import exported, heading, others, reasons, refused_rows
from desk.customers.imports.running import import_file
from desk.customers.routes.listing import HERE
from desk.foundation.permissions import needs
from desk.foundation.tenancy import tenant_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import files, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now, to_zone

SHOWN = 200
"""So many refused rows stand on the page; the table of them has all that were kept."""
NO_FILE = N_("Please choose a file.")
CSV = "text/csv; charset=utf-8"


@get("/customers/import", name="customers.import", opt=needs("customer.import"))
async def form() -> Response[str]:
    """Choose a table to bring in."""
    return _page({}, await queries.import_runs())


@post(
    "/customers/import",
    name="customers.begin_import",
    status_code=200,
    opt=needs("customer.import", scope="none", upload=True),
)
async def begin(request: Request[Any, Any, Any]) -> Response[str]:
    """Bring a table in; each batch of its rows has a transaction of its own."""
    tenant = current_visit().tenant
    try:
        uploads = files(await typed(request), "file")
        if not uploads:
            raise UnreadableTable(reason=gettext(NO_FILE))
        content = await uploads[0].read()
        report = await import_file(tenant, content, uploads[0].filename, by=current_principal())
    except UnreadableTable as refusal:
        async with tenant_scope(tenant):
            runs = await queries.import_runs()
        return _page({"file": str(refusal)}, runs, status=422)
    return see_other(f"/customers/imports/{report.run_id}")


@get("/customers/imports/{run_id:uuid}", name="customers.import_report", opt=needs("customer.import"))
async def report(run_id: FromPath[UUID]) -> Response[str]:
    """What became of a table, row by row."""
    found = await queries.import_run(run_id)
    refusals = msgspec.json.decode(found["refusals"])
    shown = {
        name: found[name] for name in ("id", "file_name", "at", "by_name", "rows", "created", "updated", "stopped")
    }
    shown |= {
        "refused": found["refused"],
        "kept": len(refusals),
        "ignored": msgspec.json.decode(found["ignored"]),
        "refusals": [
            {"row": one["row"], "name": one["name"], "sentence": reasons(one["faults"])} for one in refusals[:SHOWN]
        ],
    }
    return _page({}, await queries.import_runs(), report=shown)


@get("/customers/imports/{run_id:uuid}/refused.csv", name="customers.refused_rows", opt=needs("customer.import"))
async def refused(run_id: FromPath[UUID]) -> Response[bytes]:
    """The rows that were not taken, each with its reasons, to be mended and sent again."""
    found = await queries.import_run(run_id)
    return _download(refused_rows(found), f"refused-{to_zone(found['at'], _zone()):%Y%m%d-%H%M}.csv")


@get("/customers/export.csv", name="customers.export", opt=needs("customer.export"))
async def export() -> Response[bytes]:
    """All customers as a table."""
    count: list[int] = []
    content = b"".join([chunk async for chunk in exported(count)])
    await note_export(sum(count), by=current_principal())
    return _download(content, f"customers-{to_zone(now(), _zone()):%Y%m%d}.csv")


def _page(
    errors: dict[str, str], runs: list[Any], *, report: dict[str, Any] | None = None, status: int = 200
) -> Response[str]:
    columns = [(heading(one), others(one)) for one in COLUMNS]
    return page(
        "customers/import.html", status=status, here=HERE, errors=errors, report=report, runs=runs, columns=columns
    )


def _download(content: bytes, name: str) -> Response[bytes]:
    return Response(content, media_type=CSV, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _zone() -> str:
    return current_visit().tenant.zone or "UTC"


HANDLERS = (form, begin, report, refused, export)
