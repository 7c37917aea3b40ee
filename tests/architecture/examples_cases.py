"""Examples of cases' routes, on both sides."""

from desk.cases import actions
from desk.cases.actions import Envelope, Said
from desk.cases.states import Kind
from desk.foundation.principals import SYSTEM, Principal

from .examples import Example, example

WORDS = {
    "customer_name": "江南纺织",
    "product": "总账 V8.2",
    "description": "相差一分",
    "tried": "重新结转",
    "impact": "月报交不出去",
    "wanted": "补丁",
}


async def ticket(place):
    """Of the customer of the place; headquarters, which has none, gets one."""
    own = {"customer": await place.new_customer()} if place.face == "headquarters" else {}
    from tickets_support import number_in

    number = await number_in(place.tenant, "open", **({"customer": place.customer, "subject": place.name()} | own))
    return await place.ticket_id(number)


async def case(place, *acts):
    """Handed up by a ticket; then what operators do with it."""
    about = await ticket(place)
    async with place.tenant.scope():
        envelope = Envelope(kind=Kind.TECHNICAL, title=place.name(), **WORDS)
        made = await actions.hand_up("ticket", about, envelope, by=SYSTEM)
    by = Principal("operator", await place.who(), "李工", frozenset({"case.read", "case.answer"}))
    for act in acts:
        async with place.tenant.scope():
            said = () if act == "take_case" else (Said("好的"),)
            await getattr(actions, act)(place.tenant.slug, made.number, *said, by=by)
    if acts:
        async with place.tenant.scope():
            await actions.receive_case(made.id, by=SYSTEM)
    return {"number": made.number}


@example("cases.index", "cases.export", "api.cases.index")
async def lists(place):
    await case(place)
    return Example(marker=place.marker)


@example("cases.show", "api.cases.show")
async def show(place):
    return Example(path=await case(place), marker=place.marker)


@example("cases.new")
async def new(place):
    query = {"subject_kind": "ticket", "subject_id": str(await ticket(place))}
    return Example(query=query, ids=("subject_id",), marker=place.marker)


async def _handed_up(place):
    about = {"subject_kind": "ticket", "subject_id": str(await ticket(place))}
    return WORDS | about | {"kind": "technical", "title": place.name()}


@example("cases.hand_up")
async def hand_up(place):
    return Example(form=await _handed_up(place), ids=("subject_id",))


@example("api.cases.hand_up")
async def hand_up_by_program(place):
    return Example(json=await _handed_up(place), ids=("subject_id",))


@example("cases.envelope")
async def envelope(place):
    return Example(path=await case(place, "return_case"), marker=place.marker)


@example("cases.complete")
async def complete(place):
    form = WORDS | {"kind": "technical", "title": place.name()}
    return Example(path=await case(place, "return_case"), form=form)


@example("api.cases.complete")
async def complete_by_program(place):
    json = WORDS | {"kind": "technical", "title": place.name()}
    return Example(path=await case(place, "return_case"), json=json)


@example("cases.objection", "cases.closure")
async def settle(place):
    return Example(path=await case(place, "take_case", "answer_case"), form={"body": "x"})


@example("api.cases.objection", "api.cases.closure")
async def settle_by_program(place):
    return Example(path=await case(place, "take_case", "answer_case"), json={"body": "x"})


@example("cases.board", faces=("headquarters",))
async def board(place):
    await case(place)
    return Example(query={"q": place.marker})


async def _matter(place, *acts):
    return {"partner": place.tenant.slug} | await case(place, *acts)


@example("cases.matter", faces=("headquarters",))
async def matter(place):
    return Example(path=await _matter(place), shared=True)


@example("cases.take", "cases.return", faces=("headquarters",))
async def begin(place):
    return Example(path=await _matter(place), form={"body": "x"}, shared=True)


@example("cases.interim", "cases.answer", "cases.decline", faces=("headquarters",))
async def say(place):
    return Example(path=await _matter(place, "take_case"), form={"body": "x", "told": "y"}, shared=True)
