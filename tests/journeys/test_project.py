"""
A project from the need to the archive: three people at three browsers, in two languages, one of them on a phone.

With a plan changed by keyboard, a pause, an evaluation that fails and its rework; and a log written offline.
"""

import io
import re
import time
from dataclasses import dataclass

import pytest
from browser_support import Visitor, desktop, faults_of, phone
from PIL import Image
from playwright.async_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(600)]

PATIENCE = 60_000
"""Milliseconds that what follows by itself may take on a slow machine."""
DAYS = {"begins_on": "2031-03-03", "ends_on": "2031-03-20"}
KEPT = """() => new Promise((done) => {
  const asked = indexedDB.open("desk-outbox", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("entries").objectStore("entries").count();
    all.onsuccess = () => done(all.result);
  };
})"""
"""How many logs this browser keeps."""
LOSING = """() => {
  const real = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await real(...asked);
    if (window.lost) return answer;
    window.lost = answer.status;
    throw new TypeError("lost on the way back");
  };
}"""
"""The first answer never arrives."""


@dataclass
class Desk:
    """A member at the page of a project."""

    visit: Visitor
    base: str
    number: int = 0

    @property
    def page(self) -> Page:
        return self.visit.page

    @property
    def place(self) -> str:
        return f"{self.base}implementation/{self.number}"

    async def look(self, below: str = "") -> None:
        """Open the page of the project, or one below it."""
        await self.page.goto(f"{self.place}{below}", wait_until="load")

    async def say(self, door: str, **said: str) -> None:
        """Through a door with a form: open it, fill it, send it."""
        await self.page.locator(f"[data-open='{door}']").first.click()
        form = self.page.locator(f"dialog[id='{door}'] form")
        for name, value in said.items():
            await fill(form, name, value)
        await self.leave(form.locator("button[type=submit]"))

    async def push(self, noun: str) -> None:
        """Through a door that is a button alone."""
        await self.leave(self.page.locator(f"form[action^='/implementation/'][action$='/{noun}'] button").first)

    async def leave(self, button) -> None:
        """Send, and wait for the page that follows."""
        async with self.page.expect_navigation(wait_until="load", timeout=PATIENCE):
            await button.click()
        await expect(self.page.locator(".pd-flash.pd-amber, .is-invalid")).to_have_count(0)

    async def part(self, kind: str, noun: str, **said: str) -> None:
        """Through a door of a part of the project, of which there is one."""
        if not said:
            await self.push(noun)
            return
        opener = self.page.locator(f"[data-open^='{noun}-']").first
        await self.say(await opener.get_attribute("data-open"), **said)

    async def wait_for(self, selector: str) -> None:
        """Look again until what follows by itself is there."""
        until = time.monotonic() + PATIENCE / 1000
        while True:
            await self.look()
            if await self.page.locator(selector).count():
                return
            assert time.monotonic() < until, f"{selector} never came to {self.place}"
            await self.page.wait_for_timeout(500)


async def fill(form, name: str, value: str) -> None:
    field = form.locator(f"[name='{name}']").first
    kind = await field.evaluate("one => one.tagName === 'SELECT' ? 'select' : one.type")
    if kind == "select":
        option = field.locator("option", has_text=value) if value else field.locator("option").first
        await field.select_option(await option.first.get_attribute("value"))
    elif kind in ("radio", "checkbox"):
        await form.locator(f"[name='{name}'][value='{value}']").check(force=True)
    else:
        await field.fill(value)


async def draw(page: Page) -> None:
    """Sign with the mouse."""
    pad = page.locator("[data-mark]")
    await pad.scroll_into_view_if_needed()
    box = await pad.bounding_box()
    await page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2)
    await page.mouse.down()
    for step in range(1, 12):
        await page.mouse.move(box["x"] + 30 + step * 18, box["y"] + box["height"] * (0.3 if step % 2 else 0.7))
    await page.mouse.up()


async def sign(visit: Visitor, portal: str, number: int, kind: str) -> None:
    """The customer opens the project in the portal, reads the paper and signs it."""
    page = visit.page
    await page.goto(f"{portal}implementation/{number}", wait_until="load")
    way = page.locator(f"a.btn[href*='/implementation.{kind}/'][href$='/signature']").first
    async with page.expect_navigation(wait_until="load", timeout=PATIENCE):
        await way.click()
    await draw(page)
    await page.locator("#sign-form .pd-actions button[type=submit]").click()
    await expect(page.locator("#signed")).to_be_visible(timeout=PATIENCE)


