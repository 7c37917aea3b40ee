"""A list as one works in it: rows picked by keys, done at once and undone; columns chosen; a view kept."""

import pytest
from browser_support import desktop, faults_of
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
async def visit(cast):
    return await cast.member(desktop("zh-CN"), "zhou.liqun")


@pytest.fixture
def page(visit):
    return visit.page


async def test_rows_are_picked_by_keys_pressed_at_once_and_put_back(visit, page):
    await page.goto(f"{page.url}tickets?view=all&status=open")
    bar = page.locator("[data-bulk]")
    await expect(bar).to_be_hidden()
    for key in ("j", "x", "j", "j", "Shift+X"):
        await page.keyboard.press(key)
    await expect(bar.locator("[data-bulk-count]")).to_have_text("3")
    await page.keyboard.press("Escape")
    await expect(bar).to_be_hidden()

    for box in (0, 1):
        await page.locator("[data-pick]").nth(box).check()
    await bar.locator("details", has_text="紧急").locator("summary").click()
    await bar.get_by_role("button", name="紧急", exact=True).click()

    outcome = page.locator("#outcome")
    await expect(outcome).to_contain_text("完成")
    assert not await faults_of(visit)
    await outcome.locator("[data-undo]").click()
    await expect(page.locator("#outcome")).to_contain_text("撤回 ")


async def test_columns_are_chosen_and_the_usual_ones_come_back(page):
    await page.goto(f"{page.url}tickets?view=all")
    heads = page.locator("thead th[scope=col]")
    usual = await heads.all_inner_texts()
    await page.locator("details:has(form[action$=columns]) > summary").click()
    await page.get_by_role("checkbox", name="客户", exact=True).check()
    await page.locator("form[action$=columns]").get_by_role("button", name="显示这些").click()
    await expect(heads.filter(has_text="客户")).to_have_count(1)

    await page.locator("details:has(form[action$=columns]) > summary").click()
    await page.locator("form[action$=columns] button[name=usual]").click()
    await expect(heads).to_have_text(usual)


async def test_a_view_is_kept_opened_again_and_removed(visit, page):
    await page.goto(f"{page.url}tickets?view=all&urgent=1")
    await page.locator("details:has(form[action$=views]) > summary").click()
    form = page.locator("form[action$=views]")
    await form.locator("input[name=name]").fill("紧急的先看")
    await form.locator("button[type=submit]").click()

    tab = page.locator("#saved-views a", has_text="紧急的先看")
    await expect(tab).to_be_visible()
    await page.goto(f"{page.url.partition('tickets')[0]}tickets")
    await tab.click()
    await expect(page.locator(".pd-chip-on", has_text="紧急")).to_be_visible()
    assert not await faults_of(visit)

    await page.locator("details:has(form[action$=views]) > summary").click()
    await page.locator("button[name=do][value=remove]").click()
    await expect(tab).to_have_count(0)
