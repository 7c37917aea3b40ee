"""What a member keeps of a list: views, columns, what opens first; and what others see of it."""

import re
from urllib.parse import quote, urlencode

import pytest
from people_support import departments
from tests_support import make_customer
from tickets_support import number_in

from desk.foundation.database import execute


def numbers(page):
    return [int(one) for one in re.findall(r'class="pd-title[^"]*" href="/tickets/(\d+)"', page.text)]


def headings(page):
    return re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page.text)


async def save(member, name, query, shared=""):
    """Save a view; its id."""
    answer = await member.post("/lists/tickets/views", data={"name": name, "query": query, "shared": shared})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("saved=")[2]


@pytest.fixture
async def place(door, founding):
    """A tenant with an urgent ticket and another one, a manager and an agent."""
    tenant = await founding()
    customer = await make_customer(tenant, "视图有限公司")
    urgent, plain = [await number_in(tenant, "open", customer=customer) for _ in range(2)]
    async with tenant.scope():
        await execute("update ticket set urgent = true where number = $1", urgent)
    return tenant, await door.member(tenant), await door.member(tenant, "cs_agent"), urgent, plain


async def test_a_view_keeps_filters_and_order_under_its_name(place):
    _, member, colleague, urgent, plain = place

    saved = await save(member, "紧急的", "view=team&urgent=1&sort=newest")
    page = await member.get(f"/tickets?saved={saved}")

    assert numbers(page) == [urgent]
    assert "紧急的" in page.text
    assert "紧急的" not in (await colleague.get("/tickets")).text, "one's own is nobody else's"
    assert (await colleague.get(f"/tickets?saved={saved}")).status_code == 404
    narrowed = await member.get(f"/tickets?saved={saved}&view=team")
    assert set(numbers(narrowed)) == {urgent, plain}, "what the address says wins"


async def test_the_same_name_again_replaces_it_and_two_clicks_save_once(place):
    _, member, *_ = place

    assert await save(member, "同名", "view=all") == await save(member, "同名", "view=mine")


async def test_a_view_is_shared_with_whoever_may_and_only_by_whoever_may(door, place):
    tenant, member, colleague, urgent, _ = place

    saved = await save(member, "大家的", "view=team&urgent=1", "all")
    assert numbers(await colleague.get(f"/tickets?saved={saved}")) == [urgent]
    refused = await colleague.post("/lists/tickets/views", data={"name": "x", "query": "", "shared": "all"})
    assert refused.status_code == 403
    for what in ({"name": "我的"}, {"do": "remove"}, {"do": "earlier"}):
        assert (await colleague.post(f"/lists/tickets/views/{saved}", data=what)).status_code == 404
    blind = await door.member(tenant, may_not="ticket.read")
    assert (await blind.get(f"/tickets?saved={saved}")).status_code == 403
    assert (await blind.get("/lists/tickets/views/count")).status_code == 403


async def test_a_team_is_the_department(door, place):
    tenant, member, colleague, *_ = place
    place_of = await departments(tenant, "一组", "二组")
    async with tenant.scope():
        await execute("update member set department = $1", place_of["一组"])
    saved = await save(member, "一组的", "view=all", "team")
    assert (await colleague.get(f"/tickets?saved={saved}")).status_code == 200

    async with tenant.scope():
        await execute("update member set department = $1 where roles = '{cs_agent}'", place_of["二组"])
    assert (await colleague.get(f"/tickets?saved={saved}")).status_code == 404


async def test_another_tenants_view_is_not_there(door, brisk, place):
    _, member, *_ = place
    saved = await save(member, "墙内", "view=all", "all")
    stranger = await door.member(brisk)

    assert (await stranger.get(f"/tickets?saved={saved}")).status_code == 404
    assert (await stranger.post(f"/lists/tickets/views/{saved}", data={"name": "x"})).status_code == 404
    assert (await member.get(f"/customers?saved={saved}")).status_code == 404, "nor is it one of another list"


