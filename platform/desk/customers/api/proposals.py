"""What customers want changed about themselves, for programs: reading it, and answering."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, get, post
from litestar.params import FromPath, FromQuery

from desk.customers import actions, answers, queries, views
from desk.customers.forms import ApiAnswer, answers_of
from desk.customers.permissions import ANSWER
from desk.foundation.errors import NotFound
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed, answer, read_object
from desk.foundation.web.paging import size_of
from desk.foundation.web.request import current_principal

PROPOSALS = "/proposals"
ONE = f"{PROPOSALS}/{{proposal_id:uuid}}"
AN_ANSWER = {"accepted": ["mobile"], "refused": {"title": "与营业执照不符。"}}


@get(
    PROPOSALS,
    name="api.customers.proposals",
    opt=needs(
        ANSWER, says=N_("Changes that customers want: those that wait, or with “over” those that don't any more.")
    ),
)
async def index(
    over: FromQuery[bool] = False,
    customer: FromQuery[UUID | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.Proposal]:
    """The latest first."""
    found = await queries.proposals(waiting=not over, customer=customer, size=size_of(limit), cursor=cursor)
    return Listed(await _shown(found.items), found.next)


@get(ONE, name="api.customers.proposal", opt=needs(ANSWER, says=N_("One change that a customer wants.")))
async def show(proposal_id: FromPath[UUID]) -> answers.Proposal:
    """With each of its fields."""
    return await _one(proposal_id)


@post(
    f"{ONE}/answer",
    name="api.customers.answer_proposal",
    status_code=200,
    opt=needs(
        ANSWER,
        says=N_("Take over fields of a proposal, refuse the others with a reason each. All have to be answered."),
        body=ApiAnswer,
        example=AN_ANSWER,
    ),
)
async def say(request: Request[Any, Any, Any], proposal_id: FromPath[UUID]) -> answers.Proposal:
    """What is taken over counts at once; the contact is told."""
    sent = await read_object(request, ApiAnswer)
    await actions.answer_proposal(proposal_id, answers_of(sent), by=current_principal())
    return await _one(proposal_id)


async def _one(proposal_id: UUID) -> answers.Proposal:
    found = await queries.proposals_with([proposal_id])
    if not found:
        raise NotFound
    return (await _shown(found))[0]


async def _shown(found: Sequence[Record]) -> list[answers.Proposal]:
    fields = await queries.fields_of([one["id"] for one in found])
    return [
        answer(
            answers.Proposal,
            one,
            about=one["subject_kind"],
            fields=[_field(one["subject_kind"], field) for field in fields[one["id"]]],
        )
        for one in found
    ]


def _field(kind: str, one: Record) -> answers.ProposedField:
    values = {name: views.masked(kind, one["field"], one[name]) for name in ("old", "new")}
    return answer(answers.ProposedField, one, **values)


HANDLERS = (index, show, say)
