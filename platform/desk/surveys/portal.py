"""Where customers answer: signed in, or with a link that is good once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation import throttling
from desk.foundation.errors import Refusal
from desk.foundation.permissions import ANYONE, needs
from desk.foundation.tenancy import tenant_scope
from desk.foundation.things import Tile
from desk.foundation.throttling import Throttle, network_of
from desk.foundation.translation import gettext, ngettext
from desk.foundation.web.forms import kept, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.paging import decode, encode
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.ids import fingerprint
from desk.kit.time import now
from desk.surveys import actions, kinds, queries, views
from desk.surveys.errors import AnsweredAlready, LinkOver
from desk.surveys.forms import read_answer
from desk.surveys.queries import Wanted
from desk.surveys.states import Channel, Status
from desk.surveys.tables import Survey

SIZE = 30
HOUR = 3600
BY_NETWORK = Throttle("rate-network", ((60, 600), (300, HOUR)))
"""Looks at links from one network, good ones and bad."""
OPEN = needs(ANYONE, scope="none")
OWN = needs("survey.answer")
ASKED = (Status.ASKED, Status.ANSWERED)


@get("/surveys", name="portal.surveys", opt=OWN)
async def index(after: FromQuery[str | None] = None) -> Response[str]:
    """What one was asked, the latest first."""
    key = decode(after, datetime, UUID) if after else None
    wanted = Wanted(statuses=ASKED, customer=current_principal().customer_id)
    found = await queries.listed(wanted, most=SIZE + 1, after=key)
    shown = found[:SIZE]
    more = encode(shown[-1]["planned_at"], shown[-1]["id"]) if len(found) > SIZE else ""
    return page(
        "surveys/portal.html",
        here="home",
        surveys=[views.row_view(one) for one in shown],
        next_url=f"/surveys?after={more}" if more else "",
    )


@get("/surveys/{survey_id:uuid}", name="portal.survey", opt=OWN)
async def show(survey_id: FromPath[UUID]) -> Response[str]:
    """The questions, or what one said."""
    return await _show(survey_id)


@post("/surveys/{survey_id:uuid}/answer", name="portal.answer_survey", status_code=200, opt=OWN)
async def answer(request: Request[Any, Any, Any], survey_id: FromPath[UUID]) -> Response[str]:
    """Answer them. A second click finds them answered."""
    values, survey = await typed(request), await queries.survey(survey_id)
    try:
        levels, comment = read_answer(values, kinds.kind_of(survey.kind))
        await actions.answer(survey_id, levels, comment, channel=Channel.PAGE, by=current_principal())
    except AnsweredAlready:
        return see_other(f"/surveys/{survey_id}")
    except Refusal as refusal:
        return await _show(survey_id, **kept(values, refusal))
    return see_other(f"/surveys/{survey_id}")


async def _show(survey_id: UUID, *, status: int = 200, **more: Any) -> Response[str]:
    found = await queries.sheet(survey_id)
    kind = kinds.kind_of(found["kind"])
    return page(
        "surveys/portal_one.html",
        status=status,
        here="home",
        survey=views.row_view(found),
        answered=found["status"] == Status.ANSWERED,
        form=views.form_view(kind, await queries.wording(kind)),
        **({"values": {}, "errors": {}} | more),
    )


@get("/rate/{token:str}", name="surveys.by_link", opt=OPEN)
async def by_link(request: Request[Any, Any, Any], token: FromPath[str], by: FromQuery[str] = "") -> Response[str]:
    """The questions. Looking at them uses nothing up: scanners of mail look, too."""
    await _count(request)
    return await _linked(token, by)


@post("/rate/{token:str}", name="surveys.answer_by_link", status_code=200, opt=OPEN)
async def answer_by_link(request: Request[Any, Any, Any], token: FromPath[str]) -> Response[str]:
    """Answer them; then the link is over."""
    await _count(request)
    values = await typed(request)
    channel = Channel.QR if values.get("by") == Channel.QR else Channel.LINK
    try:
        async with tenant_scope(current_visit().tenant):
            survey = await _survey_of(token)
            levels, comment = read_answer(values, kinds.kind_of(survey.kind))
            await actions.answer(survey.id, levels, comment, channel=channel, by=None)
    except AnsweredAlready:
        return _over("already", status=409)
    except Refusal as refusal:
        return await _linked(token, str(channel), **kept(values, refusal))
    return _over("thanks")


async def _linked(token: str, by: str, *, status: int = 200, **more: Any) -> Response[str]:
    async with tenant_scope(current_visit().tenant):
        survey = await _survey_of(token)
        if survey.status == Status.ANSWERED:
            return _over("already")
        kind = kinds.kind_of(survey.kind)
        form = views.form_view(kind, await queries.wording(kind))
    given = {"over": "", "token": token, "by": by[:10], "title": survey.title, "form": form, "values": {}, "errors": {}}
    return page("surveys/by_link.html", status=status, **(given | more))


def _over(why: str, *, status: int = 200) -> Response[str]:
    return page(
        "surveys/by_link.html", status=status, over=why, token="", by="", title="", form=None, values={}, errors={}
    )


async def _survey_of(token: str) -> Survey:
    found = await queries.with_token(fingerprint(token), now())
    if found is None:
        raise LinkOver
    return await queries.survey(found)


async def _count(request: Request[Any, Any, Any]) -> None:
    network = network_of(request.client.host if request.client else "")
    await throttling.count(throttling.key(BY_NETWORK, current_visit().tenant, network))


async def tiles(customer_id: UUID) -> list[Tile]:
    """How much one was asked and has not answered, on the customer's home; nothing where nothing ever was."""
    if not await queries.counted(Wanted(statuses=ASKED, customer=customer_id), most=1):
        return []
    count = await queries.counted(Wanted(statuses=(Status.ASKED,), customer=customer_id))
    text = ngettext("%(num)d to rate", "%(num)d to rate", count) % {"num": count} if count else gettext("All rated")
    return [Tile(gettext("Your ratings"), text, "/surveys", "star")]


HANDLERS = (index, show, answer, by_link, answer_by_link)
