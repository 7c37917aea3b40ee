"""Complaints for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath, FromQuery

from desk.extend import N_, Listed, NotFound, answer, current_principal, decode, needs, page_of, read_json, size_of
from desk_complaints import answers
from desk_complaints.actions import amending, receiving, reporting, steps
from desk_complaints.forms import (
    AmendsForm,
    ComplaintForm,
    DecisionForm,
    RemedyForm,
    StepForm,
    amends_of,
    complaint_of,
    month_of,
    said_of,
)
from desk_complaints.queries import complaints, measures

READ = "complaints.read"
ONE = "/complaints/{number:int}"


@get("/complaints", name="api.complaints.index", opt=needs(READ, says=N_("Complaints.")))
async def index(
    status: FromQuery[answers.StatusWord | None] = None,
    customer: FromQuery[UUID | None] = None,
    level: FromQuery[answers.LevelWord | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.Complaint]:
    """The latest first."""
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    wanted = complaints.Wanted(statuses=(status,) if status else None, customer=customer, level=level)
    rows = await complaints.complaints(wanted, most=size + 1, after=after)
    found = page_of(rows, size, lambda one: (one["complained_at"], one["id"]))
    return Listed([answer(answers.Complaint, one) for one in found.items], found.next)


@post(
    "/complaints",
    name="api.complaints.register",
    opt=needs(
        "complaints.register",
        says=N_("Register a complaint; the promise to answer begins."),
        body=ComplaintForm,
        example={"text": "报修三天没有人来。", "complainant": "王会计", "phone": "13800138000", "medium": "phone"},
    ),
)
async def register(request: Request[Any, Any, Any]) -> answers.Complaint:
    """Register one."""
    form = await read_json(request, ComplaintForm)
    made = await receiving.receive(complaint_of(form), by=current_principal())
    return await _one(made.number)


@get(ONE, name="api.complaints.show", opt=needs(READ, says=N_("One complaint.")))
async def show(number: FromPath[int]) -> answers.Complaint:
    """One complaint."""
    return await _one(number)


@get(
    f"{ONE}/entries",
    name="api.complaints.entries",
    opt=needs(READ, says=N_("What was said of a complaint, oldest first; inner words not to whom it is about.")),
)
async def entries(number: FromPath[int]) -> Listed[answers.ComplaintEntry]:
    """What was said of it."""
    found = await complaints.sheet(number)
    return Listed([answer(answers.ComplaintEntry, one) for one in await complaints.entries(found["id"])])


@put(
    f"{ONE}/steps/{{step:str}}",
    name="api.complaints.step",
    opt=needs(
        READ,
        says=N_("Go on by one step: accept, explain, take, assign, reply and so on; each has its own permission."),
        body=StepForm,
        example={"text": "已电话致歉，明天上午上门。"},
    ),
)
async def step(request: Request[Any, Any, Any], number: FromPath[int], step: FromPath[str]) -> answers.Complaint:
    """Take one step."""
    if step not in steps.OF_STAFF:
        raise NotFound
    form = await read_json(request, StepForm, optional=True)
    await steps.take_step(number, step, said_of(form), by=current_principal(), version=form.version)
    return await _one(number)


@post(
    f"{ONE}/remedies",
    name="api.complaints.order_remedy",
    opt=needs(
        "complaints.handle",
        says=N_("Ask for a visit or help that puts it right, free of charge; the answer is the request's number."),
        body=RemedyForm,
        example={"kind": "requests.on_site", "text": "重新上门安装"},
    ),
)
async def order_remedy(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.Remedy:
    """What puts it right."""
    form, by = await read_json(request, RemedyForm), current_principal()
    return answers.Remedy(await amending.order_remedy(number, form.kind, form.text, by=by, version=form.version))


@get(
    f"{ONE}/compensations",
    name="api.complaints.amends",
    opt=needs(READ, says=N_("What was proposed to give after a complaint.")),
)
async def amends(number: FromPath[int]) -> Listed[answers.Compensation]:
    """What was proposed, the first first."""
    return await _amends(number)


@post(
    f"{ONE}/compensations",
    name="api.complaints.compensate",
    opt=needs(
        "complaints.handle",
        says=N_("Propose a compensation; somebody else agrees, once measures were recorded."),
        body=AmendsForm,
        example={"kind": "gift", "what": "保温杯一个", "worth": "80"},
    ),
)
async def compensate(request: Request[Any, Any, Any], number: FromPath[int]) -> Listed[answers.Compensation]:
    """Propose one."""
    await amending.propose(number, amends_of(await read_json(request, AmendsForm)), by=current_principal())
    return await _amends(number)


@put(
    f"{ONE}/compensations/{{amends_id:uuid}}/decision",
    name="api.complaints.decide_amends",
    opt=needs(
        "complaints.judge",
        says=N_("Agree to a compensation, or say why not."),
        body=DecisionForm,
        example={"approved": False, "reason": "已退款"},
    ),
)
async def decide(
    request: Request[Any, Any, Any], number: FromPath[int], amends_id: FromPath[UUID]
) -> Listed[answers.Compensation]:
    """Decide about one."""
    form = await read_json(request, DecisionForm)
    await amending.decide(number, amends_id, form.approved, form.reason, by=current_principal())
    return await _amends(number)


async def _amends(number: int) -> Listed[answers.Compensation]:
    found = await complaints.sheet(number)
    return Listed([answer(answers.Compensation, one) for one in await measures.amends(found["id"])])


async def _one(number: int) -> answers.Complaint:
    return answer(answers.Complaint, await complaints.sheet(number))


@get(
    "/complaints/reports/{month:str}",
    name="api.complaints.report",
    opt=needs(READ, says=N_("The analysis report of a month, YYYY-MM: the tables T1 to T11 and the words.")),
)
async def report(month: FromPath[str]) -> dict[str, Any]:
    """The report of a month."""
    return await reporting.report_of(month_of(month))


HANDLERS = (index, register, show, entries, step, report, order_remedy, amends, compensate, decide)
