"""Examples of surveys' routes."""

from desk.foundation.events import Fact
from desk.foundation.principals import Principal
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.surveys import actions, kinds, queries
from desk.tickets.kinds import RATING

from .examples import Example, example

GOOD = {"timeliness": "good", "skill": "good", "attitude": "good", "quality": "good"}


async def survey(place):
    """About a closed ticket of the customer of the place."""
    number = await place.ticket("closed")
    ticket = await place.ticket_id(number)
    async with place.tenant.scope():
        fact = Fact(place.tenant.id, uuid7(), RATING.event, now(), "system", None, "ticket", ticket, place.customer, {})
        await actions.plan(fact, kinds.kind_of(RATING.id))
        (found,) = await queries.of_subject("ticket", ticket)
    return {"survey_id": found["id"]}


@example("surveys.index", "surveys.export", "api.surveys.index")
async def lists(place):
    await survey(place)
    return Example(filters={"customer": place.customer}, query={"view": "waiting"}, marker=place.marker)


@example("surveys.figures", "surveys.figures_export", "surveys.kinds", "api.surveys.figures", "api.surveys.members")
async def figures(place):
    await survey(place)
    return Example(marker=place.marker)


@example("portal.surveys", faces=("portal",))
async def portal_list(place):
    path = await survey(place)
    async with place.tenant.scope():
        await actions.make_link(
            path["survey_id"], by=Principal("member", place.tenant.id, permissions=frozenset({"survey.fill"}))
        )
    return Example(marker=place.marker)


@example("surveys.show", "api.surveys.show")
@example("portal.survey", faces=("portal",))
async def show(place):
    return Example(path=await survey(place), marker=place.marker)


@example("surveys.answer")
@example("portal.answer_survey", faces=("portal",))
async def answer(place):
    return Example(path=await survey(place), form=GOOD)


@example("api.surveys.answer")
async def api_answer(place):
    return Example(path=await survey(place), json={"levels": [f"{name}={level}" for name, level in GOOD.items()]})


@example("surveys.link", "api.surveys.link")
async def link(place):
    return Example(path=await survey(place), form={})


@example("surveys.wording")
async def wording(place):
    return Example(path={"kind": RATING.id}, form={"is_on": "yes", "wait_hours": "1"}, shared=True)
