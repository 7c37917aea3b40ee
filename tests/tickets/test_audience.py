"""Who reads what: a word for the team never leaves the house, by no way."""

import pytest
from tests_support import make_customer
from tickets_support import SOLUTION, ask, contact, number_in

from desk.foundation.database import rows, value
from desk.search import queries as search

SECRET = "先别对客户说是补丁的问题"


@pytest.fixture
async def person(door, acme):
    return await contact(door, acme, name="林小雨")


@pytest.fixture
async def number(door, acme, person, settle):
    """A ticket with words for the team and words for the customer, each with a file, after all reactions."""
    number = await ask(person, "补丁之后期间未打开", "昨晚升级之后。")
    member = await door.member(acme)
    for audience, body, name in (("team", SECRET, "检查脚本.txt"), ("customer", "正在核对期间设置。", "设置.txt")):
        answer = await member.post(
            f"/tickets/{number}/entries",
            data={"audience": audience, "body": body},
            files=[("files", (name, f"{body}\n".encode(), "text/plain"))],
        )
        assert answer.status_code == 303
    await member.post(f"/tickets/{number}/assignment", data={"member": "me"})
    await settle()
    return number


async def files_of(tenant, number):
    async with tenant.scope():
        found = await rows(
            """select f.name, f.id from stored_file f
                 join entry e on e.id = f.subject_id join ticket t on t.id = e.ticket where t.number = $1""",
            number,
        )
    return {one["name"]: one["id"] for one in found}


async def test_the_customers_pages_say_nothing_of_what_is_for_the_team(person, number):
    for path in ("/", "/tickets", "/tickets?shown=all", f"/tickets/{number}", "/devices"):
        page = await person.client.get(path)
        assert page.status_code == 200
        assert SECRET not in page.text
        assert "检查脚本" not in page.text
    assert "正在核对期间设置。" in (await person.client.get(f"/tickets/{number}")).text
    assert "设置.txt" in (await person.client.get(f"/tickets/{number}")).text


async def test_facts_for_the_team_are_no_facts_for_the_customer(door, acme, person, number):
    manager = await door.member(acme, "service_manager")
    await manager.post(f"/tickets/{number}/assignment", data={"member": "me"})
    await manager.post(f"/tickets/{number}/hold")

    ours, theirs = await manager.get(f"/tickets/{number}"), await person.client.get(f"/tickets/{number}")

    assert "接手了工单" in ours.text
    assert "请客户稍候" in ours.text
    for word in ("接手", "稍候", "工单", "搁置"):
        assert word not in theirs.text


async def test_the_customer_fetches_what_is_theirs_and_nothing_else(door, acme, person, number):
    files = await files_of(acme, number)
    theirs, ours = files["设置.txt"], files["检查脚本.txt"]
    member, stranger = await door.member(acme), await contact(door, acme)

    assert (await person.client.get(f"/files/{theirs}")).status_code == 303
    assert (await person.client.get(f"/files/{ours}")).status_code == 404
    for file in (theirs, ours):
        assert (await stranger.client.get(f"/files/{file}")).status_code == 404
        assert (await member.get(f"/files/{file}")).status_code == 303
    assert (await (await door.member(acme, may_not="ticket.read")).get(f"/files/{ours}")).status_code == 403


async def test_search_finds_words_for_the_team_for_nobody(door, acme, person, number):
    async with acme.scope(person.customer):
        assert await search.find("别对客户说") == []
        found = await search.find("期间未打开")
        assert [one.title for one in found] == [f"#{number} 补丁之后期间未打开"]
    async with acme.scope(await make_customer(acme, "海川物流")):
        assert await search.find("补丁之后期间未打开") == []


async def test_the_index_holds_no_word_of_the_teams(acme, number):
    async with acme.scope():
        ticket = await value("select id from ticket where number = $1", number)
        sql = "select words::text from search_document where subject_id = $1 and audience = $2"
        theirs, ours = [await value(sql, ticket, audience) for audience in ("customer", "team")]

    assert "核对" in theirs
    assert "别对" not in theirs
    assert "别对" in ours


async def test_there_is_no_api_for_contacts(door, acme, person, number):
    """Contacts mint no tokens, the portal's host has no API, and a portal's cookie opens nothing on ours."""
    assert (await person.client.get(f"/api/v1/tickets/{number}")).status_code == 404
    elsewhere = door.client(acme, "api", cookie=person.client.headers["cookie"])
    assert (await elsewhere.get(f"/api/v1/tickets/{number}")).status_code == 401
    assert (await door.client(acme, "workspace", cookie=person.client.headers["cookie"]).get("/")).status_code == 303
    token = person.client.headers["cookie"].partition("=")[2]
    bearer = door.client(acme, "api", authorization=f"Bearer {token}")
    assert (await bearer.get(f"/api/v1/tickets/{number}/entries")).status_code == 401


async def test_another_customer_cannot_tell_that_the_matter_exists(door, acme, person, number):
    stranger = (await contact(door, acme, name="孙海涛")).client

    assert (await stranger.get(f"/tickets/{number}")).status_code == 404
    for place, data in (
        ("entries", {"body": "x"}),
        ("confirmation", {}),
        ("objection", {"reason": "x"}),
    ):
        assert (await stranger.post(f"/tickets/{number}/{place}", data=data)).status_code == 404
    assert str(number) not in (await stranger.get("/tickets?shown=all")).text


async def test_a_colleague_of_the_customer_sees_the_matter_and_whose_words_they_are(door, acme, person, number):
    boss = await contact(door, acme, person.customer, name="周建国")

    page = await boss.client.get(f"/tickets/{number}")

    assert page.status_code == 200
    assert "林小雨" in page.text
    assert "您登记了" not in page.text


async def test_words_that_we_wrote_down_are_the_callers(door, acme, person):
    member = await door.member(acme)
    sheet = {"customer": str(person.customer), "contact": str(person.id), "subject": "结账", "body": "电话里说的话"}
    made = await member.post("/tickets", data=sheet | {"kind": "question", "channel": "hotline"})
    boss = await contact(door, acme, person.customer, name="周建国")

    ours = await member.get(made.headers["location"])
    own = await person.client.get(made.headers["location"])
    theirs = await boss.client.get(made.headers["location"])

    assert "记录" in ours.text
    assert '<div class="pd-by">您 ·' in own.text
    assert '<div class="pd-by">林小雨 ·' in theirs.text


async def test_a_note_stays_a_note_when_the_form_says_so_twice(door, acme, person):
    number = await number_in(acme, "open", customer=person.customer)
    member = await door.member(acme)

    await member.post(f"/tickets/{number}/entries", data={"body": SECRET})
    wrong = await member.post(f"/tickets/{number}/entries", data={"body": SECRET, "audience": "everybody"})

    assert wrong.status_code == 422
    assert SECRET not in (await person.client.get(f"/tickets/{number}")).text


async def test_the_sheet_of_a_reopened_ticket_is_ours_until_it_is_solved_again(door, acme, person):
    number = await number_in(acme, "solved", customer=person.customer)
    member = await door.member(acme)
    await member.post(f"/tickets/{number}/solution", data={"_method": "DELETE", "reason": "又坏了"})

    assert SOLUTION["cause"] not in (await person.client.get(f"/tickets/{number}")).text