async def planned(one: Desk) -> None:
    """From the need to a plan that waits for its signature."""
    page = one.page
    await page.goto(f"{one.base}implementation/new?q=江南")
    await page.locator("main .pd-items a").first.click()
    await page.wait_for_load_state("load")
    form = page.locator("form[action='/implementation']")
    for name, value in {"title": "固定资产上线", "need": "卡片靠手工", "contact": "王敏"}.items():
        await fill(form, name, value)
    await one.leave(form.locator("button[type=submit]"))
    one.number = int(re.search(r"/implementation/(\d+)", page.url)[1])
    await one.say("application", products="固定资产")
    await one.say("assignment", lead="周立群")
    await one.say("stages", name="初始化", owner="周立群", **DAYS)
    await one.part("stages", "tasks", name="导入卡片", **DAYS)
    await one.say("risks", risk="旧卡片不全", probability="high", impact="high", measure="先盘点")
    await one.say("proposal", proposal="先导入后核对", scope="固定资产模块")
    await one.push("plan")


async def deliver(one: Desk, customer: Visitor, portal: str) -> None:
    """The stage is delivered, reviewed and signed."""
    await one.look()
    await one.part("stages", "delivery", documents="导入报告")
    await one.part("stages", "review", review="符合方案")
    await sign(customer, portal, one.number, "deliverable")
    await one.wait_for("form[action$='/evaluation-request']")


async def test_from_the_need_to_the_archive(cast, words):
    base, portal = cast.tenant["workspace"], cast.tenant["portal"]
    one = Desk(await cast.member(desktop("zh-CN"), "zhou.liqun"), base)
    customer = await cast.contact(phone("en"))
    await planned(one)
    other = Desk(await cast.member(desktop("en"), "han.zhiyuan"), base, one.number)

    for kind in ("plan", "proposal"):
        await sign(customer, portal, one.number, kind)
    await one.wait_for("[data-open='kickoff']")
    await one.say("kickoff", held_on="2026-03-02", ours="周立群", theirs="王敏", decisions="按计划开始")
    await one.part("stages", "start")

    await moved_by_keyboard(one, customer, portal)
    await paused(one, other)
    await deliver(one, customer, portal)
    await failed_and_done_again(one, customer, portal)
    await accepted_and_archived(one, other, customer, portal, words("zh-CN", "Documents are complete"))

    await customer.page.goto(f"{portal}implementation/{one.number}", wait_until="load")
    theirs = await customer.page.locator("main").inner_text()
    assert "旧卡片不全" not in theirs
    assert "账卡不符" not in theirs
    for visit in (one.visit, other.visit, customer):
        await visit.shot("project-archived")
        assert await faults_of(visit) == []


async def moved_by_keyboard(one: Desk, customer: Visitor, portal: str) -> None:
    """A stage moves with the arrow keys: a change that counts once it is signed and made the plan."""
    page = one.page
    await one.look("/chart")
    stage = page.locator("[data-stage]").first
    await stage.focus()
    for _ in range(3):
        await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Shift+ArrowRight")
    await expect(stage).to_have_attribute("aria-valuetext", "2031-03-13")
    await page.keyboard.press("ArrowLeft")
    box = await stage.bounding_box()
    await page.mouse.move(box["x"] + 5, box["y"] + 5)
    await page.mouse.down()
    await page.mouse.move(box["x"] - 400, box["y"] + 5, steps=4)
    await page.mouse.up()
    assert int(await stage.get_attribute("aria-valuenow")) < 0, "dragged to the left"
    await page.locator("[data-gantt-undo]").click()
    await stage.focus()
    await page.keyboard.press("Shift+ArrowRight")
    await one.visit.shot("project-moved")
    assert await faults_of(one.visit) == []
    await page.locator("[data-gantt-moved] [data-open='changes']").click()
    form = page.locator("dialog#changes form")
    await expect(form.locator("[name=what]")).to_have_value(re.compile("初始化"))
    for name, value in {"why": "客户月结", "on_cost": "无", "on_scope": "无"}.items():
        await fill(form, name, value)
    await one.leave(form.locator("button[type=submit]"))
    await expect(page.locator("main")).to_contain_text("2031-03-03")
    await one.part("changes", "explanation")
    await sign(customer, portal, one.number, "change")
    await one.wait_for("form[action$='/execution']")
    await one.part("changes", "execution")
    await expect(page.locator("main")).to_contain_text("2031-03-10")


