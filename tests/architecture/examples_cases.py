"""Examples of cases' routes, on both sides."""

from datetime import date

import asyncpg
from tests_support import TestTenant

from desk.cases import actions, queries
from desk.cases.actions import Envelope, Said
from desk.cases.states import Kind
from desk.files import actions as files
from desk.foundation.database import rows
from desk.foundation.principals import NOBODY, SYSTEM, Principal
from desk.headquarters.actions import publish_partner
from desk.kit.ids import uuid7
from desk.settings import settings

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


@example("cases.board", "cases.board_export", faces=("headquarters",))
async def board(place):
    await case(place)
    return Example(query={"q": place.marker})


async def _matter(place, *acts):
    return {"partner": place.tenant.slug} | await case(place, *acts)


@example("cases.matter", faces=("headquarters",))
async def matter(place):
    return Example(path=await _matter(place), shared=True)


@example("cases.sheet", faces=("headquarters",))
async def sheet(place):
    return Example(path=await _matter(place), shared=True)


@example("cases.take", "cases.return", faces=("headquarters",))
async def begin(place):
    return Example(path=await _matter(place), form={"body": "x"}, shared=True)


@example("cases.interim", "cases.answer", "cases.decline", faces=("headquarters",))
async def say(place):
    return Example(path=await _matter(place, "take_case"), form={"body": "x", "told": "y"}, shared=True)


COMPLAINT = {
    "contact_name": "王敏",
    "contact_reach": "0512-5550",
    "description": "没有人来",
    "product": "",
    "wanted": "",
}
FEEDBACK = {"result": "解决了", "done_on": "2026-01-05", "opinion": "满意", "measures": "先打电话"}
OPERATOR = frozenset({"case.read", "case.transfer"})


async def partner_of(place):
    """The partner whose place it is; headquarters, which is none, takes one of the register. Its card is published."""
    tenant = place.tenant
    if place.face == "headquarters":
        connection = await asyncpg.connect(settings.owner_url)
        found = await connection.fetchval("select id from tenant where slug = 'acme'")
        await connection.close()
        tenant = TestTenant("acme", found)
    async with tenant.scope():
        await publish_partner(by=SYSTEM)
    return tenant


async def complaint(place, *acts):
    """Transferred by headquarters; then what the partner does with it."""
    tenant = await partner_of(place)
    async with tenant.scope():
        new = actions.Complaint(tenant.slug, place.name(), "江南纺织", **COMPLAINT)
        number = await actions.transfer_complaint(new, by=Principal("operator", NOBODY, "李工", OPERATOR))
        for act in acts:
            said = () if act == "accept_case" else (actions.Feedback(**FEEDBACK | {"done_on": date(2026, 1, 5)}),)
            await getattr(actions, act)(number, *said, by=SYSTEM)
    return {"number": number}


@example("cases.accept")
async def accept(place):
    return Example(path=await complaint(place), form={})


@example("api.cases.accept")
async def accept_by_program(place):
    return Example(path=await complaint(place), json={})


@example("cases.report", "cases.end")
async def work_on(place):
    return Example(path=await complaint(place, "accept_case"), form={"body": "x"})


@example("api.cases.end")
async def end_by_program(place):
    return Example(path=await complaint(place, "accept_case"), json={"body": "x"})


@example("cases.feed_back")
async def feed_back(place):
    return Example(path=await complaint(place, "accept_case"), form=FEEDBACK)


@example("api.cases.feed_back")
async def feed_back_by_program(place):
    return Example(path=await complaint(place, "accept_case"), json=FEEDBACK)


@example("cases.settle", "cases.send_back", faces=("headquarters",))
async def judge(place):
    path = {"partner": (await partner_of(place)).slug} | await complaint(place, "accept_case", "feed_back")
    return Example(path=path, form={"body": "x"}, shared=True)


@example("cases.complaint", faces=("headquarters",))
async def complaint_form(place):
    return Example()


@example("cases.transfer", faces=("headquarters",))
async def transfer(place):
    words = {"partner": (await partner_of(place)).slug, "title": place.name(), "customer_name": "江南纺织"}
    return Example(form=COMPLAINT | words, shared=True)


