"""What narrows a list stands in its address; what the list doesn't offer is refused, what isn't there is not found."""

import re

import pytest
from tests_support import make_customer
from tickets_support import number_in


def numbers(page):
    return [int(one) for one in re.findall(r'class="pd-title[^"]*" href="/tickets/(\d+)"', page.text)]


@pytest.fixture
async def two(door, founding):
    """A tenant of one's own with two open tickets, of which one is the member's; the member and the numbers."""
    tenant = await founding()
    member, customer = await door.member(tenant), await make_customer(tenant, "筛选有限公司")
    mine, other = [await number_in(tenant, "open", customer=customer) for _ in range(2)]
    await member.post(f"/tickets/{mine}/assignment", data={"member": "me"})
    return tenant, member, mine, other


async def test_by_whose_it_is(two):
    _, member, mine, other = two

    assert numbers(await member.get("/tickets?view=all&assignee=me")) == [mine]
    assert numbers(await member.get("/tickets?view=all&assignee=nobody")) == [other]


async def test_somebody_is_chosen_on_the_page_itself_and_named_on_the_chip(two):
    _, member, mine, _ = two

    page = await member.get("/tickets?view=all&choose=assignee")
    way = re.search(r'href="(/tickets\?view=all&amp;assignee=[0-9a-f-]{36})"', page.text)
    assert way, "everybody who can be given work stands in the menu"
    chosen = [numbers(await member.get(one.replace("&amp;", "&"))) for one in re.findall(way.re, page.text)]
    assert [mine] in chosen


async def test_by_the_days_on_which_it_was_opened(two):
    _, member, mine, other = two

    both = {mine, other}
    assert set(numbers(await member.get("/tickets?view=all&opened=2026-01-01..2999-01-01"))) == both
    assert set(numbers(await member.get("/tickets?view=all&opened=2026-01-01.."))) == both
    assert numbers(await member.get("/tickets?view=all&opened=..2026-01-01")) == []
    typed = await member.get("/tickets?view=all&opened.from=2026-01-01&opened.to=")
    assert set(numbers(typed)) == both, "as a form sends it"
    assert "opened=2026-01-01.." in typed.text, "and as one word in all the addresses of the page"


async def test_the_order_can_be_chosen_where_an_index_gives_it(two):
    _, member, mine, other = two

    assert numbers(await member.get("/tickets?view=team&sort=newest")) == [other, mine]
    assert (await member.get("/tickets?view=all&sort=waiting")).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        *("opened=2026", "opened=..", "opened=2026-13-01..", "opened=9999-12-31..", "opened=x..y", "assignee=somebody"),
        *("urgent=yes", "sort=nothing", "choose=nothing", "status=%00", "customer=%00"),
    ],
)
async def test_what_the_list_does_not_offer_is_refused(door, acme, query):
    assert (await (await door.member(acme)).get(f"/tickets?{query}")).status_code == 400


async def test_another_tenants_member_and_customer_are_not_there(door, acme, brisk, two):
    _, member, *_ = two
    page = await member.get("/tickets?view=all&choose=assignee")
    theirs = re.findall(r"assignee=([0-9a-f-]{36})", page.text)
    stranger = await door.member(brisk)

    assert theirs
    for one in theirs:
        assert (await stranger.get(f"/tickets?assignee={one}")).status_code == 404


async def test_a_list_is_taken_out_as_it_is_narrowed(door, two):
    tenant, member, mine, _ = two

    assert (await (await door.member(tenant, may_not="ticket.export")).get("/tickets/export.csv")).status_code == 403
    lines = (await member.get("/tickets/export.csv?view=all&assignee=me")).text.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(str(mine))
    assert "筛选有限公司" in lines[1]


async def test_customers_are_taken_out_as_they_are_narrowed(door, founding):
    tenant = await founding()
    await make_customer(tenant, "甲方有限公司")
    member = await door.member(tenant)

    assert "甲方有限公司" in (await member.get("/customers/list.csv?status=customer")).text
    assert "甲方有限公司" not in (await member.get("/customers/list.csv?status=lost")).text
