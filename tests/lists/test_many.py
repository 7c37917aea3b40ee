"""Many rows at once: each by its ordinary action, each refusal with its reason, and all of it undone in time."""

import re

import pytest
from tests_support import make_customer
from tickets_support import number_in

from desk.foundation.database import execute, rows, value
from desk.kit.ids import uuid7


@pytest.fixture
async def place(door, founding):
    """A tenant of one's own: a manager, her id, and a customer."""
    tenant = await founding()
    client = await door.member(tenant, "service_manager")
    _, who = await door.person(tenant, ("service_manager",))
    return tenant, client, who, await make_customer(tenant, "批量有限公司")


async def ids_of(tenant, numbers):
    async with tenant.scope():
        found = await rows("select number, id from ticket where number = any($1)", numbers)
    by_number = {one["number"]: str(one["id"]) for one in found}
    return [by_number[one] for one in numbers]


async def assignees(tenant, numbers):
    async with tenant.scope():
        found = await rows("select number, assignee from ticket where number = any($1) order by number", numbers)
    return [one["assignee"] for one in found]


async def begin(member, what, **more):
    """Do something with many; the path of the run."""
    answer = await member.post("/lists/tickets/bulk", data={"do": what, "query": "view=all"} | more)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_what_may_be_done_is_done_and_what_may_not_says_why(place):
    tenant, member, who, customer = place
    numbers = [await number_in(tenant, status, customer=customer) for status in ("open", "open", "closed")]

    run = await begin(member, f"assign:{who}", pick=await ids_of(tenant, numbers))
    page = (await member.get(run)).text

    assert "完成 2 行，未做 1 行。" in page
    assert re.search(r"1 × [^<]+关闭", page), "the reason that one alone would get"
    assert await assignees(tenant, numbers) == [who, who, None]


async def test_it_is_undone_where_nobody_changed_it_since(place):
    tenant, member, who, customer = place
    numbers = [await number_in(tenant, "open", customer=customer) for _ in range(3)]
    run = await begin(member, f"assign:{who}", pick=await ids_of(tenant, numbers))
    await member.post(f"/tickets/{numbers[1]}/hold")

    assert (await member.post(f"{run}/undo")).status_code == 303
    page = (await member.get(run)).text

    assert "撤回 2 行，1 行保持现状。" in page
    assert await assignees(tenant, numbers) == [None, who, None]
    await member.post(f"{run}/undo")
    assert await assignees(tenant, numbers) == [None, who, None], "a second click does nothing"


async def test_urgency_is_put_back_as_it_was(place):
    tenant, member, _, customer = place
    numbers = [await number_in(tenant, "open", customer=customer) for _ in range(2)]
    async with tenant.scope():
        await execute("update ticket set urgent = true where number = $1", numbers[0])
    run = await begin(member, "press:1", pick=await ids_of(tenant, numbers))
    await member.post(f"{run}/undo")

    async with tenant.scope():
        found = await rows("select urgent from ticket where number = any($1) order by number", numbers)
    assert [one["urgent"] for one in found] == [True, False]


async def test_it_is_too_late_after_a_while(place):
    tenant, member, who, customer = place
    numbers = [await number_in(tenant, "open", customer=customer)]
    run = await begin(member, f"assign:{who}", pick=await ids_of(tenant, numbers))
    async with tenant.scope():
        await execute("update bulk_run set undo_until = undo_until - interval '11 minutes'")

    assert (await member.post(f"{run}/undo")).status_code == 409
    assert "/undo" not in (await member.get(run)).text
    assert await assignees(tenant, numbers) == [who]


async def test_two_clicks_do_it_once(place):
    tenant, member, who, customer = place
    numbers = [await number_in(tenant, "open", customer=customer)]
    picked = await ids_of(tenant, numbers)

    first = await begin(member, f"assign:{who}", pick=picked, once="0195f3c2-7d5e-7aaa-8000-0123456789ab")
    second = await begin(member, f"assign:{who}", pick=picked, once="0195f3c2-7d5e-7aaa-8000-0123456789ab")

    assert first == second
    async with tenant.scope():
        assert await value("select count(*) from bulk_run") == 1


async def test_all_that_were_found_is_a_job_with_progress(place, settle):
    tenant, member, who, customer = place
    numbers = [await number_in(tenant, "open", customer=customer) for _ in range(60)]
    await number_in(tenant, "closed", customer=customer)

    run = await begin(member, f"assign:{who}", query="view=team", all="1")
    assert "0 / 60" in (await member.get(f"{run}/progress")).text
    assert 'aria-busy="true"' in (await member.get(run)).text
    await settle()

    assert "完成 60 行，未做 0 行。" in (await member.get(run)).text
    assert set(await assignees(tenant, numbers)) == {who}
    await member.post(f"{run}/undo")
    await settle()
    assert set(await assignees(tenant, numbers)) == {None}


async def test_only_whoever_may_and_only_ones_own(door, brisk, place):
    tenant, member, who, customer = place
    picked = await ids_of(tenant, [await number_in(tenant, "open", customer=customer)])
    run = await begin(member, f"assign:{who}", pick=picked)
    blind = await door.member(tenant, may_not="ticket.assign")
    colleague, stranger = await door.member(tenant, "cs_agent"), await door.member(brisk)
    what = {"do": f"assign:{who}", "pick": picked, "query": "view=all"}

    assert (await blind.post("/lists/tickets/bulk", data=what)).status_code == 403
    assert (await blind.get("/lists/tickets/bulk/assign/choices")).status_code == 403
    assert "data-bulk" not in (await (await door.member(tenant, "trainer")).get("/customers")).text
    for other in (colleague, stranger):
        for answer in (await other.get(run), await other.post(f"{run}/undo"), await other.get(f"{run}/progress")):
            assert answer.status_code == 404
    theirs = await stranger.post("/lists/tickets/bulk", data=what)
    assert theirs.status_code == 400, "whom we don't offer"
    own = re.findall(r"assign:([0-9a-f-]{36})", (await stranger.get("/lists/tickets/bulk/assign/choices")).text)[0]
    theirs = await stranger.post("/lists/tickets/bulk", data=what | {"do": f"assign:{own}"})
    assert "完成 0 行，未做 1 行。" in (await stranger.get(theirs.headers["location"])).text
    assert await assignees(tenant, []) == []


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ({"do": "assign:nobody"}, 400),
        ({"do": "press:2"}, 400),
        ({"do": "nothing:1"}, 404),
        ({}, 404),
        ({"do": "press:1"}, 422),
        ({"do": "press:1", "pick": "x"}, 400),
        ({"do": "press:1", "pick": str(uuid7()), "query": "status=gone"}, 400),
    ],
    ids=range(7),
)
async def test_what_we_never_offered_is_refused(place, what, status):
    _, member, *_ = place

    assert (await member.post("/lists/tickets/bulk", data={"query": "view=all"} | what)).status_code == status


async def test_customers_are_graded(place):
    tenant, member, _, customer = place

    answer = await member.post("/lists/customers/bulk", data={"do": "grade:vip", "pick": str(customer), "query": ""})
    run = answer.headers["location"]

    async with tenant.scope():
        assert await value("select grade from customer where id = $1", customer) == "vip"
    await member.post(f"{run}/undo")
    async with tenant.scope():
        assert await value("select grade from customer where id = $1", customer) == "standard"
