"""A letterhead with a logo, a picture on a ticket that shows itself small, and the service sheet with both on paper."""

import io
from urllib.parse import urlsplit

import httpx
import pytest
from browser_support import desktop, faults_of, phone
from PIL import Image
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


FETCHED = "async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())]"


def picture(size, colour):
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()


def text_of(body):
    from pypdf import PdfReader

    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)


async def attached(cast, address, body):
    """A reply with a picture, through the API."""
    host, number = urlsplit(cast.tenant["workspace"]).netloc, address.rpartition("/")[2]
    headers = {"host": host, "authorization": f"Bearer {cast.tenant['token']}"}
    async with httpx.AsyncClient(base_url=f"{cast.demo['base']}/api/v1", headers=headers) as api:
        entries = f"/tickets/{number}/entries"
        entry = (await api.post(entries, json={"body": "请看截图", "audience": "customer"})).json()["id"]
        sent = await api.post(f"{entries}/{entry}/attachments", files={"file": ("截图.png", body, "image/png")})
    assert sent.status_code == 201, sent.text


@pytest.mark.parametrize("look", [desktop("zh-CN"), phone("en")], ids=lambda look: look.name)
async def test_from_the_letterhead_to_the_paper(cast, look, words):
    base = cast.tenant["workspace"]
    visit = await cast.member(look, "zhou.liqun")
    page = visit.page
    await page.goto(f"{base}letterhead")
    logo = {"name": "logo.png", "mimeType": "image/png", "buffer": picture((600, 200), "#0f6a66")}
    await page.locator("input[name=logo]").set_input_files(logo)
    await page.locator("textarea[name=lines]").fill("苏州市工业园区")
    await page.locator("main form button[type=submit]").click()
    await page.wait_for_url("**/letterhead?saved=yes")
    await visit.shot("letterhead-saved")
    assert await faults_of(visit) == []

    address = await cast.ticket("打印机的报错截图")
    await attached(cast, address, picture((1200, 700), "#b04020"))
    await page.goto(address)
    await expect(page.locator(".pd-file")).to_have_count(1)
    small = page.locator(".pd-file-shown img")
    for _ in range(40):
        if await small.count():
            break
        await page.wait_for_timeout(500)
        await page.reload()
    assert await small.count() == 1, "the picture was not looked into within 20 seconds"
    await small.scroll_into_view_if_needed()
    await expect(small).to_have_js_property("naturalWidth", 320)
    await visit.shot("ticket-with-picture")

    await page.locator("#ticket-menu > summary").click()
    await visit.shot("ticket-menu-print", whole=False)
    link = await page.locator("#ticket-menu a[href*='/documents/']").first.get_attribute("href")
    made = bytes(await page.evaluate(FETCHED, link))
    assert made.startswith(b"%PDF-")
    text = text_of(made)
    assert words(look.lang, "Service sheet") in text
    assert "苏州市工业园区" in text
    assert "打印机的报错截图" in text
