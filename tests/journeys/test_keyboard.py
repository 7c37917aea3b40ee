"""Everything by keyboard, in the order in which one reads."""

import pytest
from browser_support import desktop
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
async def page(cast):
    member = await cast.member(desktop("zh-CN"))
    return member.page


async def test_the_palette_finds_a_ticket_and_opens_it(page):
    await page.keyboard.press("Control+k")
    palette = page.locator("dialog#palette")
    await expect(palette).to_be_visible()
    await expect(palette.get_by_role("combobox")).to_be_focused()
    await page.keyboard.type("加密锁无法识别")
    await expect(palette.get_by_role("option", selected=True)).to_contain_text("换电脑后加密锁无法识别")

    await page.keyboard.press("Enter")

    await expect(page.get_by_role("heading", level=1)).to_have_text("换电脑后加密锁无法识别")


async def test_the_palette_closes_and_gives_the_focus_back(page):
    await page.locator(".pd-search").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("dialog#palette")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog#palette")).to_be_hidden()
    await expect(page.locator(".pd-search")).to_be_focused()


async def test_a_number_goes_straight_to_its_ticket(page):
    await page.goto(f"{page.url}tickets?view=all")
    first = page.locator("a.pd-title").first
    subject, number = await first.inner_text(), (await first.get_attribute("href")).rsplit("/", 1)[1]

    await page.keyboard.press("Control+k")
    await page.keyboard.type(number)
    await expect(page.locator("#palette").get_by_role("option", selected=True)).to_contain_text(subject)
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("heading", level=1)).to_have_text(subject)


async def test_letters_lead_through_the_list(page):
    await page.keyboard.press("g")
    await page.keyboard.press("t")
    await expect(page.get_by_role("heading", level=1)).to_have_text("工单")
    rows = page.locator("[data-row]")
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    await page.keyboard.press("k")
    await expect(rows.nth(0).locator("a").first).to_be_focused()
    subject = await rows.nth(0).locator("a").first.inner_text()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text(subject)

    await page.keyboard.press("r")
    await expect(page.locator(".pd-compose[data-for=customer] textarea")).to_be_focused()
    await page.keyboard.type("gt c e")
    await expect(page.locator(".pd-compose[data-for=customer] textarea")).to_have_value("gt c e")


async def test_the_skip_link_comes_first_and_leads_to_the_content(page):
    await page.goto(f"{page.url}tickets")
    await page.keyboard.press("Tab")
    await expect(page.locator(".pd-skip")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    inside = await page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert inside


async def test_the_intake_can_be_filled_without_a_mouse(page):
    await page.keyboard.press("c")
    await expect(page.locator("#caller")).to_be_focused()
    await page.keyboard.type("qhsp")
    hit = page.locator("#found").get_by_role("link", name="青禾食品")
    await expect(hit).to_be_visible()
    await hit.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#f-subject")).to_be_focused()
    await page.keyboard.type("键盘登记的来电")
    await page.keyboard.press("Tab")
    await page.keyboard.type("全程没有用鼠标")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("键盘登记的来电")
    await expect(page.locator("#ticket-turn")).to_contain_text("处理中")
