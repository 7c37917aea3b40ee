"""The operators' bulletins: written as drafts, published to all partners, withdrawn; with counts of who read them."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation.errors import Invalid, NotFound, Refusal
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web import idempotency
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.paging import page_of
from desk.foundation.web.request import current_principal
from desk.publications import actions, views
from desk.publications.forms import WhyForm, read_words
from desk.publications.queries import bulletins

HERE = "bulletins"
INDEX = "/bulletins"
ONE = f"{INDEX}/{{number:int}}"
READ, PUBLISH = needs("bulletin.read"), needs("bulletin.publish")
SIZE = 50
STARTS = {"kind": "other"}


@get(INDEX, name="publications.bulletins", opt=READ)
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What was published, with how many read it, and what is still being written."""
    asked = views.read_asked(INDEX, request.query_params, ("current", "withdrawn"))
    found = await bulletins.at_headquarters(asked.wanted, most=SIZE + 1, after=asked.after)
    shown = page_of(found, SIZE, lambda one: (one["published_at"], one["id"]))
    return page(
        "publications/bulletins.html",
        here=HERE,
        asked=asked,
        views=[asked.tab("current", gettext("In force")), asked.tab("withdrawn", gettext("Withdrawn"))],
        kinds=views.kinds(gettext("All kinds")),
        rows=[views.row_view(one) for one in shown.items],
        drafts=[views.row_view(one) for one in await bulletins.drafts()],
        partners=await bulletins.partners(),
        next_url=asked.address(after=shown.next) if shown.next else "",
        may_publish=current_principal().may("bulletin.publish"),
    )


@get(f"{INDEX}/new", name="publications.new_bulletin", opt=PUBLISH)
async def new() -> Response[str]:
    """The form of a new one."""
    return _form(None, STARTS, {})


@post(INDEX, name="publications.write_bulletin", status_code=200, opt=PUBLISH)
async def write(request: Request[Any, Any, Any]) -> Response[str]:
    """Keep a new draft."""
    values, by = await typed(request), current_principal()
    token = idempotency.token_of(values)
    if place := await idempotency.once(by, token):
        return see_other(place)
    try:
        number = await actions.write_bulletin(read_words(values), by=by)
    except Invalid as refusal:
        return _form(None, values, refusal.fields, status=422)
    place = f"{INDEX}/{number}"
    await idempotency.once(by, token, place)
    return see_other(place)


@get(ONE, name="publications.bulletin", opt=READ)
async def show(number: FromPath[int]) -> Response[str]:
    """One bulletin: its draft, its versions, and how many read each."""
    return await _show(number)


@get(f"{ONE}/draft", name="publications.draft", opt=PUBLISH)
async def draft(number: FromPath[int]) -> Response[str]:
    """The draft of the next version; it begins with the words of the last."""
    found = await bulletins.draft(number) or next(iter(await bulletins.versions_counted(number)), None)
    if found is None:
        raise NotFound
    names = ("kind", "title", "product", "body", "told")
    urgent = {"urgent": "yes"} if found["urgent"] else {}
    return _form(number, {name: found[name] for name in names} | urgent, {})


@post(f"{ONE}/draft", name="publications.change_draft", status_code=200, opt=PUBLISH)
async def change(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Keep the draft; posted with ``_method=DELETE``, let it go."""
    values, by = await typed(request), current_principal()
    if values.get("_method") == "DELETE":
        await actions.drop_draft(number, by=by)
        return see_other(INDEX)
    try:
        await actions.write_bulletin(read_words(values), number, by=by)
    except Invalid as refusal:
        return _form(number, values, refusal.fields, status=422)
    return see_other(f"{INDEX}/{number}")


@post(f"{ONE}/versions", name="publications.publish", status_code=200, opt=PUBLISH)
async def publish(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Publish the draft to all partners."""
    try:
        await actions.publish_bulletin(number, by=current_principal())
    except Refusal as refusal:
        return await _show(number, **kept({}, refusal))
    return see_other(f"{INDEX}/{number}")


@post(f"{ONE}/withdrawal", name="publications.withdraw", status_code=200, opt=PUBLISH)
async def withdraw(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Take it back."""
    values = await typed(request)
    try:
        await actions.withdraw_bulletin(number, read_values(values, WhyForm).why, by=current_principal())
    except Refusal as refusal:
        return await _show(number, **kept(values, refusal))
    return see_other(f"{INDEX}/{number}")


def _form(number: int | None, values: dict[str, Any], errors: dict[str, str], *, status: int = 200) -> Response[str]:
    return page(
        "publications/draft.html",
        status=status,
        here=HERE,
        number=number,
        kinds=views.kinds(),
        values={name: str(value) for name, value in values.items()},
        errors=errors,
    )


async def _show(
    number: int,
    *,
    status: int = 200,
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> Response[str]:
    versions, found = await bulletins.versions_counted(number), await bulletins.draft(number)
    if not versions and found is None:
        raise NotFound
    return page(
        "publications/bulletin.html",
        status=status,
        here=HERE,
        number=number,
        versions=[views.row_view(one) for one in versions],
        draft=views.row_view(found) if found else None,
        partners=await bulletins.partners(),
        may_publish=current_principal().may("bulletin.publish"),
        values=values or {},
        errors=errors or {},
        refused=refused,
    )


HANDLERS = (index, new, write, show, draft, change, publish, withdraw)
