"""What each kind of case asks for: in the browser, for programs, with the answer, at the end, and on paper."""

from datetime import timedelta

from tickets_support import number_in, stored

from desk.cases import queries
from desk.cases.sheets import ANSWER, CLOSE, HAND_UP, fields_of, particulars_of
from desk.cases.states import Kind
from desk.foundation.database import rows
from desk.kit.time import now

from .conftest import ASKED, ENVELOPE

ANSWERED = {"body": "换了新锁", "dongle.result": "replaced", "dongle.returned_on": "2026-01-08"}


async def case_of(matter):
    async with matter.tenant.scope():
        case = await queries.sheet(rows, matter.number)
        return case, await queries.entries(rows, case["id"])


async def test_a_dongle_goes_up_comes_back_new_and_the_loan_returns(a_matter, settle):
    matter = await a_matter(kind="dongle", **ASKED["dongle"])
    await settle()
    page = (await matter.operator.get(matter.up)).text
    assert "JN-20418" in page
    assert "换两台电脑都不识别" in page
    assert (await matter.operator.post(f"{matter.up}/work", data={})).status_code == 303

    short = await matter.operator.post(f"{matter.up}/answer", data=ANSWERED)
    assert short.status_code == 422
    assert "新加密锁号" in short.text
    told = ANSWERED | {"dongle.new_no": "JN-30001", "dongle.fee": "1,200"}
    later = (now() + timedelta(days=3)).date().isoformat()
    assert (
        await matter.operator.post(f"{matter.up}/answer", data=told | {"dongle.returned_on": later})
    ).status_code == 422
    assert (await matter.operator.post(f"{matter.up}/answer", data=told | {"dongle.fee": "很多"})).status_code == 422
    assert (await matter.operator.post(f"{matter.up}/answer", data=told | {"dongle.result": "x"})).status_code == 422
    assert (await matter.operator.post(f"{matter.up}/answer", data=told)).status_code == 303
    await settle()
    page = (await matter.member.get(matter.place)).text
    assert "JN-30001" in page
    assert "¥1,200.00" in page
    case, _ = await case_of(matter)
    async with matter.tenant.scope():
        assert "dongle.returned" in [one["name"] for one in await queries.facts(case["id"])]

    closed = {"body": "王敏签收", "dongle.handed_over_on": "2026-01-10"}
    missing = await matter.member.post(f"{matter.place}/closure", data=closed)
    assert missing.status_code == 422
    assert "借用锁归还日期" in missing.text
    closed |= {"dongle.loan_back_on": "2026-01-10"}
    assert (await matter.member.post(f"{matter.place}/closure", data=closed)).status_code == 303
    case, entries = await case_of(matter)
    assert case["status"] == "closed"
    assert particulars_of(entries[-1])["loan_back_on"] == "2026-01-10"


async def test_a_customers_yes_alone_does_not_close_a_dongle(a_matter, settle):
    matter = await a_matter(kind="dongle", **ASKED["dongle"])
    await matter.operator.post(f"{matter.up}/work", data={})
    await matter.operator.post(f"{matter.up}/answer", data=ANSWERED | {"dongle.result": "repaired"})
    await settle()
    solution = {"symptom": "不识别", "cause": "锁坏", "solution": "修锁", "steps": "一", "prevention": "无"}
    assert (await matter.member.post(f"/tickets/{matter.ticket}/solution", data=solution)).status_code in (200, 303)
    assert (await matter.person.client.post(f"/tickets/{matter.ticket}/confirmation")).status_code in (200, 303)
    await settle()

    case, _ = await case_of(matter)
    assert case["status"] == "answered"


