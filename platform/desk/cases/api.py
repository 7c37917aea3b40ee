"""Cases for programs: ``/api/v1/cases``."""

from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, delete, get, post, put
from litestar.params import FromPath, FromQuery

from desk.cases import actions, answers, queries, sheets
from desk.cases.forms import (
    ApiClosure,
    ApiReason,
    EnvelopeForm,
    FeedbackForm,
    NewCaseForm,
    VersionForm,
    read_envelope,
    read_feedback,
    read_step,
)
from desk.cases.queries import Wanted
from desk.foundation.database import rows
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed, answer, read_json, read_object
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal

ONE = "/cases/{number:int}"
ENVELOPE = {
    "kind": "technical",
    "title": "月末结转后余额不平",
    "customer_name": "江南纺织",
    "product": "财务管理 V8.2 总账",
    "description": "结转后资产负债表两边相差 0.01",
    "tried": "重新结转、恢复备份",
    "impact": "月报交不出去",
    "wanted": "补丁或绕行办法",
}
FEEDBACK = {
    "result": "已上门解决",
    "done_on": "2026-11-20",
    "opinion": "客户满意",
    "measures": "派工前先电话确认",
}
A_CASE = ENVELOPE | {"subject_kind": "ticket", "subject_id": "0195f3c2-7d5e-7aaa-8000-0123456789ab"}


@get("/cases", name="api.cases.index", opt=needs("case.read", says=N_("Cases, the newest first.")))
async def index(
    status: FromQuery[answers.CaseStatus | None] = None,
    kind: FromQuery[answers.CaseKind | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.CaseRow]:
    """What was handed up, the newest first. Every word narrows."""
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    wanted = Wanted(statuses=[status] if status else None, kind=kind)
    found = page_of(
        await queries.listed(rows, wanted, most=size + 1, after=after),
        size,
        lambda one: (one["opened_at"], one["id"]),
    )
    return Listed([answer(answers.CaseRow, one, about=_about(one)) for one in found.items], found.next)


@post(
    "/cases",
    name="api.cases.hand_up",
    opt=needs(
        "case.hand_up",
        says=N_("Hand a matter up to headquarters: it waits there until the answer is back."),
        body=NewCaseForm,
        example=A_CASE,
    ),
)
async def hand_up(request: Request[Any, Any, Any]) -> answers.CaseSheet:
    """Hand a thing up."""
    form, envelope = read_envelope(await read_object(request, NewCaseForm), NewCaseForm)
    case = await actions.hand_up(form.subject_kind, form.subject_id, envelope, by=current_principal())
    return await _sheet(case.number)


@get(ONE, name="api.cases.show", opt=needs("case.read", says=N_("One case, with all that both sides said.")))
async def show(number: FromPath[int]) -> answers.CaseSheet:
    """One case."""
    return await _sheet(number)


@put(
    f"{ONE}/envelope",
    name="api.cases.complete",
    opt=needs("case.hand_up", says=N_("Complete what headquarters sent back."), body=EnvelopeForm, example=ENVELOPE),
)
async def complete(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.CaseSheet:
    """Send it again."""
    form, envelope = read_envelope(await read_object(request, EnvelopeForm), EnvelopeForm)
    await actions.complete_case(number, envelope, by=current_principal(), version=form.version)
    return await _sheet(number)


@put(
    f"{ONE}/objection",
    name="api.cases.objection",
    opt=needs("case.hand_up", says=N_("Say that the answer didn't solve it, and why."), body=ApiReason),
)
async def not_solved(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.CaseSheet:
    """It isn't solved."""
    form = await read_json(request, ApiReason)
    await actions.mark_not_solved(number, form.body, by=current_principal(), version=form.version)
    return await _sheet(number)


@put(
    f"{ONE}/closure",
    name="api.cases.closure",
    opt=needs("case.hand_up", says=N_("Close a case that the customer confirmed: by whom and how."), body=ApiClosure),
)
async def close(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.CaseSheet:
    """Close it."""
    values, case = await read_object(request, ApiClosure), await queries.sheet(rows, number)
    form, particulars = read_step(values, ApiClosure, case["kind"], sheets.CLOSE, sheets.particulars_of(case))
    await actions.close_case(number, form.body, particulars, by=current_principal(), version=form.version)
    return await _sheet(number)


@delete(
    f"{ONE}/consent",
    name="api.cases.withdraw_consent",
    status_code=200,
    opt=needs("case.hand_up", says=N_("The customer withdraws the consent: all copies of files of a case go.")),
)
async def withdraw_consent(number: FromPath[int]) -> answers.CaseSheet:
    """Let the copies go, here and at headquarters."""
    await actions.withdraw_consent(number, by=current_principal())
    return await _sheet(number)


@put(
    f"{ONE}/acceptance",
    name="api.cases.accept",
    opt=needs("case.handle", says=N_("Take on a complaint that headquarters transferred."), body=VersionForm),
)
async def accept(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.CaseSheet:
    """Take it on."""
    form = await read_json(request, VersionForm)
    await actions.accept_case(number, by=current_principal(), version=form.version)
    return await _sheet(number)


@put(
    f"{ONE}/handling",
    name="api.cases.end",
    opt=needs("case.handle", says=N_("Say that the handling of a complaint ended, and what was done."), body=ApiReason),
)
async def end(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.CaseSheet:
    """The handling ended."""
    form = await read_json(request, ApiReason)
    await actions.end_handling(number, form.body, by=current_principal(), version=form.version)
    return await _sheet(number)


@put(
    f"{ONE}/feedback",
    name="api.cases.feed_back",
    opt=needs(
        "case.handle",
        says=N_("Give headquarters the feedback on a complaint."),
        body=FeedbackForm,
        example=FEEDBACK,
    ),
)
async def feed_back(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.CaseSheet:
    """Give the feedback."""
    form = await read_json(request, FeedbackForm)
    await actions.feed_back(number, read_feedback(form), by=current_principal(), version=form.version)
    return await _sheet(number)


def _about(one: Record) -> answers.CaseSubject:
    return answers.CaseSubject(one["subject_kind"], one["subject_id"])


async def _sheet(number: int) -> answers.CaseSheet:
    found = await queries.sheet(rows, number)
    entries = await queries.entries(rows, found["id"])
    said = [answer(answers.CaseSaid, one, particulars=sheets.particulars_of(one)) for one in entries]
    told = [answer(answers.CaseFeedback, one) for one in await queries.feedback_of(rows, found["id"])]
    more = {"particulars": sheets.particulars_of(found)}
    return answer(answers.CaseSheet, found, about=_about(found), entries=said, feedback=told, **more)


HANDLERS = (index, hand_up, show, complete, not_solved, close, withdraw_consent, accept, end, feed_back)
