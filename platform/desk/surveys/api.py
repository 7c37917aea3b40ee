"""Surveys for programs: ``/api/v1/surveys``."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record
from litestar import Request, get, put
from litestar.params import FromPath, FromQuery

from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed, answer, read_json
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now, to_zone, year_bounds
from desk.surveys import actions, answers, queries, views
from desk.surveys.errors import AnsweredAlready
from desk.surveys.forms import ApiAnswer, read_levels
from desk.surveys.queries import Count, Wanted
from desk.surveys.states import Channel

READ = "survey.read"
SAID = {"levels": ["timeliness=good", "skill=good", "attitude=average", "quality=good"], "comment": "等了一会儿"}


@get("/surveys", name="api.surveys.index", opt=needs(READ, says=N_("Surveys, the latest first.")))
async def index(
    status: FromQuery[answers.StatusWord | None] = None,
    kind: FromQuery[str | None] = None,
    customer: FromQuery[UUID | None] = None,
    member: FromQuery[UUID | None] = None,
    low: FromQuery[bool] = False,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.SurveyRow]:
    """The latest first; every word narrows."""
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    rows = await queries.listed(
        Wanted((status,) if status else None, low, kind, customer, member), most=size + 1, after=after
    )
    found = page_of(rows, size, lambda one: (one["planned_at"], one["id"]))
    return Listed([_row(one) for one in found.items], found.next)


@get(
    "/surveys/figures",
    name="api.surveys.figures",
    opt=needs(READ, says=N_("How each dimension was answered in a year, by month.")),
)
async def figures(
    year: FromQuery[int | None] = None, kind: FromQuery[str | None] = None
) -> Listed[answers.DimensionMonth]:
    """The figures of a year; this one unless another is named."""
    chosen, zone = _year(year), current_visit().tenant.zone
    found = await queries.by_month(*year_bounds(chosen, zone), zone, kind)
    return Listed([answers.DimensionMonth(one.dimension, f"{chosen}-{one.month:02}", *_counts(one)) for one in found])


@get(
    "/surveys/figures/members",
    name="api.surveys.members",
    opt=needs("survey.compare", says=N_("How each dimension was answered about each member in a year.")),
)
async def members(
    year: FromQuery[int | None] = None, kind: FromQuery[str | None] = None
) -> Listed[answers.DimensionOfMember]:
    """By who served."""
    found = await queries.by_member(*year_bounds(_year(year), current_visit().tenant.zone), kind)
    return Listed(
        [answers.DimensionOfMember(one.member, one.name, one.dimension, *_counts(one)) for one in found if one.member]
    )


def _year(said: int | None) -> int:
    return views.year_of(None if said is None else str(said), to_zone(now(), current_visit().tenant.zone).year)


def _counts(one: Count) -> tuple[int, int, int, float]:
    return one.poor, one.average, one.good, round(one.share, 4)


@get("/surveys/{survey_id:uuid}", name="api.surveys.show", opt=needs(READ, says=N_("One survey with its answer.")))
async def show(survey_id: FromPath[UUID]) -> answers.SurveyRow:
    """One survey."""
    return _row(await queries.sheet(survey_id))


@put(
    "/surveys/{survey_id:uuid}/answer",
    name="api.surveys.answer",
    opt=needs("survey.fill", says=N_("Keep what a customer said on the phone, once."), body=ApiAnswer, example=SAID),
)
async def keep(request: Request[Any, Any, Any], survey_id: FromPath[UUID]) -> answers.SurveyRow:
    """Keep it."""
    form, by = await read_json(request, ApiAnswer), current_principal()
    await actions.answer(survey_id, read_levels(form.levels), form.comment, channel=Channel.PHONE, by=by)
    return _row(await queries.sheet(survey_id))


@put(
    "/surveys/{survey_id:uuid}/link",
    name="api.surveys.link",
    opt=needs("survey.fill", says=N_("A link to hand to the customer, good once; the one of before is dead.")),
    status_code=200,
)
async def link(survey_id: FromPath[UUID]) -> answers.SurveyLink:
    """Make it."""
    url = await actions.make_link(survey_id, by=current_principal())
    if url is None:
        raise AnsweredAlready
    until = (await queries.survey(survey_id)).token_until
    return answers.SurveyLink(url, until)


def _row(one: Record) -> answers.SurveyRow:
    return answer(answers.SurveyRow, one, levels=msgspec.json.decode(one["levels"], type=dict[str, str]))


HANDLERS = (index, figures, members, show, keep, link)
