"""Printing, and the page of the letterhead."""

from typing import Any, Literal
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.documents import actions, engine, queries, views
from desk.documents.forms import LetterheadForm
from desk.documents.kinds import Copy, Document, Facts, Grid, Lines, Prose
from desk.foundation.errors import Invalid, NotFound
from desk.foundation.permissions import SIGNED_IN, needs
from desk.foundation.tenancy import tenant_scope
from desk.foundation.translation import gettext, language
from desk.foundation.web.forms import files, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit

HERE = "letterhead"
MANAGE = "letterhead.manage"


@get("/documents/{kind:str}/{subject_id:uuid}", name="documents.print", opt=needs(SIGNED_IN, scope="own"))
async def print_one(
    kind: FromPath[str],
    subject_id: FromPath[UUID],
    copy: FromQuery[Literal["customer", "ours"]] = "customer",
    language: FromQuery[Literal["zh-CN", "en"] | None] = None,
) -> Response[bytes]:
    """A document as a PDF. It is read in a short transaction, and set without one."""
    visit, by = current_visit(), current_principal()
    async with tenant_scope(visit.tenant, customer=by.customer_id):
        prepared = await actions.prepare(kind, subject_id, Copy(copy), by=by, lang=language or "")
    made = await engine.typeset(prepared.document, prepared.head, printed=prepared.printed)
    return views.pdf(prepared.document, made)


@get("/letterhead", name="documents.letterhead", opt=needs(MANAGE))
async def letterhead() -> Response[str]:
    """What stands at the top of printed documents."""
    return await _show()


@post("/letterhead", name="documents.change_letterhead", status_code=200, opt=needs(MANAGE, scope="own", upload=True))
async def change(request: Request[Any, Any, Any]) -> Response[str]:
    """Change it; a logo is made anew before anything is written."""
    values, visit = await typed(request), current_visit()
    try:
        form = read_values(values, LetterheadForm)
        sent = files(values, "logo")
        logo = await actions.logo_of(await sent[0].read(actions.LARGEST + 1)) if sent else None
    except Invalid as refusal:
        kept = {name: str(value) for name, value in values.items() if name != "logo"}
        async with tenant_scope(visit.tenant):
            return await _show(status=422, values=kept, errors=refusal.fields)
    async with tenant_scope(visit.tenant):
        await actions.change_letterhead(
            name=form.name,
            lines=form.lines,
            foot=form.foot,
            logo=logo,
            without_logo=form.without_logo,
            by=current_principal(),
        )
    return see_other("/letterhead?saved=yes")


@get("/letterhead/logo", name="documents.logo", opt=needs(MANAGE))
async def logo() -> Response[bytes]:
    """The logo as it is printed."""
    found = await queries.letterhead()
    if found is None or found.logo is None:
        raise NotFound
    return Response(bytes(found.logo), media_type="image/png")


@get("/letterhead/sample", name="documents.sample", opt=needs(MANAGE, scope="own"))
async def sample() -> Response[bytes]:
    """A sheet with nothing but samples on it, to see the letterhead on paper."""
    async with tenant_scope(current_visit().tenant):
        head, printed = await actions.head(), actions.printed_now()
    document = _specimen()
    return views.pdf(document, await engine.typeset(document, head, printed=printed))


def _specimen() -> Document:
    return Document(
        title=gettext("Sample sheet"),
        number="#1",
        parts=(
            Facts(
                (
                    (gettext("Customer"), gettext("A company with a name")),
                    (gettext("Date"), "2026-01-01"),
                )
            ),
            Prose(gettext("Work done"), gettext("Here stands what somebody has written.")),
            Grid(gettext("Parts"), (gettext("Item"), gettext("Quantity")), ((gettext("Cable"), "2"),), (1,)),
            Lines((gettext("Signature of the customer"), gettext("Date"))),
        ),
        language="en" if language.get() == "en" else "zh-CN",
    )


async def _show(
    *, status: int = 200, values: dict[str, Any] | None = None, errors: dict[str, str] | None = None
) -> Response[str]:
    found = await queries.letterhead()
    stored = {"name": "", "lines": "", "foot": ""}
    if found is not None:
        stored = {"name": found.name, "lines": found.lines, "foot": found.foot}
    return page(
        "documents/letterhead.html",
        status=status,
        here=HERE,
        values=values or stored,
        errors=errors or {},
        has_logo=bool(found and found.logo),
        saved="saved" in current_visit().scope["query_string"].decode("latin-1"),
    )


SHARED = (print_one,)
SETTINGS = (letterhead, change, logo, sample)
