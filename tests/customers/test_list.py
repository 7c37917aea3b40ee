"""The list: finding, sorting, paging in both directions, and what the database does for it."""

import base64
import json
import re
import time

import asyncpg
import pytest

from desk.customers import queries
from desk.customers.actions.importing import Importing
from desk.customers.actions.matching import Said
from desk.foundation.database import value
from desk.foundation.principals import SYSTEM
from desk.imports.kinds import Entry, Reading, Run
from desk.kit.ids import uuid7
from desk.kit.text import normalise_name, pinyin_key
from desk.settings import settings

MANY = 4_000
FAMILIES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"


@pytest.fixture(scope="module")
async def many(founding):
    """A few thousand customers, as an import makes them."""
    brisk = await founding()
    importing = Importing(Run(uuid7(), Reading((), {}), SYSTEM))
    for start in range(0, MANY, 1_000):
        entries = [_entry(number) for number in range(start, start + 1_000)]
        async with brisk.scope():
            await importing.take(entries)
    connection = await asyncpg.connect(settings.owner_url)
    await connection.execute("vacuum analyze customer")
    await connection.execute("vacuum analyze contact")
    await connection.close()
    return brisk


def _entry(number: int) -> Entry:
    name = f"{FAMILIES[number % 16]}{FAMILIES[number // 16 % 16]}机电第{number}有限公司"
    customer = {
        "name": name,
        "phone": f"0512-5550 {number:04}",
        "grade": "vip" if number % 100 == 0 else "standard",
        "status": "lost" if number % 50 == 0 else "customer",
        "external_key": f"M{number}",
    }
    contact = {"name": f"王{FAMILIES[number % 16]}", "name_key": "wang2王", "mobile": f"139 0000 {number:04}"}
    return Entry(number, Said(customer, normalise_name(name), pinyin_key(name), contact, {}))


@pytest.mark.parametrize(
    "q",
    [
        *("江南纺织（寻找）有限公司", "江南纺织(寻找)", "纺织", "JNFZ", "fzxz", "江纺", "王寻", "wxz"),
        *(
            "139 0000 7731",
            "+86 139 0000 7731",
            "13900007731",
            "00007731",
            "0512-5550 7731",
            "5550 7731",
            "(0512)55507731",
        ),
        *("XZ-77", "xz77", "江南 王寻找"),
    ],
)
async def test_a_customer_is_found_by_what_is_said_on_the_phone(door, acme, a_customer, a_contact, named, q):
    if "寻找" not in str(acme.made):
        customer = await a_customer(
            acme, "江南纺织（寻找）有限公司", short_name="江纺", phone="0512-5550 7731", external_key="XZ-77"
        )
        await a_contact(acme, customer, "王寻找", mobile="13900007731")
        acme.made["寻找"] = customer["id"]

    assert "江南纺织（寻找）有限公司" in await named(acme, q)
    page = (await (await door.member(acme)).get("/customers", params={"q": q})).text
    assert "江南纺织（寻找）有限公司" in page


@pytest.mark.parametrize("q", ["没有这样的客户", "0000000", "'\"%_\\", "\x00", "!!!", "a" * 5_000, "&|!():*<->"])
async def test_what_is_not_there_is_not_found(door, acme, named, q):
    assert await named(acme, q) == {}
    page = await (await door.member(acme)).get("/customers", params={"q": q})
    assert page.status_code == 200


async def test_the_palette_finds_customers_and_people(door, acme, a_customer, a_contact):
    customer = await a_customer(acme, "调色板印务有限公司")
    await a_contact(acme, customer, "诸葛调色", mobile="13900006661")

    found = (await (await door.api(acme)).get("/api/v1/search?q=诸葛调色")).json()["items"]
    assert {(one["kind"], one["title"]) for one in found} == {
        ("customer", "调色板印务有限公司"),
        ("contact", "诸葛调色"),
    }
    assert {one["url"] for one in found} == {f"/customers/{customer['id']}"}


