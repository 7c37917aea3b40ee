"""The doors of search: the palette, the page and the API."""

import pytest

from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.search import actions, kinds


@pytest.fixture
async def two_kinds(acme, brisk):
    """Things that staff may read, and things that only administrators may."""
    kinds.register("test.open", "workspace.enter", "Open things", "ticket")
    kinds.register("test.closed", "member.manage", "Closed things")
    for tenant in (acme, brisk):
        async with tenant.scope():
            for kind in ("test.open", "test.closed", "test.unregistered"):
                await actions.index(
                    kind=kind,
                    subject_id=uuid7(),
                    title=f"<b>珊瑚 {tenant.slug} {kind}",
                    detail="& detail",
                    url="/things/7",
                    words=[],
                    at=now(),
                )


async def test_the_palette_gets_options_in_groups(door, acme, two_kinds):
    member = await door.member(acme, fragment=True)

    answer = await member.get("/search", params={"q": "珊瑚"})

    assert answer.status_code == 200
    assert answer.text.count('role="option"') >= 2
    assert 'data-url="/things/7"' in answer.text
    assert 'id="palette-f1"' in answer.text
    assert "Open things" in answer.text
    assert "&lt;b&gt;珊瑚 acme test.open" in answer.text
    assert "brisk" not in answer.text
    assert "test.unregistered" not in answer.text


async def test_without_script_the_same_is_a_page(door, acme, two_kinds):
    member = await door.member(acme)

    answer = await member.get("/search", params={"q": "珊瑚"})
    nothing = await member.get("/search", params={"q": '"><script>珊珊'})

    assert answer.status_code == 200
    assert 'href="/things/7"' in answer.text
    assert "没有找到" in nothing.text
    assert "<script>珊" not in nothing.text


async def test_kinds_that_one_may_not_read_are_left_out(door, acme, two_kinds):
    member = await door.member(acme, "hotline_engineer", fragment=True)
    api = await door.api(acme, "hotline_engineer")

    assert "Closed things" not in (await member.get("/search", params={"q": "珊瑚"})).text
    found = (await api.get("/api/v1/search", params={"q": "珊瑚"})).json()["items"]
    assert {one["kind"] for one in found} == {"test.open"}
    assert found[0]["title"] == "<b>珊瑚 acme test.open"


async def test_a_token_finds_within_its_scopes(door, acme, two_kinds):
    narrow = await door.api(acme, scopes=("search.use",))
    without = await door.api(acme, scopes=("member.read",))

    assert (await narrow.get("/api/v1/search", params={"q": "珊瑚"})).json() == {"items": [], "next": None}
    assert (await without.get("/api/v1/search", params={"q": "珊瑚"})).status_code == 403


async def test_strangers_are_sent_to_sign_in(door, acme):
    out = door.signed_out(acme)

    assert (await out.get("/search?q=x")).status_code == 303
    assert (await out.get("/search?q=x", headers={"hx-request": "true"})).status_code == 401
    assert (await out.get("/api/v1/search?q=x")).status_code == 401
    assert (await door.signed_out(acme, "portal").get("/search?q=x")).status_code == 404


@pytest.mark.parametrize("q", ["", "'", ":*", "&", "😀", "%00", "9" * 10_000, "%ff%fe"])
async def test_hostile_texts_get_an_empty_answer(door, acme, q):
    member = await door.member(acme, fragment=True)

    answer = await member.get(f"/search?q={q}")

    assert answer.status_code == 200
    assert 'role="option"' not in answer.text


async def test_a_kind_is_declared_once():
    kinds.register("test.open", "workspace.enter", "Open things", "ticket")
    with pytest.raises(ValueError, match="twice"):
        kinds.register("test.open", "member.manage", "Open things")
