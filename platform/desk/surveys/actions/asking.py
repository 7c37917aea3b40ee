"""Who is asked, when, and by which link."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from desk.foundation.database import execute, value
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import Fact, record
from desk.foundation.later import later
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.web.hosts import address
from desk.kit.ids import fingerprint, secret_token, uuid7
from desk.kit.text import clip
from desk.kit.time import now
from desk.surveys import kinds, queries, settings
from desk.surveys.actions._saving import about, save
from desk.surveys.events import SurveyAsked, SurveyLinkMade
from desk.surveys.states import Status
from desk.surveys.tables import Survey

LONGEST = 200


@dataclass(frozen=True, slots=True)
class NewSurvey:
    """Whom to ask what: the kind, the thing that it is about, and the cause, for which there is one answer."""

    kind: str
    subject_id: UUID
    cause_id: UUID


async def plan(fact: Fact, kind: kinds.SurveyKind) -> None:
    """
    Have a customer asked because of a fact, once; they may answer by page from now on.

    The asking is planned for the cause: planned for the survey, it would hold up what follows from facts about it.
    """
    assert fact.subject_id is not None
    assert fact.id is not None
    wording = await queries.wording(kind)
    if not wording.is_on:
        return
    ask_at = max(now(), fact.at + timedelta(hours=wording.wait_hours))
    made = await _make(kind, NewSurvey(kind.id, fact.subject_id, fact.id), ask_at)
    if made is not None:
        await later("surveys.ask", fact.id, ask_at)


async def ask_now(new: NewSurvey, *, by: Principal) -> UUID | None:
    """
    Have somebody asked on the spot: whoever calls hands them a link (``make_link``), and no mail goes out by itself.

    Asking again because of the same cause gives the same survey; None where the thing isn't there any more. Raises
    ``NotFound`` for a kind that this tenant doesn't have.
    """
    if not by.may("survey.fill"):
        raise Forbidden
    kind = kinds.offered().get(new.kind)
    if kind is None:
        raise NotFound
    found: UUID | None = await value(queries.OF_CAUSE, new.kind, new.cause_id)
    return found or await _make(kind, new, now()) or await value(queries.OF_CAUSE, new.kind, new.cause_id)


async def _make(kind: kinds.SurveyKind, new: NewSurvey, ask_at: datetime) -> UUID | None:
    """The survey; None when it is there already, or what it is about isn't. Earlier ones about it are over."""
    found = await kinds.about(kind.subject_kind, new.subject_id)
    if found is None or not found.still:
        return None
    survey_id = uuid7()
    made = await execute(
        queries.PLAN,
        current_scope().tenant.id,
        survey_id,
        *(kind.id, kind.subject_kind, new.subject_id, new.cause_id, clip(found.title, LONGEST)),
        *(found.customer, found.contact, found.member, now(), ask_at),
    )
    if made != "INSERT 0 1":
        return None
    await execute(queries.SUPERSEDE, kind.id, new.subject_id, survey_id)
    return survey_id


async def ask(cause_id: UUID, *, by: Principal) -> None:
    """Ask what is asked because of a fact now."""
    for survey_id in await queries.waiting_of(cause_id):
        await _ask(survey_id, by=by)


async def _ask(survey_id: UUID, *, by: Principal) -> None:
    """Unless it was answered, doesn't stand any more, or the person was asked a short while ago."""
    survey = await queries.survey(survey_id, lock=True)
    if survey.status != Status.WAITING:
        return
    if why := await _why_not(survey):
        await save(survey, status=Status.SKIPPED, why=why)
        return
    await save(survey, status=Status.ASKED, asked_at=now())
    await record(SurveyAsked(survey.id, by=by, customer_id=survey.customer, cause_id=survey.cause_id, **about(survey)))


async def _why_not(survey: Survey) -> str:
    kind, rest = kinds.kind_of(survey.kind), settings.rest(current_scope().tenant.settings)
    found = await kinds.about(survey.subject_kind, survey.subject_id)
    if found is None or not found.still:
        return "over"
    if not kind.mails or not (await queries.wording(kind)).is_on:
        return "off"
    if survey.contact is None or not await queries.is_there(survey.contact):
        return "nobody"
    return "tired" if rest and await queries.asked_since(survey.contact, now() - rest) else ""


async def make_link(survey_id: UUID, *, by: Principal) -> str | None:
    """
    A new link with which it is answered once, without signing in; the one of before is dead. None: answered.

    Who gets it from a member was asked by them: nothing is mailed any more.
    """
    if not by.may("survey.fill"):
        raise Forbidden
    survey = await queries.survey(survey_id, lock=True)
    if survey.status == Status.ANSWERED:
        return None
    tenant, token, at = current_scope().tenant, secret_token("desk_rate"), now()
    await save(survey, token_hash=fingerprint(token), token_until=at + settings.link_life(tenant.settings))
    if by.kind != "system":
        if survey.status != Status.ASKED:
            await save(survey, status=Status.ASKED, why="", asked_at=at)
        more = {"customer_id": survey.customer, "cause_id": survey.cause_id} | about(survey)
        await record(SurveyLinkMade(survey.id, by=by, **more))
    return address(tenant.hosts["portal"], f"/rate/{token}")