async def test_a_view_opens_though_what_it_names_is_gone(door, place):
    tenant, member, _, urgent, plain = place
    _, somebody = await door.person(tenant, ("cs_agent",))
    saved = await save(member, "离开的人", urlencode({"view": "all", "assignee": str(somebody)}))
    async with tenant.scope():
        await execute("update member set status = 'left' where id = $1", somebody)
        lost = '{"view": "all", "kind": "no_longer_a_kind", "sort": "gone", "colour": "red"}'
        await execute("update saved_view set columns = '{gone,status}' where id = $1", saved)
    assert (await member.get(f"/tickets?saved={saved}")).status_code == 200

    async with tenant.scope():
        await execute("update saved_view set query = $2 where id = $1", saved, lost)
    assert set(numbers(await member.get(f"/tickets?saved={saved}"))) == {urgent, plain}


async def test_a_view_is_renamed_ordered_and_removed(place):
    _, member, *_ = place
    first, second = [await save(member, name, "view=all") for name in ("甲", "乙")]

    def order(page):
        return [one for one in re.findall(r"saved=([0-9a-f-]{36})\"", page.text) if one in (first, second)]

    assert order(await member.get("/tickets"))[:2] == [first, second]
    await member.post(f"/lists/tickets/views/{second}", data={"do": "earlier"})
    assert order(await member.get("/tickets"))[:2] == [second, first]
    await member.post(f"/lists/tickets/views/{first}", data={"name": "丙", "query": f"saved={first}&view=mine"})
    assert "丙" in (await member.get("/tickets")).text
    await member.post(f"/lists/tickets/views/{first}", data={"do": "remove"})
    assert (await member.get(f"/tickets?saved={first}")).status_code == 404


async def test_saved_views_are_counted_after_the_page(place):
    _, member, *_ = place
    saved = await save(member, "紧急的", "view=team&urgent=1")

    page = await member.get("/tickets")
    assert 'hx-get="/lists/tickets/views/count"' in page.text
    counted = await member.get(f"/lists/tickets/views/count?saved={saved}")
    assert re.search(r'aria-current="page">紧急的 <span class="pd-count">1</span>', counted.text)


async def test_what_opens_first_is_each_ones_own(place):
    _, member, colleague, urgent, plain = place
    saved = await save(member, "紧急的", "view=team&urgent=1", "all")

    await member.post("/lists/tickets/usual", data={"view": saved, "query": ""})
    assert numbers(await member.get("/tickets")) == [urgent]
    assert set(numbers(await colleague.get("/tickets"))) == {urgent, plain}
    await member.post("/lists/tickets/usual", data={"view": "settled", "query": ""})
    assert numbers(await member.get("/tickets")) == []
    await member.post("/lists/tickets/usual", data={"view": "", "query": ""})
    assert set(numbers(await member.get("/tickets"))) == {urgent, plain}
    assert (await member.post("/lists/tickets/usual", data={"view": "nothing"})).status_code == 400


async def test_columns_are_chosen_ordered_and_forgotten(place):
    _, member, colleague, *_ = place
    usual = headings(await member.get("/tickets"))

    await member.post("/lists/tickets/columns", data={"column": ["status", "channel"], "query": ""})
    assert headings(await member.get("/tickets")) == ["工单", "状态", "渠道"]
    await member.post("/lists/tickets/columns", data={"column": ["status", "channel"], "earlier": "channel"})
    assert headings(await member.get("/tickets")) == ["工单", "渠道", "状态"]
    taken = (await member.get("/tickets/export.csv?view=all")).text.splitlines()[0]
    assert taken.endswith("工单,渠道,状态"), "a file has the same columns"
    assert headings(await colleague.get("/tickets")) == usual
    await member.post("/lists/tickets/columns", data={"column": ["no_such_column"], "query": ""})
    assert headings(await member.get("/tickets")) == usual
    await member.post("/lists/tickets/columns", data={"column": ["status"], "usual": "1", "query": ""})
    assert headings(await member.get("/tickets")) == usual


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
async def test_a_view_has_a_name(place, name):
    _, member, *_ = place

    assert (await member.post("/lists/tickets/views", data={"name": name, "query": ""})).status_code == 422


@pytest.mark.parametrize("path", ["/lists/nothing/views", "/lists/nothing/columns", f"/lists/{quote('列表')}/usual"])
async def test_a_list_that_is_not_there_is_not_found(place, path):
    _, member, *_ = place

    assert (await member.post(path, data={"name": "x"})).status_code == 404