async def a_letter(place):
    """Of the customer of the place, to headquarters."""
    customer = place.customer or await place.new_customer()
    by = Principal("contact", uuid7(), "王敏", frozenset({"letter.write"}), customer_id=customer)
    async with place.tenant.scope():
        return {"letter_id": await actions.write_letter(actions.NewLetter(place.name(), "没有人管", "139"), by=by)}


@example("cases.letters", faces=("headquarters",))
async def letters(place):
    await a_letter(place)
    return Example(query={"q": place.marker})


@example("cases.letter", faces=("headquarters",))
async def letter(place):
    return Example(path=await a_letter(place), shared=True)


@example("cases.answer_letter", faces=("headquarters",))
async def answer_letter(place):
    return Example(path=await a_letter(place), form={"body": "谢谢"}, shared=True)


@example("portal.letters", faces=("portal",))
async def own_letters(place):
    await a_letter(place)
    return Example(marker=place.marker)


@example("portal.letter_form", faces=("portal",))
async def letter_form(place):
    return Example()


@example("portal.write_letter", faces=("portal",))
async def write_letter(place):
    return Example(form={"title": place.name(), "body": "没有人管", "reach": "139"})


@example("cases.withdraw_consent")
async def withdraw_consent(place):
    return Example(path=await case(place), form={"_method": "DELETE"}, ok=(409,))


@example("api.cases.withdraw_consent")
async def withdraw_consent_by_program(place):
    return Example(path=await case(place), ok=(409,))


@example("cases.file", faces=("headquarters",))
async def file_along(place):
    """Of a case that an operator may look at: what a ticket's customer sent, by consent."""
    about = await ticket(place)
    async with place.tenant.scope():
        (entry,) = await rows("select id from entry where ticket = $1 limit 1", about)
        what = {"subject_kind": "entry", "subject_id": entry["id"], "customer_id": None, "audience": "team"}
        file = await files.keep_made(b"log", name="log.txt", content_type="text/plain", by=SYSTEM, **what)
        words = WORDS | {"authorisation": "授权-1", "files": (file.id,)}
        made = await actions.hand_up("ticket", about, Envelope(kind=Kind.DATA, title="x", **words), by=SYSTEM)
        (along,) = await queries.files_of(rows, made.id)
    path = {"partner": place.tenant.slug, "number": made.number, "file_id": along["id"]}
    return Example(path=path, shared=True)


async def closed(place):
    """A case whose customer said yes."""
    path = await case(place, "take_case", "answer_case")
    async with place.tenant.scope():
        await actions.close_case(path["number"], "确认", by=SYSTEM)
    return {"partner": place.tenant.slug} | path


@example("cases.mark_for_knowledge", faces=("headquarters",))
async def learn(place):
    return Example(path=await closed(place), form={"problem": "差一分", "answer": "装补丁"}, shared=True)


@example("cases.knowledge", "cases.knowledge_export", faces=("headquarters",))
async def knowledge(place):
    return Example(query={"q": "差一分"})


@example("cases.figures", faces=("headquarters",))
async def figures(place):
    return Example(query={"group": "kind"})


async def wish(place):
    """A case about a missing function."""
    about = await ticket(place)
    async with place.tenant.scope():
        envelope = Envelope(kind=Kind.REQUIREMENT, title=place.name(), **WORDS)
        made = await actions.hand_up("ticket", about, envelope, by=SYSTEM)
    return {"partner": place.tenant.slug, "number": made.number}


async def requirement(place):
    """Asked for by one case."""
    path = await wish(place)
    by = Principal("operator", NOBODY, "李工", frozenset({"case.answer"}))
    async with place.tenant.scope():
        return {"number": await actions.join_requirement(path["partner"], path["number"], None, "导出", by=by)}


@example("cases.join", faces=("headquarters",))
async def join(place):
    return Example(path=await wish(place), form={"title": "导出"}, shared=True)


@example("cases.requirements", faces=("headquarters",))
async def requirements(place):
    return Example(query={"q": "导出"})


@example("cases.requirement", faces=("headquarters",))
async def one_requirement(place):
    return Example(path=await requirement(place), shared=True)


@example("cases.decide", faces=("headquarters",))
async def decide(place):
    return Example(path=await requirement(place) | {"act": "evaluate"}, form={"body": "值得做"}, shared=True)
