"""Finding: what one has typed, behind the walls of tenants and customers."""

from uuid import UUID

import pytest

from desk.foundation.database import value
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.search import actions, kinds, queries

OURS = ("test.customer", "test.ticket", "test.thing")


@pytest.fixture
async def a_document():
    """Something to be found; gone after the test."""
    for kind in OURS:
        kinds.register(kind, "workspace.enter", kind)
    made = []

    async def make(tenant, title, *, kind="test.thing", **more):
        given = {"words": [], "url": "/things/1", "at": now(), "subject_id": uuid7()} | more
        async with tenant.scope():
            await actions.index(kind=kind, title=title, **given)
        made.append((tenant, kind, given["subject_id"]))
        return given["subject_id"]

    yield make
    for tenant, kind, subject_id in made:
        async with tenant.scope():
            await actions.forget(kind, subject_id)


@pytest.fixture(scope="module")
async def acme(founding):
    """What other tests wrote isn't found here."""
    return await founding()


@pytest.fixture
async def texts(acme, brisk, a_document):
    """Three documents at one partner, and one of the same words at another."""
    return {
        "customer": await a_document(
            acme,
            "江南纺织（示例）有限公司",
            kind="test.customer",
            words=["jnfzslyxgs", "王敏", "wm"],
            digits=["0512-5550 0123 转 806", "139 0000 5678", "8802-1147"],
        ),
        "ticket": await a_document(
            acme,
            "#1001 月末结账报“期间未打开”",
            kind="test.ticket",
            words=["江南纺织（示例）有限公司", "Zürich Pumps Ltd"],
        ),
        "longer": await a_document(acme, "#10010 打印机连不上", kind="test.ticket"),
        "elsewhere": await a_document(brisk, "江南纺织（示例）有限公司", digits=["0512-5550 0123"]),
    }


async def _ids(tenant, q, customer=None, **more):
    """What is found of what these tests made: others may have left things of the same words."""
    more.setdefault("kinds", OURS)
    async with tenant.scope(customer):
        return [one.subject_id for one in await queries.find(q, **more)]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("打印", ["longer"]),
        ("机", ["longer"]),
        ("结账 期间", ["ticket"]),
        ("期间未打开", ["ticket"]),
        ("间期", []),
        ("jnfz", ["customer"]),
        ("王敏", ["customer"]),
        ("zurich pu", ["ticket"]),
        ("ZÜRICH", ["ticket"]),
        ("8802-1147", ["customer"]),
        ("88021147", ["customer"]),
        ("0512 5550", ["customer"]),
        ("+86 512 5550-0123", ["customer"]),
        ("（0512）55500123", ["customer"]),
        ("0123", ["customer"]),
        ("13900005678", ["customer"]),
        ("139-0000-5678", ["customer"]),
        ("#10010", ["longer"]),
        ("nothing of the kind", []),
        ("", []),
        ("   ", []),
    ],
)
async def test_what_is_typed_is_found(acme, texts, q, names):
    found = await _ids(acme, q)

    assert {one for one in found if one in texts.values()} == {texts[name] for name in names}


async def test_the_very_number_stands_before_longer_ones(acme, texts):
    assert (await _ids(acme, "#1001"))[:2] == [texts["ticket"], texts["longer"]]
    assert (await _ids(acme, "1001"))[0] == texts["ticket"]


async def test_what_is_called_so_stands_before_what_mentions_it(acme, texts):
    assert await _ids(acme, "江南纺织") == [texts["customer"], texts["ticket"]]


async def test_another_tenant_finds_only_its_own(acme, brisk, texts):
    assert await _ids(brisk, "江南纺织") == [texts["elsewhere"]]
    assert await _ids(brisk, "55500123") == [texts["elsewhere"]]
    assert await _ids(brisk, "期间") == []


async def test_with_nothing_set_the_function_returns_nothing(database, texts):
    import asyncpg

    connection = await asyncpg.connect(database)
    try:
        found = await connection.fetch(
            "select * from find_documents('''江南'''::tsquery, null, null, '5550', array['test.customer'], 50)"
        )
    finally:
        await connection.close()

    assert found == []


async def test_a_customer_finds_what_is_theirs_and_meant_for_them(acme, a_document):
    ours, theirs = uuid7(), uuid7()
    shown = await a_document(acme, "玻璃 shown", customer_id=ours, audience="customer", digits=["4477001122"])
    await a_document(acme, "玻璃 kept", customer_id=ours, audience="team", digits=["4477001122"])
    await a_document(acme, "玻璃 staff", digits=["4477001122"])
    other = await a_document(acme, "玻璃 other", customer_id=theirs, audience="customer", digits=["4477001122"])

    assert await _ids(acme, "玻璃", ours) == [shown]
    assert await _ids(acme, "4477001122", ours) == [shown]
    assert await _ids(acme, "玻璃", theirs) == [other]
    assert await _ids(acme, "玻璃", UUID(int=0)) == []
    assert len(await _ids(acme, "玻璃")) == 4


@pytest.mark.parametrize(
    "q",
    [
        "'",
        "''''",
        ":*",
        "&",
        "| !",
        "<->",
        "' | 'x':*",
        "\\",
        "%",
        "_",
        "a' & '",
        "\x00",
        "😀😀",
        "玻" * 10_000,
        "x " * 10_000,
        "1" * 10_000,
        "'); drop table search_document; --",
        "\ud800",
        "转转转",
        "#",
    ],
)
async def test_no_query_breaks_it(acme, texts, q):
    await _ids(acme, q)
    async with acme.scope():
        assert await value("select count(*) from search_document where subject_id = $1", texts["ticket"]) == 1


async def test_indexing_again_replaces_and_forgetting_takes_it_out(acme, a_document):
    thing = await a_document(acme, "青花瓷", digits=["7788996655"])
    await a_document(acme, "紫砂壶", subject_id=thing)
    assert await _ids(acme, "青花") == []
    assert await _ids(acme, "7788996655") == []
    assert await _ids(acme, "紫砂") == [thing]

    async with acme.scope():
        await actions.forget("test.thing", thing)
    assert await _ids(acme, "紫砂") == []


async def test_kinds_narrow_and_the_number_is_capped(acme, texts):
    assert await _ids(acme, "江南纺织", kinds=["test.ticket"]) == [texts["ticket"]]
    assert await _ids(acme, "江南纺织", kinds=[]) == []
    assert len(await _ids(acme, "江南纺织", most=1)) == 1
    assert len(await _ids(acme, "江南纺织", most=-5)) == 1


async def test_a_text_of_any_length_can_be_indexed(acme, a_document):
    thing = await a_document(acme, "长" * 5_000, words=["'quoted' & :* \\ \x00 😀", "漫长的文字 " * 20_000])

    assert thing in await _ids(acme, "漫长的文字")
