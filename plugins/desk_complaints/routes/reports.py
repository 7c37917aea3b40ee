"""The monthly analysis reports: tables with charts beside them, the analysis in words, and how it is issued."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import (
    NOT_READABLE,
    NotFound,
    Refusal,
    WorkbookWriter,
    current_principal,
    gettext,
    kept,
    needs,
    now,
    page,
    read_values,
    see_other,
    typed,
)
from desk_complaints.actions import receiving, reporting
from desk_complaints.forms import EditForm, MonthForm, VersionForm, VolumeForm, month_of
from desk_complaints.queries import reports
from desk_complaints.queries.reckoning import SERVICE_POSITIONS
from desk_complaints.queries.sheets import lines_of, sheets
from desk_complaints.routes import _reported
from desk_complaints.routes.listing import HERE
from desk_complaints.states import REPORT_MOVES

READ, WRITE = needs("complaints.read"), needs("complaints.report")
ONE = "/complaints/reports/{month:str}"
MOST = 60
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS: dict[str, Callable[..., Awaitable[None]]] = {
    "draft": reporting.draft_report,
    "review": reporting.review_report,
    "issue": reporting.issue_report,
    "acknowledge": reporting.acknowledge_report,
}


@get("/complaints/reports", name="complaints.reports", opt=READ)
async def index() -> Response[str]:
    """The reports there are, and the way to open another month."""
    return await _index()


@post("/complaints/reports", name="complaints.open_report", status_code=200, opt=WRITE)
async def begin(request: Request[Any, Any, Any]) -> Response[str]:
    """Open a month."""
    values = await typed(request)
    try:
        month = month_of(read_values(values, MonthForm).month)
        await reporting.open_report(month, by=current_principal())
    except NotFound:
        return await _index(status=422, values=values, errors={"month": gettext(NOT_READABLE)})
    except Refusal as refusal:
        return await _index(**kept(values, refusal))
    return see_other(f"/complaints/reports/{month:%Y-%m}")


@get(ONE, name="complaints.report", opt=READ)
async def show(month: FromPath[str]) -> Response[str]:
    """The report of a month, as it stands."""
    return await _show(month_of(month))


@get(f"{ONE}/tables.xlsx", name="complaints.report_tables", opt=READ)
async def take_out(month: FromPath[str]) -> Response[bytes]:
    """All tables as a workbook, one below the other; that they were taken out is noted."""
    of = month_of(month)
    await reports.report(of)
    written = sheets(await reporting.report_of(of))
    lines = [line for one in written for line in lines_of(one)]
    await receiving.note_export(len(lines), by=current_principal())
    writer = WorkbookWriter()
    disposition = {"Content-Disposition": f'attachment; filename="complaints-{month}.xlsx"'}
    return Response(writer.rows(lines) + writer.end(), media_type=WORKBOOK, headers=disposition)


@post(f"{ONE}/steps/{{step:str}}", name="complaints.report_step", status_code=200, opt=READ)
async def step(request: Request[Any, Any, Any], month: FromPath[str], step: FromPath[str]) -> Response[str]:
    """Draft it, say that it is reviewed, issue it, take note of it; the move itself says who may."""
    if step not in STEPS:
        raise NotFound
    values, of = await typed(request), month_of(month)
    try:
        form = read_values(values, VersionForm)
        await STEPS[step](of, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(of, **kept(values, refusal))
    return see_other(f"/complaints/reports/{month}")


@post(f"{ONE}/words", name="complaints.edit_report", status_code=200, opt=WRITE)
async def edit(request: Request[Any, Any, Any], month: FromPath[str]) -> Response[str]:
    """Say it in other words."""
    values, of = await typed(request), month_of(month)
    try:
        form = read_values(values, EditForm)
        await reporting.edit_report(of, form.zh, form.en, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(of, opened="words", **kept(values, refusal))
    return see_other(f"/complaints/reports/{month}")


@post(f"{ONE}/services", name="complaints.note_volumes", status_code=200, opt=WRITE)
async def note(request: Request[Any, Any, Any], month: FromPath[str]) -> Response[str]:
    """Note how many services were given."""
    values, of = await typed(request), month_of(month)
    try:
        form = read_values(values, VolumeForm)
        services = {name: getattr(form, name) for name in SERVICE_POSITIONS}
        await reporting.note_volumes(of, services, form.customers, by=current_principal())
    except Refusal as refusal:
        return await _show(of, opened="volumes", **kept(values, refusal))
    return see_other(f"/complaints/reports/{month}")


async def _index(*, status: int = 200, **came_back: Any) -> Response[str]:
    return page(
        "complaints/reports.html",
        status=status,
        here=HERE,
        reports=await _reported.listed(await reports.reports(most=MOST)),
        month=f"{now():%Y-%m}",
        may_report=current_principal().may("complaints.report"),
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


async def _show(month: date, *, status: int = 200, opened: str = "", **came_back: Any) -> Response[str]:
    found = await reports.report(month)
    told = await reporting.report_of(month)
    return page(
        "complaints/report.html",
        status=status,
        here=HERE,
        **await _reported.shown(found, told, REPORT_MOVES, current_principal()),
        opened=opened,
        values=came_back.get("values") or {"zh": told["text"]["zh"], "en": told["text"]["en"]},
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


HANDLERS = (index, begin, show, take_out, step, edit, note)
