"""The pages of imports: sending a table, looking at what would become of it, and how far it is."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation.errors import NotFound, Refusal
from desk.foundation.permissions import SIGNED_IN, needs
from desk.foundation.tenancy import tenant_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import files, read_form, typed
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.imports import actions, kinds, queries, views
from desk.imports.errors import UnreadableTable
from desk.imports.forms import ReadingForm, StartForm
from desk.imports.kinds import ImportKind
from desk.imports.tables import ImportRun

HERE = "imports"
NO_FILE = N_("Please choose a file.")


@get("/imports", name="imports.index", opt=needs(SIGNED_IN))
async def index() -> Response[str]:
    """What can be brought in."""
    found = kinds.offered(current_principal())
    return page("imports/index.html", here=HERE, kinds=[(f"/imports/{one.id}", gettext(one.label)) for one in found])


@get("/imports/{kind:str}", name="imports.kind", opt=needs(SIGNED_IN))
async def show_kind(kind: FromPath[str]) -> Response[str]:
    """Choose a table to bring in."""
    return await _kind_page(kinds.kind_of(kind, current_principal()), {})


@post("/imports/{kind:str}", name="imports.send", status_code=200, opt=needs(SIGNED_IN, scope="own", upload=True))
async def send(kind: FromPath[str], request: Request[Any, Any, Any]) -> Response[str]:
    """Keep a table; a job reads it, and its page says how far that is."""
    tenant, by = current_visit().tenant, current_principal()
    async with tenant_scope(tenant):
        found = kinds.kind_of(kind, by)
    uploads = files(await typed(request), "file")
    try:
        if not uploads:
            raise UnreadableTable(reason=gettext(NO_FILE))
        async with tenant_scope(tenant):
            run = await actions.begin(kind, uploads[0], by=by)
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        async with tenant_scope(tenant):
            return await _kind_page(found, {"file": str(refusal)}, status=422)
    return see_other(f"/imports/{kind}/{run.id}")


async def _kind_page(kind: ImportKind, errors: dict[str, str], *, status: int = 200) -> Response[str]:
    columns = await kind.columns()
    return page(
        "imports/kind.html",
        status=status,
        here=_here(kind),
        kind=kind,
        errors=errors,
        runs=views.list_of(await queries.of_kind(kind.id)),
        columns=[(one.heading, "、".join(one.words[1:4]), one.required) for one in columns],
    )


@get("/imports/{kind:str}/{run_id:uuid}", name="imports.show", opt=needs(SIGNED_IN))
async def show(kind: FromPath[str], run_id: FromPath[UUID]) -> Response[str]:
    """What would become of a table, how far it is, and what became of it."""
    return await _show(*await _found(kind, run_id))


@get("/imports/{kind:str}/{run_id:uuid}/progress", name="imports.progress", opt=needs(SIGNED_IN))
async def progress(kind: FromPath[str], run_id: FromPath[UUID]) -> Response[str]:
    """The same without the page around it, while it moves."""
    run, found = await _found(kind, run_id)
    return fragment("imports/_run.html", **await _context(run, found))


@post("/imports/{kind:str}/{run_id:uuid}/reading", name="imports.read", status_code=200, opt=needs(SIGNED_IN))
async def read(kind: FromPath[str], run_id: FromPath[UUID], request: Request[Any, Any, Any]) -> Response[str]:
    """Say which column is what, and how the file is written."""
    await _found(kind, run_id)
    form = await read_form(request, ReadingForm)
    delimiter = "\t" if form.delimiter == "tab" else form.delimiter
    await actions.choose(
        run_id,
        form.fields,
        encoding=form.encoding,
        delimiter=delimiter,
        same_name=form.same_name,
        by=current_principal(),
    )
    return see_other(f"/imports/{kind}/{run_id}")


@post("/imports/{kind:str}/{run_id:uuid}/start", name="imports.start", status_code=200, opt=needs(SIGNED_IN))
async def start(kind: FromPath[str], run_id: FromPath[UUID], request: Request[Any, Any, Any]) -> Response[str]:
    """Take what was looked at."""
    await _found(kind, run_id)
    form = await read_form(request, StartForm)
    await actions.start(run_id, whole=form.how == "whole", by=current_principal())
    return see_other(f"/imports/{kind}/{run_id}")


@post("/imports/{kind:str}/{run_id:uuid}/cancellation", name="imports.stop", status_code=200, opt=needs(SIGNED_IN))
async def stop(kind: FromPath[str], run_id: FromPath[UUID]) -> Response[str]:
    """Stop at the next batch."""
    await _found(kind, run_id)
    await actions.stop(run_id, by=current_principal())
    return see_other(f"/imports/{kind}/{run_id}")


@post("/imports/{kind:str}/{run_id:uuid}/resumption", name="imports.resume", status_code=200, opt=needs(SIGNED_IN))
async def resume(kind: FromPath[str], run_id: FromPath[UUID]) -> Response[str]:
    """Go on where it stopped."""
    await _found(kind, run_id)
    await actions.resume(run_id, by=current_principal())
    return see_other(f"/imports/{kind}/{run_id}")


@get("/imports/{kind:str}/{run_id:uuid}/refused.csv", name="imports.refused_csv", opt=needs(SIGNED_IN))
async def refused_csv(kind: FromPath[str], run_id: FromPath[UUID]) -> Response[Any]:
    """The rows that were not taken, each with its reasons, to be mended and sent again."""
    return await views.refused_rows(*await _found(kind, run_id), "csv")


@get("/imports/{kind:str}/{run_id:uuid}/refused.xlsx", name="imports.refused_xlsx", opt=needs(SIGNED_IN))
async def refused_xlsx(kind: FromPath[str], run_id: FromPath[UUID]) -> Response[Any]:
    """The same as a workbook."""
    return await views.refused_rows(*await _found(kind, run_id), "xlsx")


async def _found(kind: str, run_id: UUID) -> tuple[ImportRun, ImportKind]:
    """An import of this kind. Raises ``NotFound`` and ``Forbidden``."""
    found = kinds.kind_of(kind, current_principal())
    run = await queries.run(run_id)
    if run.kind != kind:
        raise NotFound
    return run, found


def _here(kind: ImportKind) -> str:
    """The line of the navigation of whose table it is."""
    return kind.id.partition(".")[0]


async def _show(run: ImportRun, kind: ImportKind) -> Response[str]:
    return page("imports/show.html", here=_here(kind), **await _context(run, kind))


async def _context(run: ImportRun, kind: ImportKind) -> dict[str, Any]:
    return {"kind": kind, "run": await views.run_of(run, kind), **views.choices(kind)}


HANDLERS = (*(index, show_kind, send, show, progress, read, start, stop, resume, refused_csv, refused_xlsx),)
