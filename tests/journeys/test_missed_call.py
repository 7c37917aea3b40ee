"""
A call-back is missed, and everybody sees it: the one who owes it, the manager who is told, and again when it was done.

Time is injected: all processes of a demo of its own live on a Monday morning, and then later.
"""

import re

import pytest
from browser_support import desktop, faults_of, phone
from playwright.async_api import expect

from .clocks import Clock
from .conftest import Cast, started

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SUBJECT = "月结时提示期间未打开"
PATIENCE = 20_000
"""Milliseconds in which pacer and worker have told what is due."""


@pytest.fixture(scope="module")
def clock(tmp_path_factory):
    return Clock(tmp_path_factory.mktemp("clock") / "offset")


@pytest.fixture(scope="module")
def demo_later(demo, clock):
    """A demo whose clock is ours; ``demo`` says whether there is a browser at all."""
    with started(DESK_CLOCK_OFFSET_FILE=str(clock.file)) as told:
        yield told


async def test_suspended_missed_told_seen_to_and_called(browser, demo_later, clock, words):
    cast = Cast(browser, demo_later)
    clock.turn(10)

    def zh(sentence, **values):
        return words("zh-CN", sentence, **values)

    def en(sentence, **values):
        return words("en", sentence, **values)

    address = await cast.ticket(SUBJECT)
    engineer = await cast.member(desktop("zh-CN"))
    ours = engineer.page

    # 10:00: the customer hangs up; the screen says until when we call back, and the desk does, too.
    await ours.goto(address)
    turn = ours.locator("#ticket-turn")
    await turn.get_by_role("button", name=zh("Take it")).click()
    await expect(turn).to_contain_text(zh("In progress"))
    await ours.locator("[data-open=suspend]").first.evaluate("(one) => one.click()")
    dialog = ours.locator("dialog#suspend")
    await dialog.locator("[name=name]").fill("王敏")
    await dialog.locator("[name=phone]").fill("0512-5550 0123")
    await dialog.get_by_role("button", name=zh("Suspend")).click()
    await expect(turn).to_contain_text(zh("Suspended"))
    await expect(turn).to_contain_text(re.compile("还剩 (59|60) 分|还剩 1 小时"))
    await expect(turn).to_contain_text(zh("call back with a result or how it stands"))
    await turn.locator("[data-open=why]").first.click()
    why = ours.locator("dialog#why")
    await expect(why).to_contain_text("1 小时 工作时间")
    await expect(why).to_contain_text(zh("The ladder"))
    await engineer.shot("missed-call-why", whole=False)
    assert await faults_of(engineer) == []
    await ours.keyboard.press("Escape")
    await ours.goto(cast.tenant["workspace"])
    await expect(ours.locator("#today")).to_contain_text(SUBJECT)

    # 10:55: soon.
    clock.turn(10, 55)
    await ours.reload()
    await expect(ours.locator("#today")).to_contain_text(re.compile(r"还剩 [3-6] 分"))

    # 11:03: nobody called. It says so, and the manager is told.
    clock.turn(11, 3)
    manager = await cast.member(phone("en"), "wu.minhua")
    theirs = manager.page
    told = theirs.locator("#today", has_text=en("You were told of these; nobody sees to them yet"))
    await expect(told).to_contain_text(SUBJECT, timeout=PATIENCE)
    await expect(told).to_contain_text(re.compile(r"[1-4] min late"))
    await manager.shot("missed-call-told")
    assert await faults_of(manager) == []
    await ours.goto(address)
    await expect(turn).to_contain_text(re.compile(r"超时 [1-4] 分"))
    await expect(ours.locator("#ticket-timeline")).to_contain_text("超时未完成")

    # The manager sees to it: nobody else is told, and both screens say who does.
    call = en("call back with a result or how it stands")
    await told.get_by_role("button", name=en("I see to it: %(promise)s", promise=call)).click()
    await expect(theirs.locator("#today")).not_to_contain_text(SUBJECT)
    await ours.reload()
    await expect(ours.locator("main")).to_contain_text("吴敏华 已接手", timeout=PATIENCE)
    clock.turn(12, 30)
    await theirs.goto(f"{cast.tenant['workspace']}promises?view=all&due=overdue")
    await expect(theirs.locator("tr", has_text=SUBJECT).first).to_contain_text("吴敏华 sees to it")

    # 12:30: the engineer calls. Kept late, and so it stands there.
    await ours.reload()
    await ours.locator("[data-open=call-back]").first.evaluate("(one) => one.click()")
    dialog = ours.locator("dialog#call-back")
    await dialog.locator("[name=note]").fill("已告知：下午三点前处理好")
    await dialog.get_by_role("button", name=zh("The customer was called")).click()
    await expect(turn).not_to_contain_text(zh("call back with a result or how it stands"))
    await ours.reload()
    panel = ours.locator(".pd-panel", has=ours.get_by_text(zh("Promises"), exact=True))
    await expect(panel).to_contain_text(re.compile(r"超时 1 小时 (29|30) 分"), timeout=PATIENCE)
    await expect(panel).to_contain_text(zh("Who used the time"))
    await engineer.shot("missed-call-kept")
    await theirs.goto(f"{cast.tenant['workspace']}promises/figures?months=1")
    await expect(theirs.locator("main")).to_contain_text("HL-D6")
    assert await faults_of(manager) == []
    assert not [fault for one in cast.opened for fault in one.faults]
    for one in cast.opened:
        await one.page.context.close()
