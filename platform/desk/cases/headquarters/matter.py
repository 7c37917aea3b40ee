"""One case at headquarters, and what operators say to the partner."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.cases import actions, documents, queries, sheets, views
from desk.cases.forms import VersionForm, read_said
from desk.cases.headquarters.board import HERE, INDEX
from desk.documents.kinds import Document
from desk.documents.views import printed
from desk.files.links import link_for
from desk.foundation.crossing import crossing_rows
from desk.foundation.errors import Refusal
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit

ONE = f"{INDEX}/{{partner:str}}/{{number:int}}"
ANSWER, TRANSFER = needs("case.answer"), needs("case.transfer")
Act = Callable[..., Awaitable[None]]


@get(ONE, name="cases.matter", opt=needs("case.read"))
async def show(partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """One case; the partner sees that somebody looked."""
    case = await queries.sheet(crossing_rows, number, partner=partner)
    await actions.look_at_case(case, by=current_principal())
    return await show_matter(partner, number)


@get(f"{ONE}/files/{{file_id:uuid}}", name="cases.file", opt=needs("case.read"))
async def fetch(partner: FromPath[str], number: FromPath[int], file_id: FromPath[UUID]) -> Response[str]:
    """Lead an operator to a file that came along; the partner sees that they fetched it."""
    case, by = await queries.sheet(crossing_rows, number, partner=partner), current_principal()
    return see_other(link_for(await actions.fetch_file(case, file_id, by=by), by))


@get(f"{ONE}/sheet", name="cases.sheet", opt=needs("case.read", scope="own"))
async def sheet(partner: FromPath[str], number: FromPath[int]) -> Response[bytes]:
    """The case as a PDF; the partner sees that somebody looked."""
    return await printed(_read_sheet(partner, number))


async def _read_sheet(partner: str, number: int) -> Document:
    case = await queries.sheet(crossing_rows, number, partner=partner)
    await actions.look_at_case(case, by=current_principal())
    return await documents.sheet_of(crossing_rows, case)


@post(f"{ONE}/work", name="cases.take", status_code=200, opt=ANSWER)
async def take(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Take it."""
    values = await typed(request)
    try:
        version = read_values(values, VersionForm).version
        await actions.take_case(partner, number, version, by=current_principal())
    except Refusal as refusal:
        return await show_matter(partner, number, **kept(values, refusal))
    return see_other(f"{INDEX}/{partner}/{number}")


@post(f"{ONE}/return", name="cases.return", status_code=200, opt=ANSWER)
async def give_back(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Send it back for what is missing."""
    return await _say(request, partner, number, actions.return_case, "return")


@post(f"{ONE}/interim", name="cases.interim", status_code=200, opt=ANSWER)
async def interim(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Say how it stands."""
    return await _say(request, partner, number, actions.say_interim, "interim")


@post(f"{ONE}/answer", name="cases.answer", status_code=200, opt=ANSWER)
async def answer(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Answer it."""
    return await _say(request, partner, number, actions.answer_case, "answer")


@post(f"{ONE}/refusal", name="cases.decline", status_code=200, opt=ANSWER)
async def decline(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Say that it won't be done."""
    return await _say(request, partner, number, actions.decline_case, "refusal")


@post(f"{ONE}/closure", name="cases.settle", status_code=200, opt=TRANSFER)
async def settle(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Close a complaint whose feedback is good."""
    return await _say(request, partner, number, actions.settle_case, "closure")


@post(f"{ONE}/objection", name="cases.send_back", status_code=200, opt=TRANSFER)
async def send_back(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """The feedback isn't good enough."""
    return await _say(request, partner, number, actions.send_back_case, "objection")


async def _say(request: Request[Any, Any, Any], partner: str, number: int, act: Act, opened: str) -> Response[str]:
    values, case = await typed(request), await queries.sheet(crossing_rows, number, partner=partner)
    try:
        await act(partner, number, read_said(values, case["kind"], opened), by=current_principal())
    except Refusal as refusal:
        return await show_matter(partner, number, opened=opened, **kept(values, refusal))
    return see_other(f"{INDEX}/{partner}/{number}")


async def show_matter(
    partner: str,
    number: int,
    *,
    status: int = 200,
    opened: str = "",
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> Response[str]:
    """The page of a case, also with what was refused."""
    case = await queries.sheet(crossing_rows, number, partner=partner)
    entries = await queries.entries(crossing_rows, case["id"])
    by = current_principal()
    wish = await queries.requirement_of(crossing_rows, case["id"])
    shown = views.sheet_view(case, entries, current_visit().tenant.zone)
    (shown,) = await views.with_dues("case_desk", [shown])
    return page(
        "cases/matter.html",
        status=status,
        here=HERE,
        case=shown,
        files=[
            views.file_view(one, f"{INDEX}/{partner}/{number}/files/{one['id']}")
            for one in await queries.files_of(crossing_rows, case["id"])
        ],
        whose=await views.whose_time(case["id"]),
        feedback=[views.feedback_view(one) for one in await queries.feedback_of(crossing_rows, case["id"])],
        requirement=views.requirement_view(wish) if wish else None,
        may_join=wish is None and case["kind"] == "requirement" and case["direction"] == "up" and by.may("case.answer"),
        requirements=await _choices() if wish is None and case["kind"] == "requirement" else [],
        candidate=await queries.candidate_of(case["id"]),
        may_learn=case["status"] == "closed" and by.may("case.answer"),
        may=views.possible_at_headquarters(case, by),
        asked=sheets.fields_of(case["kind"], sheets.ANSWER),
        opened=opened,
        values=values or {},
        errors=errors or {},
        refused=refused,
    )


async def _choices() -> list[tuple[str, str]]:
    found = [
        *await queries.requirements(crossing_rows, status="reported"),
        *await queries.requirements(crossing_rows, status="evaluated"),
        *await queries.requirements(crossing_rows, status="planned"),
    ]
    return [("", gettext("A new one")), *((str(one["number"]), f"#{one['number']} {one['title']}") for one in found)]


HANDLERS = (show, fetch, sheet, take, give_back, interim, answer, decline, settle, send_back)
