"""Two members in one ticket: what the slower one typed stays on the screen, and the next try goes through."""

import pytest
from browser_support import desktop
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


async def test_a_stale_solution_keeps_its_words_and_can_be_sent_again(cast, words):
    look = desktop("zh-CN")
    slow, quick = await cast.member(look), await cast.member(look, "chen.jing")
    await slow.page.route("**/signals", lambda route: route.abort())
    slow.forgive("ERR_FAILED", "Failed to fetch")
    address = await cast.ticket("两个人同时在办")
    await slow.page.goto(address)
    await quick.page.goto(address)

    await slow.page.keyboard.press("e")
    dialog = slow.page.locator("dialog#solve")
    for name in ("symptom", "cause", "solution", "steps", "prevention"):
        await dialog.locator(f"[name={name}]").fill(f"慢慢写的 {name}")
    await quick.page.get_by_role("textbox", name=words("zh-CN", "Internal note")).fill("客户刚来电补充")
    await quick.page.get_by_role("button", name=words("zh-CN", "Save note")).click()
    await expect(quick.page.locator("#ticket-timeline")).to_contain_text("客户刚来电补充")

    slow.forgive("409")
    await dialog.get_by_role("button", name=words("zh-CN", "Solve and tell the customer")).click()
    await expect(dialog.locator("#solve-flash")).to_contain_text("陈静刚改过这里")
    await expect(slow.page.locator("#ticket-timeline")).to_contain_text("客户刚来电补充")
    for name in ("symptom", "cause", "solution", "steps", "prevention"):
        await expect(dialog.locator(f"[name={name}]")).to_have_value(f"慢慢写的 {name}")
    await slow.shot("stale-solution", whole=False)

    await dialog.get_by_role("button", name=words("zh-CN", "Solve and tell the customer")).click()
    await expect(dialog).to_be_hidden()
    await expect(slow.page.locator("#ticket-turn")).to_contain_text(words("zh-CN", "Solved"))
    await expect(quick.page.locator("#ticket-turn")).to_contain_text(words("zh-CN", "Solved"))


async def test_what_is_done_without_the_page_moving_can_be_done_again(cast, words):
    """Hold, resume, hold, assign: each from the page as the one before left it, never a reload."""
    look = desktop("zh-CN")
    member = await cast.member(look)
    page = member.page
    await page.goto(await cast.ticket("一页做完所有的事"))
    turn, here = page.locator("#ticket-turn"), page.url
    await turn.get_by_role("button", name=words("zh-CN", "Take it")).click()
    for _ in range(2):
        await turn.get_by_role("button", name=words("zh-CN", "Put on hold")).click()
        await expect(turn).to_contain_text(words("zh-CN", "On hold"))
        await turn.get_by_role("button", name=words("zh-CN", "Resume")).click()
        await expect(turn).to_contain_text(words("zh-CN", "In progress"))
    await page.keyboard.press("a")
    dialog = page.locator("dialog#assign")
    await dialog.locator("[name=member]").select_option(label="陈静 0218")
    await dialog.get_by_role("button", name=words("zh-CN", "Assign")).click()
    await expect(dialog).to_be_hidden()
    await expect(page.locator("#ticket-facts")).to_contain_text("陈静")
    await page.locator("#ticket-menu summary").click()
    await page.locator("#ticket-menu").get_by_role("button", name=words("zh-CN", "Take it")).click()
    await expect(page.locator("#ticket-facts")).to_contain_text("李晓峰")
    await expect(page.locator("#ticket-timeline")).to_contain_text("李晓峰接手了工单。")
    assert page.url.split("#")[0] == here


async def test_two_entries_from_one_page_are_two_entries(cast, words):
    member = await cast.member(desktop("zh-CN"))
    page = member.page
    await page.goto(await cast.ticket("连着写两条"))

    for note in ("第一条备注", "第二条备注"):
        await page.get_by_role("textbox", name=words("zh-CN", "Internal note")).fill(note)
        await page.keyboard.press("Control+Enter")
        await expect(page.locator("#ticket-timeline")).to_contain_text(note)
        await expect(page.get_by_role("textbox", name=words("zh-CN", "Internal note"))).to_have_value("")
    await expect(page.locator("#ticket-timeline")).to_contain_text("第一条备注")
