"""Every action on a ticket for programs: a noun that is put there or deleted."""

from typing import Any

from litestar import Request, delete, post, put
from litestar.params import FromPath, FromQuery

from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import read_json, version_seen
from desk.foundation.web.request import current_principal
from desk.tickets import actions, answers, queries
from desk.tickets.api._one import ONE, looked_at, one_ticket, zoned
from desk.tickets.forms import (
    ApiAssignment,
    ApiCallback,
    ApiPromise,
    ApiSolution,
    ApiSuspension,
    ReasonForm,
    VersionForm,
)

A_CALL = {"name": "王敏", "phone": "0512-5550 0123", "extension": "8", "until": "2030-11-20T10:00:00+08:00"}
A_SOLUTION = {
    "symptom": "提示缺少文件",
    "cause": "升级没有完成",
    "solution": "重新升级",
    "steps": "停止服务，运行升级程序，启动服务",
    "prevention": "升级后检查版本",
}


@put(
    f"{ONE}/assignment",
    name="api.tickets.assignment",
    opt=needs("ticket.assign", says=N_("Give a ticket to a member."), versioned=True, body=ApiAssignment),
)
async def assign(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Give a ticket to a member."""
    form, number = await read_json(request, ApiAssignment), await queries.number_of(reference)
    await actions.assign_ticket(number, form.member, by=current_principal(), version=version_seen(form.version))
    return await one_ticket(number)


@put(
    f"{ONE}/assignment/me",
    name="api.tickets.take",
    opt=needs("ticket.take", says=N_("Take a ticket oneself."), versioned=True, body=VersionForm),
)
async def take(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Take a ticket oneself."""
    number, version = await looked_at(request, reference)
    await actions.take_ticket(number, by=current_principal(), version=version)
    return await one_ticket(number)


@put(
    f"{ONE}/hold",
    name="api.tickets.hold",
    opt=needs("ticket.hold", says=N_("Put it on hold."), versioned=True, body=VersionForm),
)
async def hold(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Put a ticket on hold."""
    number, version = await looked_at(request, reference)
    await actions.hold_ticket(number, by=current_principal(), version=version)
    return await one_ticket(number)


@delete(
    f"{ONE}/hold",
    name="api.tickets.resume",
    status_code=200,
    opt=needs("ticket.hold", says=N_("Go on with one that is on hold or waits for the customer."), versioned=True),
)
async def resume(reference: FromPath[str], version: FromQuery[int | None] = None) -> answers.Ticket:
    """Go on with a ticket."""
    number = await queries.number_of(reference)
    await actions.resume_ticket(number, by=current_principal(), version=version_seen(version))
    return await one_ticket(number)


@put(
    f"{ONE}/suspension",
    name="api.tickets.suspension",
    opt=needs(
        "ticket.hold",
        says=N_("Suspend a ticket; the customer is called back."),
        body=ApiSuspension,
        example=A_CALL,
        versioned=True,
    ),
)
async def suspend(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Suspend a ticket; the customer is called back."""
    form, number = await read_json(request, ApiSuspension), await queries.number_of(reference)
    whom = actions.Callback(form.name, form.phone, form.extension)
    until = zoned(form.until)
    await actions.suspend_ticket(number, whom, by=current_principal(), until=until, version=version_seen(form.version))
    return await one_ticket(number)


@post(
    f"{ONE}/callbacks",
    name="api.tickets.callbacks",
    status_code=200,
    opt=needs(
        "ticket.hold", says=N_("The customer of a suspended ticket was called."), body=ApiCallback, versioned=True
    ),
)
async def call_back(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """The customer of a suspended ticket was called; a new time may be promised."""
    form, number = await read_json(request, ApiCallback), await queries.number_of(reference)
    until = zoned(form.until)
    await actions.call_back(number, form.note, by=current_principal(), until=until, version=version_seen(form.version))
    return await one_ticket(number)


@put(
    f"{ONE}/promise",
    name="api.tickets.promise",
    opt=needs("ticket.reply", says=N_("Promise the customer a reply until a moment."), body=ApiPromise, versioned=True),
)
async def promise(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Promise the customer a reply until a moment."""
    form, number = await read_json(request, ApiPromise), await queries.number_of(reference)
    until = zoned(form.until)
    assert until is not None
    await actions.promise_reply(number, until, by=current_principal(), version=version_seen(form.version))
    return await one_ticket(number)


@put(
    f"{ONE}/solution",
    name="api.tickets.solution",
    opt=needs(
        "ticket.solve",
        says=N_("Settle a ticket with its solution."),
        versioned=True,
        body=ApiSolution,
        example=A_SOLUTION,
    ),
)
async def solve(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Settle a ticket with its solution."""
    form, number = await read_json(request, ApiSolution), await queries.number_of(reference)
    found = actions.Solution(form.symptom, form.cause, form.solution, form.steps, form.prevention, form.solution_2)
    await actions.solve_ticket(number, found, by=current_principal(), version=version_seen(form.version))
    return await one_ticket(number)


@post(
    f"{ONE}/objection",
    name="api.tickets.objection",
    status_code=200,
    opt=needs("ticket.reopen", says=N_("The customer says that it isn't solved."), versioned=True, body=ReasonForm),
)
async def object_to(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """The customer says that it isn't solved."""
    form, number = await read_json(request, ReasonForm), await queries.number_of(reference)
    await actions.mark_not_solved(number, form.reason, by=current_principal(), version=version_seen(form.version))
    return await one_ticket(number)


@put(
    f"{ONE}/closure",
    name="api.tickets.closure",
    opt=needs("ticket.close", says=N_("Close a solved ticket for the customer."), versioned=True, body=VersionForm),
)
async def close(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Close a solved ticket for the customer."""
    number, version = await looked_at(request, reference)
    await actions.close_ticket(number, by=current_principal(), version=version)
    return await one_ticket(number)


@delete(
    f"{ONE}/closure",
    name="api.tickets.reopen",
    status_code=200,
    opt=needs("ticket.reopen", says=N_("Open a closed ticket again."), versioned=True),
)
async def reopen(reference: FromPath[str], version: FromQuery[int | None] = None) -> answers.Ticket:
    """Open a closed ticket again."""
    number = await queries.number_of(reference)
    await actions.reopen_ticket(number, by=current_principal(), version=version_seen(version))
    return await one_ticket(number)


HANDLERS = (assign, take, hold, resume, suspend, call_back, promise, solve, object_to, close, reopen)
