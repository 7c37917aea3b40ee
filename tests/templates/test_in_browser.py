"""The shared looks in a browser: keys, drafts, what the composer promises, lists; and what axe says of every page."""

import os
import runpy
import shutil
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SPECIMEN: dict[str, Any] = runpy.run_path(str(ROOT / "tests/specimen/render.py"))
CHROMIUM = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or shutil.which("chromium-browser")
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-n0nce'; style-src 'self' 'nonce-n0nce'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
)

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="no browser"),
    pytest.mark.skipif(
        not (ROOT / "platform/desk/static/vendor/htmx.min.js").is_file(), reason="no front-end packages"
    ),
    pytest.mark.browser,
    pytest.mark.slow,
]


class Site:
    """The specimen, served with the product's policy; what is posted is remembered and answered with a timeline."""

    def __init__(self, folder: Path) -> None:
        self.posts: list[tuple[str, dict[str, str], bytes]] = []
        handler = partial(self._handler(), directory=str(folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.base = f"http://127.0.0.1:{self.server.server_port}"

    def _handler(self) -> type[SimpleHTTPRequestHandler]:
        posts = self.posts

        class Handler(SimpleHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                pass

            def end_headers(self) -> None:
                self.send_header("Content-Security-Policy", POLICY)
                super().end_headers()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                posts.append((self.path, dict(self.headers), body))
                time.sleep(0.2)
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b'<section id="ticket-timeline" data-timeline>answered</section>')

        return Handler

    def address(self, name: str, lang: str = "zh-CN", theme: str = "light") -> str:
        return f"{self.base}/{name.replace('/', '-').removesuffix('.html')}.{lang}.{theme}.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("specimen") / "site"
    SPECIMEN["main"](folder)
    found = Site(folder)
    yield found
    found.server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    found = context.new_page()
    broken: list[str] = []
    found.on("pageerror", lambda error: broken.append(str(error)))
    found.on("console", lambda said: broken.append(said.text) if "Security Policy" in said.text else None)
    yield found
    context.close()
    assert broken == []


@pytest.fixture
def ticket(page: Page, site: Site) -> Page:
    site.posts.clear()
    page.goto(site.address("tickets/show.html"))
    page.wait_for_load_state("load")
    return page


def whole_pages(lang: str) -> list[str]:
    """All pages but fragments, and but the specimen of macros, which no person uses."""
    samples = SPECIMEN["samples"](lang).items()
    names = {name: Path(sample.get("template", name)).name for name, sample in samples}
    return [name for name, file in names.items() if not file.startswith("_") and name != "macros.html"]


def typed(page: Page, audience: str) -> str:
    return page.locator(f".pd-compose[data-for={audience}] textarea").input_value()


def test_a_letter_opens_the_reply_and_letters_are_dead_while_typing(ticket: Page) -> None:
    address = ticket.url
    ticket.keyboard.press("r")
    ticket.keyboard.type("c n ? e")

    assert typed(ticket, "customer") == "c n ? e"
    assert typed(ticket, "team") == ""
    assert ticket.url == address
    assert ticket.locator("dialog[open]").count() == 0


def test_what_was_typed_is_there_after_a_reload_and_the_note_stands_in_front(ticket: Page) -> None:
    ticket.keyboard.press("r")
    ticket.keyboard.type("王主管您好")
    expect(ticket.locator(".pd-compose[data-for=customer] [data-draft-said]")).to_contain_text("已存")
    ticket.reload()

    assert typed(ticket, "customer") == "王主管您好"
    assert ticket.locator("[name=composer-audience][value=team]").is_checked()


def test_text_copied_from_a_note_is_refused_in_a_reply(ticket: Page, site: Site) -> None:
    ticket.keyboard.press("n")
    ticket.keyboard.type("是补丁的问题")
    ticket.keyboard.press("Control+a")
    ticket.keyboard.press("Control+c")
    ticket.locator("label:has([value=customer])").click()
    ticket.keyboard.press("Control+v")
    ticket.keyboard.press("Control+Enter")

    expect(ticket.locator("[data-slip]")).to_contain_text("内部备注")
    assert site.posts == []


def test_a_reply_is_sent_once_with_its_key_and_the_composer_is_a_note_again(ticket: Page, site: Site) -> None:
    ticket.keyboard.press("r")
    ticket.keyboard.type("您好")
    ticket.keyboard.press("Control+Enter")
    ticket.keyboard.press("Control+Enter")
    expect(ticket.locator("#ticket-timeline")).to_have_text("answered")

    assert len(site.posts) == 1
    _, headers, body = site.posts[0]
    assert headers["Idempotency-Key"]
    assert b'name="audience"\r\n\r\ncustomer' in body
    assert typed(ticket, "customer") == ""
    assert ticket.locator("[name=composer-audience][value=team]").is_checked()


def test_a_dialog_takes_the_focus_and_gives_it_back(ticket: Page) -> None:
    ticket.keyboard.press("e")
    inside = ticket.evaluate("document.activeElement.closest('dialog')?.id")
    ticket.keyboard.press("Escape")

    assert inside == "solve"
    assert ticket.evaluate("document.activeElement.dataset.open") == "solve"


def test_single_letters_can_be_switched_off_for_good(ticket: Page) -> None:
    ticket.keyboard.press("?")
    ticket.locator("[data-keys-switch]").click()
    ticket.reload()
    ticket.keyboard.press("e")

    assert ticket.locator("dialog[open]").count() == 0


def test_the_palette_narrows_and_goes(ticket: Page, site: Site) -> None:
    ticket.keyboard.press("Control+k")
    ticket.keyboard.type("客户")
    chosen = ticket.locator("#palette [aria-selected=true]").all_inner_texts()
    ticket.keyboard.press("Enter")
    ticket.wait_for_url(f"{site.base}/customers")

    assert len(chosen) == 1


def test_the_theme_is_kept_where_the_server_reads_it(ticket: Page) -> None:
    ticket.locator("[data-theme-toggle]").click()

    assert ticket.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    assert {"theme": "dark"}.items() <= {one["name"]: one["value"] for one in ticket.context.cookies()}.items()


def test_rows_are_walked_and_picked_by_keys(page: Page, site: Site) -> None:
    page.goto(site.address("macros.html"))
    page.evaluate("document.activeElement.blur()")
    for key in "jjx":
        page.keyboard.press(key)

    assert page.locator(".pd-here[aria-selected=true]").count() == 1
    assert page.locator("[data-bulk]").is_visible()
    page.locator("[data-pick]").nth(4).click(modifiers=["Shift"])
    assert page.locator("[data-pick]:checked").count() == 4
    page.keyboard.press("Escape")
    assert page.locator("[data-pick]:checked").count() == 0


@pytest.mark.parametrize(("width", "theme", "lang"), [(1440, "light", "zh-CN"), (390, "dark", "en")])
def test_every_page_passes_wcag(browser: Browser, site: Site, width: int, theme: str, lang: str) -> None:
    if not AXE.is_file():
        pytest.skip("no axe-core")
    context = browser.new_context(viewport={"width": width, "height": 844}, bypass_csp=True)
    page, faults = context.new_page(), []
    for name in whole_pages(lang):
        page.goto(site.address(name, lang, theme))
        page.add_script_tag(path=AXE)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
        faults += [f"{name}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in found["violations"]]
    context.close()

    assert faults == []


@pytest.mark.parametrize("width", [320, 768, 1100])
def test_no_page_is_wider_than_its_window(browser: Browser, site: Site, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page, wide = context.new_page(), []
    for name in whole_pages("en"):
        page.goto(site.address(name, "en"))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)
    context.close()

    assert wide == []