async def test_pages_follow_each_other_and_lead_back(door, many):
    member, seen, pages = await door.member(many), [], []
    path = "/customers?grade=vip"
    while path:
        page = (await member.get(path)).text
        pages.append(page)
        seen += re.findall(r'class="pd-title" href="/customers/([^"]+)"', page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        path = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == MANY / 100
    assert "第 1–40 条，共 40 条" in pages[0]

    first = (await member.get("/customers")).text
    assert "共 1\xa0000+ 条" in first
    assert 'rel="prev"' not in first
    second = (await member.get(_link(first, "next"))).text
    assert "第 51–100 条" in second
    third = (await member.get(_link(second, "next"))).text
    assert _titles((await member.get(_link(third, "prev"))).text) == _titles(second)
    assert _titles((await member.get(_link(second, "prev"))).text) == _titles(first)


async def test_a_search_is_paged_too(door, many):
    member = await door.member(many)

    first = (await member.get("/customers?q=机电&status=lost")).text
    assert "第 1–50 条，共 80 条" in first
    second = (await member.get(_link(first, "next"))).text
    assert len(_titles(first)) == 50
    assert len(_titles(second)) == 30
    assert not set(_titles(first)) & set(_titles(second))
    assert _titles((await member.get(_link(second, "prev"))).text) == _titles(first)


async def test_the_api_walks_through_all_by_name(door, many):
    api, names, cursor = await door.api(many), [], None
    for _ in range(3):
        found = (
            await api.get("/api/v1/customers", params={"limit": 90, **({"cursor": cursor} if cursor else {})})
        ).json()
        names += [one["name"] for one in found["items"]]
        cursor = found["next"]
    assert len(names) == len(set(names)) == 270
    assert names == sorted(names, key=pinyin_key)
    last = (await api.get("/api/v1/customers?q=M3999")).json()
    assert len(last["items"]) == 1
    assert last["next"] is None


def _word(*parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        *("garbage", "!!!", "ü", "e30", _word(1, 2), _word("a"), _word("a", "not-a-uuid"), _word("a", None)),
        _word("\0", "0195f3c2-7d5e-7aaa-8000-0123456789ab"),
        _word("\ud800", "0195f3c2-7d5e-7aaa-8000-0123456789ab"),
        _word("a", "0195f3c2-7d5e-7aaa-8000-0123456789ab", 1, 2),
    ],
)
async def test_a_cursor_that_we_did_not_make_is_refused(door, acme, cursor):
    refused = await (await door.api(acme)).get("/api/v1/customers", params={"cursor": cursor})

    assert refused.status_code == 400
    assert refused.headers["content-type"] == "application/problem+json"
    for way in ("after", "before"):
        assert (await (await door.member(acme)).get("/customers", params={way: cursor})).status_code == 400


async def test_what_the_list_does_not_offer_is_refused(door, acme):
    member, api = await door.member(acme), await door.api(acme)

    assert (await member.get("/customers?grade=best")).status_code == 400
    assert (await member.get("/customers?status=none")).status_code == 400
    assert set((await api.get("/api/v1/customers?grade=best&status=x")).json()["fields"]) == {"grade", "status"}
    assert (await api.get("/api/v1/customers?limit=x")).status_code in (400, 422)
    assert (await api.get("/api/v1/customers?limit=-5")).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (queries.Wanted(), "customer_name"),
        (queries.Wanted(grade="vip"), "customer_grade"),
        (queries.Wanted(status="lost"), "customer_status"),
    ],
    ids=["all", "grade", "status"],
)
async def test_a_page_is_read_by_an_index(many, wanted, index):
    from desk.customers.queries.lists import listed

    async with many.scope():
        first = await queries.customers(wanted, most=31)
        key = (first[30]["name_key"], first[30]["id"])
        for beyond, backwards in ((None, False), (key, False), (key, True)):
            statement, arguments = listed(wanted, most=51, beyond=beyond, backwards=backwards)
            nodes = list(_nodes(json.loads(await value(f"explain (format json) {statement}", *arguments))[0]["Plan"]))
            assert index in {one.get("Index Name") for one in nodes}, nodes
            assert not {"Seq Scan", "Sort"} & {one["Node Type"] for one in nodes if one.get("Alias") != "k"}, nodes


def _nodes(plan):
    yield plan
    for one in plan.get("Plans", ()):
        yield from (_nodes(one) if one.get("Parent Relationship") != "SubPlan" else ())


@pytest.mark.parametrize("q", ["机电第3999", "5550 3999", "M3999", "机电", "zqjd"])
async def test_a_search_is_quick(many, q):
    async with many.scope():
        wanted = queries.Wanted(q)
        assert await queries.customers(wanted, most=51)
        begun = time.perf_counter()
        for _ in range(5):
            await queries.customers(wanted, most=51)
        assert (time.perf_counter() - begun) / 5 < 0.1


async def test_finding_stands_behind_both_walls(many, acme, a_customer):
    mine, other = await a_customer(acme, "墙内公司甲"), await a_customer(acme, "墙内公司乙")

    async with many.scope():
        assert await queries.customers(queries.Wanted("墙内公司"), most=10) == []
    async with acme.scope():
        found = await queries.customers(queries.Wanted("墙内公司"), most=10)
        assert {str(one["id"]) for one in found} == {mine["id"], other["id"]}
    from uuid import UUID

    async with acme.scope(customer=UUID(mine["id"])):
        found = await queries.customers(queries.Wanted("墙内公司"), most=10)
        assert [str(one["id"]) for one in found] == [mine["id"]]
        assert await queries.counted(queries.Wanted("墙内公司"), most=10) == 1


def _link(page: str, rel: str) -> str:
    return re.search(rf'href="([^"]+)" rel="{rel}"', page)[1].replace("&amp;", "&")


def _titles(page: str) -> list[str]:
    return re.findall(r'class="pd-title" href="/customers/([^"]+)"', page)
