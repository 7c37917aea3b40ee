"""A browser without script: links and forms do the same work, one page at a time."""

import pytest
from browser_support import desktop
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


async def test_a_ticket_is_taken_answered_and_solved(cast, words):
    member = await cast.member(desktop("zh-CN"), "zhao.tiejun", java_script_enabled=False)
    page = member.page
    await page.goto(f"{cast.tenant['workspace']}tickets/new?q=青禾")
    await page.locator("#found a").first.click()
    await page.locator("#f-subject").fill("没有脚本也能办")
    await page.locator("#f-body").fill("浏览器很老")
    await page.get_by_role("button", name=words("zh-CN", "Save"), exact=True).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("没有脚本也能办")

    await page.locator(".pd-compose[data-for=team] textarea").fill("先记一笔")
    await page.locator(".pd-compose[data-for=team] button[type=submit]").click()
    await expect(page.locator("#ticket-timeline")).to_contain_text("先记一笔")
    await page.locator("#ticket-turn").get_by_role("button", name=words("zh-CN", "Put on hold")).click()
    await page.locator("#ticket-turn").get_by_role("button", name=words("zh-CN", "Resume")).click()
    await expect(page.locator("#ticket-turn")).to_contain_text("处理中")

    await page.locator("#ticket-turn [data-open=solve]").click()
    dialog = page.locator("dialog#solve")
    await expect(dialog).to_be_visible()
    await dialog.locator("[name=cause]").fill("浏览器太旧")
    member.forgive("422")
    await dialog.locator("button[type=submit]").click()
    await expect(dialog).to_be_visible()
    await expect(dialog.locator("[name=cause]")).to_have_value("浏览器太旧")
    for name in ("symptom", "solution", "steps", "prevention"):
        await dialog.locator(f"[name={name}]").fill("写全了")
    await dialog.locator("button[type=submit]").click()
    await expect(page.locator("#ticket-turn")).to_contain_text("已解决")
    await member.shot("without-script")