async def paused(one: Desk, other: Desk) -> None:
    """Asked for by one, seconded by another, decided, and over."""
    await one.say("pause-request", reason="客户", description="客户停产检修", evidence="客户来函")
    await other.look()
    await other.say("pause-agreement", note="Seen on site")
    await other.say("pause", decision="Agreed for a week")
    await expect(other.page.locator("main")).to_contain_text("Pauses")
    await other.say("resumption", solution="They work again")
    await expect(other.page.locator("[data-open='pause-request']")).to_have_count(1)


async def failed_and_done_again(one: Desk, customer: Visitor, portal: str) -> None:
    """The evaluation names the stage; it is done again, signed again, and passes."""
    await one.push("evaluation-request")
    stage = await one.page.locator("dialog#evaluation [name=stages]").first.get_attribute("value")
    await one.say("evaluation", results="账卡不符", verdict="stage_work_incomplete", stages=stage)
    await one.push("rework")
    await deliver(one, customer, portal)
    await one.push("evaluation-request")
    await one.say("evaluation", results="账卡一致", verdict="passed")
    await one.push("passing")


async def accepted_and_archived(one: Desk, other: Desk, customer: Visitor, portal: str, looks: str) -> None:
    """The final acceptance is signed; one looks through the documents, another archives. ``looks``: the first door."""
    await sign(customer, portal, one.number, "acceptance")
    await one.wait_for(f"text={looks}")
    await one.say("report", summary="按期上线", checklist="主计划\n验收单")
    await one.wait_for("form[action$='/document-review']")
    await one.push("document-review")
    await other.look()
    await other.push("archive")
    await expect(other.page.locator("main")).to_contain_text("按期上线")


async def under_way(visit: Visitor, base: str) -> str:
    """The project of the sample that is under way, as the phone's form offers it."""
    await visit.page.goto(f"{base}implementation/today", wait_until="load")
    option = visit.page.locator("[name=stage] option", has_text="报表中心上线").first
    return await option.get_attribute("value")


def photo() -> dict[str, object]:
    """A picture as a phone takes it: larger than a page needs it."""
    target = io.BytesIO()
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(target, "JPEG")
    return {"name": "site.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


async def test_a_log_without_a_connection_is_kept_and_sent_once(cast):
    base, portal = cast.tenant["workspace"], cast.tenant["portal"]
    visit = await cast.member(phone("en"), "zhou.liqun")
    page = visit.page
    visit.forgive("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "Failed to load resource", "/signals")
    stage = await under_way(visit, base)
    await visit.shot("project-today")
    assert await faults_of(visit) == []

    await page.context.set_offline(True)
    word = f"Checked ledgers {time.time_ns()}"
    form = page.locator("form[data-outbox]")
    await form.locator("[name=stage]").select_option(stage)
    for name, value in {"begins": "09:00", "ends": "17:30", "work": word, "signer": "王敏"}.items():
        await form.locator(f"[name={name}]").fill(value)
    await form.locator("[name=photos]").set_input_files([photo()])
    await draw(page)
    await form.locator(".pd-actions button[type=submit]").click()
    await expect(page.locator("[data-outbox-title]")).to_have_count(1)
    assert await page.evaluate(KEPT) == 1
    await visit.shot("project-waiting")

    # The first answer is lost on the way: the server has it, the phone doesn't know.
    await page.evaluate(LOSING)
    await page.context.set_offline(False)
    await expect(page.locator("[data-outbox-said]")).to_contain_text("Sent", timeout=PATIENCE)
    assert await page.evaluate("window.lost") == 200
    assert await page.evaluate(KEPT) == 0

    customer = await cast.contact(phone("en"))
    await customer.page.goto(f"{portal}implementation", wait_until="load")
    await customer.page.get_by_role("link", name="报表中心上线").first.click()
    await customer.page.wait_for_load_state("load")
    assert (await customer.page.locator("main").inner_text()).count(word) == 1
    await expect(customer.page.locator("main")).to_contain_text("site.jpg")
    await customer.shot("project-portal")
    assert await faults_of(customer) == []
