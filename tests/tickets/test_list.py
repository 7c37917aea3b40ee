"""The list: its views, its filters, its pages on and back, and what nobody should be able to break it with."""

import re
from urllib.parse import quote

import pytest
from tests_support import make_customer
from tickets_support import contact, number_in

from desk.foundation.web import paging
from desk.search import queries as search
from desk.tickets.states import Status

SIZE = 50


def numbers(page):
    """The numbers on a page in their order."""
    return [int(one) for one in re.findall(r'class="pd-title[^"]*" href="/tickets/(\d+)"', page.text)]


def link(page, rel):
    found = re.search(rf'href="([^"]+)" rel="{rel}"', page.text)
    return found.group(1).replace("&amp;", "&") if found else None


@pytest.fixture
async def customer(acme):
    return await make_customer(acme, "长风电子")


@pytest.fixture
async def of_each(acme, customer):
    """One ticket in each status, of one customer."""
    return {str(one): await number_in(acme, one, customer=customer) for one in Status}


async def test_the_list_is_for_members_who_may_see_tickets(door, acme, brisk, of_each):
    assert (await door.signed_out(acme).get("/tickets")).status_code == 303
    assert (await (await door.member(acme, may_not="ticket.read")).get("/tickets")).status_code == 403
    theirs = await (await door.member(brisk)).get("/tickets?view=all")
    assert not set(numbers(theirs)) & set(of_each.values())


VIEWS = {
    "team": "new open waiting_customer on_hold suspended in_consultation transferred handed_on with_hq",
    "unassigned": "new open waiting_customer on_hold suspended in_consultation transferred handed_on with_hq",
    "mine": "",
    "waiting": "waiting_customer solved",
    "settled": "solved closed closed_no_service merged",
    "all": " ".join(Status),
}


@pytest.mark.parametrize("view", VIEWS)
async def test_each_view_shows_what_its_name_says(door, acme, customer, of_each, view):
    member = await door.member(acme)

    page = await member.get(f"/tickets?view={view}&customer={customer}")

    assert set(numbers(page)) == {of_each[status] for status in VIEWS[view].split()}


async def test_what_is_mine_is_not_unassigned(door, acme, customer, of_each):
    member = await door.member(acme, "cs_agent")
    await member.post(f"/tickets/{of_each['new']}/assignment", data={"member": "me"})

    assert numbers(await member.get(f"/tickets?view=mine&customer={customer}")) == [of_each["new"]]
    assert of_each["new"] not in numbers(await member.get(f"/tickets?view=unassigned&customer={customer}"))


async def test_filters_narrow_and_each_can_be_dropped(door, acme, customer, of_each):
    member = await door.member(acme)
    base = f"/tickets?view=all&customer={customer}"

    solved = await member.get(f"{base}&status=solved")
    assert numbers(solved) == [of_each["solved"]]
    assert "长风电子" in solved.text
    assert f'href="/tickets?view=all&amp;customer={customer}"' in solved.text, "the chip's way out"
    assert numbers(await member.get(f"{base}&channel=hotline")) == []
    assert len(numbers(await member.get(f"{base}&channel=online&kind=question"))) == len(Status)
    assert numbers(await member.get(f"{base}&urgent=1")) == []
    nothing = await member.get(f"{base}&kind=merchant_pos")
    assert "没有符合这些筛选的工单" in nothing.text


async def test_a_customer_who_is_not_there_is_not_found(door, acme, brisk, customer):
    assert (await (await door.member(brisk)).get(f"/tickets?customer={customer}")).status_code == 404


@pytest.mark.parametrize("view", ["team", "all"])
async def test_pages_lead_on_and_back_over_all_without_loss(door, acme, view):
    customer = await make_customer(acme, f"一百二十张 {view}")
    made = [await number_in(acme, "open", customer=customer) for _ in range(120)]
    expected = made if view == "team" else made[::-1]
    member = await door.member(acme)

    there, path = [], f"/tickets?view={view}&customer={customer}"
    while path:
        page = await member.get(path)
        there.append(numbers(page))
        path = link(page, "next")
    back, path = [numbers(page)], link(page, "prev")
    while path:
        page = await member.get(path)
        back.insert(0, numbers(page))
        path = link(page, "prev")

    assert [len(one) for one in there] == [50, 50, 20]
    assert [number for one in there for number in one] == expected
    assert back == there
    assert "第 1–50 条" in page.text
    assert "120" in page.text
    third = await member.get(link(await member.get(link(page, "next")), "next"))
    assert "第 101–120 条" in third.text


async def test_a_page_back_is_whole_when_rows_were_gone_meanwhile(door, acme):
    customer = await make_customer(acme, "忽然少了")
    made = [await number_in(acme, "open", customer=customer) for _ in range(70)]
    member = await door.member(acme)
    second = await member.get(link(await member.get(f"/tickets?view=team&customer={customer}"), "next"))
    for number in made[:40]:
        await member.post(f"/tickets/{number}/solution", data=dict.fromkeys(SOLUTION_FIELDS, "x"))

    first = await member.get(link(second, "prev"))

    assert numbers(first) == made[40:]
    assert link(first, "prev") is None