async def test_each_kind_is_refused_without_what_it_needs_and_forgets_the_fields_of_others(door, acme):
    member = await door.member(acme)
    for kind in Kind:
        needed = [one for one in fields_of(kind, HAND_UP) if one.required]
        ticket = (await stored(acme, await number_in(acme, "open"))).id
        form = ENVELOPE | {"subject_kind": "ticket", "subject_id": str(ticket), "kind": kind, "authorisation": "授权-1"}
        refused = await member.post("/cases", data=form) if needed else None
        assert refused is None or (refused.status_code, refused.text.count("这里要填")) >= (422, len(needed)), kind
        days = {"day": "2026-01-05", "term": "2199-01-01", "count": "3"}
        said = {
            f"{kind}.{one.name}": days.get(one.form, next(iter(one.choices), "某事"))
            for one in fields_of(kind, HAND_UP)
        }
        made = await member.post("/cases", data=form | said | {"nobody.knows": "x"})
        assert made.status_code == 303, (kind, made.text)
        async with acme.scope():
            case = await queries.sheet(rows, int(made.headers["location"].removeprefix("/cases/")))
        assert particulars_of(case) == {name.partition(".")[2]: value for name, value in said.items()}


async def test_programs_say_it_in_one_object_and_are_told_each_fault(acme, door, headquarters, settle):
    program, operator = await door.api(acme), await door.member(headquarters)
    ticket = str((await stored(acme, await number_in(acme, "open"))).id)
    form = ENVELOPE | {"subject_kind": "ticket", "subject_id": ticket, "kind": "genuine"}
    refused = await program.post("/api/v1/cases", json=form | {"particulars": {"dongle_no": "JN-1", "colour": "红"}})
    assert refused.status_code == 422
    assert {"particulars.asked_by", "particulars.colour"} <= refused.json()["fields"].keys()
    made = await program.post("/api/v1/cases", json=form | {"particulars": {"dongle_no": "JN-1", "asked_by": "王敏"}})
    assert made.status_code == 201, made.text
    number = made.json()["number"]
    assert made.json()["particulars"] == {"dongle_no": "JN-1", "asked_by": "王敏"}

    await operator.post(f"/cases/acme/{number}/work", data={})
    told = {"body": "查过了", "genuine.result": "forged"}
    assert (await operator.post(f"/cases/acme/{number}/answer", data=told)).status_code == 303
    await settle()
    said = (await program.get(f"/api/v1/cases/{number}")).json()["entries"][-1]
    assert said["particulars"] == {"result": "forged"}
    assert "伪造" in (await (await door.member(acme)).get(f"/cases/{number}")).text


async def test_what_came_back_stands_in_the_form_again(a_matter, settle):
    matter = await a_matter(kind="dongle", **ASKED["dongle"])
    await matter.operator.post(f"{matter.up}/return", data={"body": "锁号看不清"})
    await settle()

    form = (await matter.member.get(f"{matter.place}/envelope")).text
    assert "JN-20418" in form
    assert "2026-01-05" in form
    again = ENVELOPE | ASKED["dongle"] | {"kind": "dongle", "dongle.dongle_no": "JN-20419"}
    assert (await matter.member.post(f"{matter.place}/envelope", data=again)).status_code == 303
    assert "JN-20419" in (await matter.operator.get(matter.up)).text


async def test_both_sides_print_it_and_no_other_partner(a_matter, door, brisk):
    matter = await a_matter(kind="dongle", **ASKED["dongle"])
    case, _ = await case_of(matter)
    ours = await matter.member.get(f"/documents/cases.sheet/{case['id']}")
    theirs = await matter.operator.get(f"{matter.up}/sheet")
    assert (ours.content[:5], theirs.content[:5]) == (b"%PDF-", b"%PDF-")
    assert (await (await door.member(brisk)).get(f"/documents/cases.sheet/{case['id']}")).status_code == 404
    assert (await matter.person.client.get(f"/documents/cases.sheet/{case['id']}")).status_code == 404


def test_what_is_asked_at_the_end_follows_what_was_said_before():
    assert [one.name for one in fields_of("dongle", CLOSE, {})] == ["handed_over_on"]
    assert [one.name for one in fields_of("dongle", CLOSE, {"loan_no": "JY-0007"})] == [
        "handed_over_on",
        "loan_back_on",
    ]
    assert not fields_of("other", ANSWER)
