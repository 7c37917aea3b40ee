"""Requests for programs: ``/api/v1/requests``."""

from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, get, post, put
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import NotFound
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed, answer, read_json
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal
from desk.requests import actions, answers, kinds, queries
from desk.requests.forms import ApiAssignment, ApiRequest, ApiReturn, NoteForm, read_api_request
from desk.requests.queries import Wanted
from desk.requests.states import UNDONE

ONE = "/requests/{number:int}"
READ = "request.read"
A_CUSTOMER = "0195f3c2-7d5e-7aaa-8000-0123456789ab"
A_REQUEST = {"kind": "requests.on_site", "title": "上门更换服务器", "customer": A_CUSTOMER}


@get("/requests", name="api.requests.index", opt=needs(READ, says=N_("Requests, those to be done by their due time.")))
async def index(
    status: FromQuery[answers.StatusWord | None] = None,
    kind: FromQuery[str | None] = None,
    provider: FromQuery[str | None] = None,
    assignee: FromQuery[UUID | None] = None,
    customer: FromQuery[UUID | None] = None,
    ended: FromQuery[bool] = False,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.RequestRow]:
    """Those to be done by their due time; with ``ended``, those that are over, the newest first. Every word narrows."""
    ended = ended or (status is not None and status not in UNDONE)
    wanted = Wanted(undone=not ended, status=status, kind=kind, provider=provider, assignee=assignee, customer=customer)
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    column = "ended_at" if ended else "order_at"
    rows = await queries.listed(wanted, most=size + 1, after=after)
    found = page_of(rows, size, lambda one: (one[column], one["id"]))
    return Listed([answer(answers.RequestRow, one, about=_about(one)) for one in found.items], found.next)


@post(
    "/requests",
    name="api.requests.open",
    opt=needs(
        "request.open",
        says=N_("Ask for work of a provider. Who keeps count of something may refuse."),
        body=ApiRequest,
        example=A_REQUEST,
        refuses=(503,),
    ),
)
async def open_one(request: Request[Any, Any, Any]) -> answers.RequestSheet:
    """Open a request."""
    form = await read_json(request, ApiRequest)
    made = await actions.open_request(read_api_request(form), by=current_principal())
    return await _sheet(made.number)


@get(
    "/customers/{customer_id:uuid}/entitlements/{service:str}",
    name="api.requests.entitlements",
    opt=needs(READ, says=N_("Why a customer gets a service, or why not: what counts first.")),
)
async def entitlements(
    customer_id: FromPath[UUID], service: FromPath[str], product: FromQuery[UUID | None] = None
) -> answers.Entitlements:
    """All that covers a service for a customer. Raises ``NotFound`` for a service that no kind of request is of."""
    if service not in {one.service for one in kinds.offered()}:
        raise NotFound
    found = await queries.entitlements(customer_id, service, product_id=product)
    items = [answers.Entitled(slug, one.cover.value, one.title, one.until) for slug, one in found.found]
    return answers.Entitlements(items, list(found.silent))


@get(ONE, name="api.requests.show", opt=needs(READ, says=N_("One request.")))
async def show(number: FromPath[int]) -> answers.RequestSheet:
    """One request."""
    return await _sheet(number)


@put(f"{ONE}/assignment/me", name="api.requests.take", opt=needs("request.do", says=N_("Take a request oneself.")))
async def take(number: FromPath[int]) -> answers.RequestSheet:
    """Take it oneself."""
    await actions.take_request(number, by=current_principal())
    return await _sheet(number)


@put(
    f"{ONE}/assignment",
    name="api.requests.assignment",
    opt=needs("request.assign", says=N_("Assign a request to a member, where no provider has it."), body=ApiAssignment),
)
async def assign(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.RequestSheet:
    """Assign it."""
    form = await read_json(request, ApiAssignment)
    await actions.assign_request(number, form.member, form.note, by=current_principal(), version=form.version)
    return await _sheet(number)


@put(
    f"{ONE}/return",
    name="api.requests.return",
    opt=needs("request.do", says=N_("Give a request back, with the reason."), body=ApiReturn),
)
async def give_back(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.RequestSheet:
    """Give it back."""
    form = await read_json(request, ApiReturn)
    await actions.give_back_request(number, form.note, by=current_principal(), version=form.version)
    return await _sheet(number)


@put(
    f"{ONE}/result",
    name="api.requests.result",
    opt=needs("request.do", says=N_("Note that a request is done."), body=NoteForm),
)
async def finish(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.RequestSheet:
    """Note that it is done."""
    form = await read_json(request, NoteForm, optional=True)
    await actions.finish_request(number, form.note, form.told, by=current_principal(), version=form.version)
    return await _sheet(number)


@put(
    f"{ONE}/cancellation",
    name="api.requests.cancellation",
    opt=needs("request.open", says=N_("Say that a request isn't needed any more."), body=NoteForm),
)
async def cancel(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.RequestSheet:
    """Cancel it."""
    form = await read_json(request, NoteForm, optional=True)
    await actions.cancel_request(number, form.note, form.told, by=current_principal(), version=form.version)
    return await _sheet(number)


def _about(one: Record) -> answers.About | None:
    return answers.About(one["subject_kind"], one["subject_id"]) if one["subject_id"] else None


async def _sheet(number: int) -> answers.RequestSheet:
    found = await queries.sheet(number)
    claims = [answer(answers.Claimed, one) for one in await queries.claims(found["id"])]
    return answer(answers.RequestSheet, found, about=_about(found), claims=claims)


HANDLERS = (index, open_one, entitlements, show, take, assign, give_back, finish, cancel)
