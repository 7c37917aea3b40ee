"""The customer signs the service sheet on the engineer's phone and in the portal; the paper is checked."""

import re

import pytest
from browser_support import desktop, faults_of, phone
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("look", [desktop("zh-CN"), phone("en")], ids=lambda look: look.name)
async def test_drawn_on_the_screen_and_checked_by_its_code(cast, look):
    visit = await cast.member(look, "zhou.liqun")
    page = visit.page
    await page.goto(await cast.ticket("签字演示"))
    await page.locator("#ticket-menu > summary").click()
    await page.locator("#ticket-menu a[href$='/signature']").click()
    await page.locator("input[name=signer]").fill("王敏")
    await visit.shot("sign")
    assert await faults_of(visit) == []

    pad = page.locator("[data-mark]")
    await pad.scroll_into_view_if_needed()
    box = await pad.bounding_box()
    await page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2)
    await page.mouse.down()
    for step in range(1, 12):
        await page.mouse.move(box["x"] + 30 + step * 18, box["y"] + box["height"] * (0.3 if step % 2 else 0.7))
    await page.mouse.up()
    await visit.shot("sign-drawn", whole=False)
    await page.locator("#sign-form .pd-actions button[type=submit]").click()
    await expect(page.locator("#signed")).to_contain_text("王敏")
    await visit.shot("signed")
    assert await faults_of(visit) == []

    code = re.search(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){2}", await page.locator("#signed").inner_text())[0]
    anybody = await cast.stranger(look, cast.tenant["portal"])
    await anybody.page.goto(f"{cast.tenant['portal']}verify?code={code}")
    await expect(anybody.page.locator(".pd-flash.pd-green")).to_have_count(1)
    assert "王敏" not in await anybody.page.locator("main").inner_text()
    await anybody.shot("verify")
    assert await faults_of(anybody) == []


async def test_by_keyboard_a_name_and_a_code_are_asked_for(cast):
    visit = await cast.contact(desktop("en"))
    page = visit.page
    await page.goto(f"{cast.tenant['portal']}tickets?shown=all")
    await page.locator("a.pd-matter").first.click()
    await page.locator("a[href$='/signature']").click()
    await page.wait_for_load_state("load")
    await page.locator("input[name=method][value=drawn]").focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.locator("input[name=code]")).to_be_visible()
    await expect(page.locator("[data-mark]")).to_be_hidden()
    await page.locator("button[formaction$='/code']").click()
    await page.wait_for_url("**/signature?done=sent")
    await expect(page.locator("input[name=code]")).to_be_focused()
    await visit.shot("sign-by-code")
    assert await faults_of(visit) == []
    visit.forgive("422")
    await page.locator("input[name=code]").fill("000000")
    await page.locator("#sign-form .pd-actions button[type=submit]").click()
    await expect(page.locator("input[name=code][aria-invalid=true]")).to_be_focused()
    await visit.shot("sign-wrong-code")
    assert await faults_of(visit) == []