SOLUTION_FIELDS = ("symptom", "cause", "solution", "steps", "prevention")


async def test_the_portal_pages_too(door, acme):
    person = await contact(door, acme)
    made = [await number_in(acme, "open", customer=person.customer) for _ in range(65)][::-1]

    def shown(page):
        return [int(one) for one in re.findall(r'class="pd-matter" href="/tickets/(\d+)"', page.text)]

    first = await person.client.get("/tickets")
    second = await person.client.get(link(first, "next"))
    third = await person.client.get(link(second, "next"))
    assert shown(first) + shown(second) + shown(third) == made
    assert link(third, "next") is None
    assert shown(await person.client.get(link(third, "prev"))) == shown(second)
    assert "55 件" in (await person.client.get("/")).text, "the home shows ten and says how many more"


async def test_words_are_found_in_chinese_and_by_number(door, acme, customer, settle):
    person, member = await contact(door, acme, customer), await door.member(acme)
    answer = await person.client.post("/tickets", data={"subject": "凭证打印缺边框", "body": "升级之后少了右边框"})
    number = int(answer.headers["location"].rsplit("/", 1)[1])
    await settle()

    for words in ("边框", "凭证打印", "右边框", "升级之后", "长风电子", str(number), f"#{number}"):
        found = numbers(await member.get(f"/tickets?view=all&q={quote(words)}"))
        assert number in found, words
    assert numbers(await member.get("/tickets?view=all&q=%E6%B2%A1%E6%9C%89%E8%BF%99%E5%8F%A5")) == []
    narrowed = await member.get(f"/tickets?view=settled&q={quote('凭证打印')}")
    assert number not in numbers(narrowed), "the view still counts"


async def test_what_the_team_noted_is_found_by_the_team_and_once(door, acme, customer, settle):
    person, member = await contact(door, acme, customer), await door.member(acme)
    answer = await person.client.post("/tickets", data={"subject": "薪资表锁死", "body": "打不开"})
    number = int(answer.headers["location"].rsplit("/", 1)[1])
    files = {"files": ("薪酬截图甲乙丙.csv", b"a;b", "text/csv")}
    note = {"audience": "team", "body": "疑似盗版加密狗，先别告诉客户，薪资表锁死"}
    assert (await member.post(f"/tickets/{number}/entries", data=note, files=files)).status_code == 303
    await settle()

    for words in ("疑似盗版", "截图甲乙丙"):
        assert number in numbers(await member.get(f"/tickets?view=all&q={quote(words)}")), words
        assert f"#{number}" in (await member.get(f"/search?q={quote(words)}")).text
    assert (await member.get(f"/search?q={quote('薪资表锁死')}")).text.count(f"/tickets/{number}") == 1
    async with acme.scope(customer):
        assert await search.find("疑似盗版") == []
        assert [one.kind for one in await search.find("薪资表锁死")] == ["ticket"]


HOSTILE = [
    "view=nothing",
    "view=",
    "status=gone",
    "channel=pigeon",
    "kind=%00",
    "customer=1",
    "customer=' or 1=1 --",
    "after=x",
    "after=%F0%9F%92%A9",
    "before=" + "A" * 5000,
    "after=" + paging.encode(1, 2, 3),
    "after=" + paging.encode("2026-01-01T00:00:00", "018f3c2a-0000-7000-8000-000000000000", 1),
    "after=" + paging.encode("0001-01-01T00:00:00+14:00", "018f3c2a-0000-7000-8000-000000000000", 1),
    "after=" + paging.encode("9999-12-31T23:59:59-14:00", "018f3c2a-0000-7000-8000-000000000000", 1),
    "before=" + paging.encode("2026-01-01T00:00:00+00:00", "not a uuid", 1),
    "before=" + paging.encode("2026-01-01T00:00:00+00:00", "018f3c2a-0000-7000-8000-000000000000", 10**30),
    "after=W10",
]


@pytest.mark.parametrize("query", HOSTILE)
async def test_what_we_never_offered_is_refused(door, acme, query):
    member = await door.member(acme)

    answer = await member.get(f"/tickets?{query}")

    assert answer.status_code == 400
    assert "发来的内容读不出来。" in answer.text


@pytest.mark.parametrize("query", ["shown=mine", "after=x", "before=W10", "shown=open&after=" + paging.encode(1, 2, 3)])
async def test_the_portals_list_too(door, acme, query):
    person = await contact(door, acme)

    assert (await person.client.get(f"/tickets?{query}")).status_code == 400


@pytest.mark.parametrize("query", ["status=gone", "cursor=x", "cursor=W10", "limit=many"])
async def test_the_list_for_programs_too(door, acme, query):
    api = await door.api(acme)

    answer = await api.get(f"/api/v1/tickets?{query}")

    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize("q", ["%00", "' or 1=1 --", "(((", "&|!:*", "\\", "\U0001f4a9", "a" * 5000, "%", "_"])
async def test_any_text_may_be_searched_for(door, acme, q):
    member = await door.member(acme)

    assert (await member.get("/tickets", params={"q": q})).status_code == 200
    assert (await member.get(f"/tickets?q={q}" if "%" in q else "/tickets")).status_code == 200
