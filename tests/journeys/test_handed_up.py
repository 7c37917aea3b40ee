"""
A hotline question goes up to headquarters and comes back as an answer that the customer confirms.

Three browsers: somebody of the partner and the customer, in Chinese, and an operator, in English. Time is injected:
headquarters takes three hours.
"""

import re

import pytest
from browser_support import desktop, faults_of, phone
from playwright.async_api import expect

from .clocks import Clock
from .conftest import Cast, started

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(600)]

SUBJECT = "结转后资产负债表差一分钱"
ANSWER = "已确认是舍入问题，请安装补丁 8.2.1"
TOLD = "总部已提供补丁，我们今天为您安装。"
PATIENCE = 40_000
"""Milliseconds in which the other side's job has taken over what was said, and a page has come, on a slow machine."""
SHORT = 5_000
"""What others wait."""


@pytest.fixture(scope="module")
def clock(tmp_path_factory):
    return Clock(tmp_path_factory.mktemp("clock") / "offset")


@pytest.fixture(autouse=True)
def patience():
    """Jobs of three processes stand between what one says and what another sees."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=SHORT)


@pytest.fixture(scope="module")
def demo_later(demo, clock):
    """A demo whose clock is ours; ``demo`` says whether there is a browser at all."""
    with started(DESK_CLOCK_OFFSET_FILE=str(clock.file)) as told:
        yield told


async def test_from_the_hotline_question_to_the_customers_yes(browser, demo_later, clock, words):
    cast = Cast(browser, demo_later)
    clock.turn(9)

    def zh(sentence, **values):
        return words("zh-CN", sentence, **values)

    def en(sentence, **values):
        return words("en", sentence, **values)

    # 9:00: the customer asks, the engineer takes it and can't solve it.
    customer = await cast.contact(phone("zh-CN"))
    customer.page.set_default_timeout(PATIENCE)
    theirs = customer.page
    await theirs.get_by_role("link", name=zh("Ask a question")).first.click()
    await theirs.get_by_label(re.compile(f"^{zh('In one line')}")).fill(SUBJECT)
    await theirs.get_by_label(re.compile(f"^{zh('What happened')}")).fill("月末结转之后差 0.01。")
    await theirs.get_by_role("button", name=zh("Send the question")).click()
    await expect(theirs.get_by_role("heading", level=1)).to_have_text(SUBJECT)
    engineer = await cast.member(desktop("zh-CN"), "zhou.liqun")  # A supervisor may hand up.
    engineer.page.set_default_timeout(PATIENCE)
    ours = engineer.page
    await ours.locator("#unassigned").get_by_role("link", name=SUBJECT).click()
    ticket = ours.url
    turn = ours.locator("#ticket-turn")
    await turn.get_by_role("button", name=zh("Take it")).click()
    await expect(turn).to_contain_text(zh("In progress"))

    # What crosses is written in the envelope, and nothing else of the customer does.
    await ours.goto(ticket)
    await ours.keyboard.press("End")  # Panels come when they are seen.
    way_up = ours.locator("a[href*='/cases/new']").first
    await expect(way_up).to_be_attached(timeout=PATIENCE)
    await way_up.evaluate("(one) => one.click()")
    for name, said in (
        ("product", "财务管理 V8.2 总账"),
        ("tried", "重新结转"),
        ("impact", "月报交不出去"),
        ("wanted", "补丁"),
    ):
        await ours.locator(f"[name={name}]").fill(said)
    await ours.locator("main form [name=description]").fill("结转后两边差 0.01")
    await engineer.shot("handed-up-envelope")
    assert await faults_of(engineer) == []
    await ours.locator("main form button[type=submit]").last.click()
    await expect(ours).to_have_url(re.compile(r"/cases/\d+$"))
    case = ours.url
    await ours.goto(ticket)
    await expect(turn).to_contain_text(zh("With headquarters"))
    await expect(theirs.locator("#ticket-mark")).not_to_have_text(zh("Received"))

    # 10:00: an operator finds it with its promise, opens it, takes it and says how it stands.
    clock.turn(10)
    operator = await cast.operator(desktop("en"))
    operator.page.set_default_timeout(PATIENCE)
    up = operator.page
    await up.goto(f"{cast.demo['headquarters']['url']}cases")
    await up.get_by_role("link", name=SUBJECT).first.click()
    await expect(up.get_by_role("heading", level=1)).to_have_text(SUBJECT)
    await up.get_by_role("button", name=en("Take it")).click()
    await expect(up.locator("#case-state")).to_contain_text(en("In work at headquarters"))
    await operator.shot("handed-up-at-headquarters")
    assert await faults_of(operator) == []

    # The partner sees who took it, and that somebody looked.
    await ours.goto(case)
    await expect(ours.locator("main")).to_contain_text(zh("took it"))

    # 13:30: the answer, with words for the customer apart from those for the partner.
    clock.turn(13, 30)
    await up.reload()
    await up.locator("[data-open=answer]").first.click()
    dialog = up.locator("dialog#answer")
    await dialog.locator("[name=body]").fill(ANSWER)
    await dialog.locator("[name=told]").fill(TOLD)
    await dialog.locator("button[type=submit]").click()
    await expect(up.locator("#case-state")).to_contain_text(en("Answered"))

    # It is back at the partner, and the customer reads what was meant for them alone.
    await ours.goto(ticket)
    await expect(turn).to_contain_text(zh("In progress"))
    await theirs.reload()
    await expect(theirs.locator("#ticket-talk")).to_contain_text(TOLD)
    await expect(theirs.locator("#ticket-talk")).not_to_contain_text(ANSWER)
    await customer.shot("handed-up-told")
    assert await faults_of(customer) == []

    # 14:00: solved by the engineer, and the customer's yes ends both the ticket and the case.
    clock.turn(14)
    await ours.reload()
    await ours.locator("[data-open=solve]").first.evaluate("(one) => one.click()")
    sheet = ours.locator("dialog#solve")
    for name, said in (("solution", TOLD), ("cause", "舍入"), ("steps", "安装补丁"), ("prevention", "先试结转")):
        await sheet.locator(f"[name={name}]").fill(said)
    await sheet.get_by_role("button", name=zh("Solve and tell the customer")).click()
    await expect(turn).to_contain_text(zh("Solved"))
    await theirs.reload()
    await theirs.get_by_role("button", name=zh("Yes, it works")).click()
    await expect(theirs.locator("#ticket-mark")).to_have_text(zh("Finished"))
    await ours.goto(case)
    await expect(ours.locator("main")).to_contain_text(zh("Closed"))
    await up.reload()
    await expect(up.locator("#case-state")).to_contain_text(en("Closed"))
    await engineer.shot("handed-up-closed")
    assert not [fault for one in cast.opened for fault in one.faults]
    for one in cast.opened:
        await one.page.context.close()
