"""The home of a member: whose turn it is, and the figures of today."""

import re

import pytest
from tests_support import make_customer
from tickets_support import SOLUTION, number_in


@pytest.fixture(scope="module")
async def brisk(founding):
    """A partner whose boxes hold nothing of other tests."""
    return await founding()


@pytest.fixture
async def customer(brisk):
    return await make_customer(brisk, "瑞丰外贸")


def box(page, name):
    """The numbers in one box of the home."""
    part = page.text.split(f'<section class="card" id="{name}"')[1].split("</section>")[0]
    return [int(one) for one in re.findall(r'href="/tickets/(\d+)"', part)]


async def test_the_home_is_for_members(door, acme, brisk):
    assert (await door.signed_out(acme).get("/")).status_code == 303
    member = await door.member(acme)
    assert (await door.client(brisk, "workspace", cookie=member.headers["cookie"]).get("/")).status_code == 303
    assert (await member.get("/")).status_code == 200


async def test_the_boxes_say_whose_turn_it_is(door, brisk, customer):
    member = await door.member(brisk, "hotline_engineer")
    _, me = await door.person(brisk, ("hotline_engineer",))
    mine = await number_in(brisk, "open", customer=customer, assignee=me)
    asked = await number_in(brisk, "waiting_customer", customer=customer, assignee=me)
    nobodys = await number_in(brisk, "new", customer=customer)
    done = await number_in(brisk, "solved", customer=customer, assignee=me)

    page = await member.get("/")

    assert mine in box(page, "mine")
    assert asked not in box(page, "mine"), "it is the customer's turn"
    assert nobodys in box(page, "unassigned")
    assert mine not in box(page, "unassigned")
    assert {asked, done} <= set(box(page, "waiting"))
    assert done not in box(page, "team")


async def test_who_may_see_no_tickets_sees_none(door, brisk, customer):
    await number_in(brisk, "new", customer=customer)
    clerk = await door.member(brisk, "finance")

    page = await clerk.get("/")

    assert page.status_code == 200
    for name in ("mine", "team", "unassigned", "waiting"):
        assert box(page, name) == []
    assert (await clerk.get("/tickets")).status_code == 403


async def test_the_figures_count_today(door, brisk, customer):
    member = await door.member(brisk, "service_manager")

    def figures(page):
        return [
            int(one)
            for one in re.findall(r"<b>(\d+)</b>", page.text.split('class="pd-figs"')[1].split("</section>")[0])
        ]

    before = figures(await member.get("/"))
    number = await number_in(brisk, "open", customer=customer, urgent=True)
    between = figures(await member.get("/"))
    await member.post(f"/tickets/{number}/solution", data=SOLUTION)
    after = figures(await member.get("/"))

    assert [now - then for then, now in zip(before, between, strict=True)] == [1, 0, 0, 1]
    assert [now - then for then, now in zip(between, after, strict=True)] == [0, 1, 1, -1]


async def test_the_boxes_lead_to_lists_that_show_the_same(door, brisk, customer):
    member = await door.member(brisk)
    page = await member.get("/")

    for path in sorted(set(re.findall(r'href="(/tickets\?[^"]+)"', page.text))):
        assert (await member.get(path.replace("&amp;", "&"))).status_code == 200


async def test_both_languages_say_the_same_page(door, brisk):
    member = await door.member(brisk)

    chinese = await member.get("/")
    english = await member.get("/?lang=en")

    assert '<html lang="zh-CN"' in chinese.text
    assert "轮到我的工单" in chinese.text
    assert '<html lang="en"' in english.text
    assert "My desk" in english.text
    assert english.headers["set-cookie"].startswith("lang=en")
