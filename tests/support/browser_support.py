"""Real browsers on the running demo: signing in, watching for faults, looking at pages as people do."""

import os
import re
import shutil
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, expect

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HAN = re.compile(r"[㐀-鿿]+")


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at: which language, how wide, light or dark."""

    name: str
    lang: str
    context: dict[str, Any]

    @property
    def is_phone(self) -> bool:
        return bool(self.context.get("is_mobile"))


def desktop(lang: str, scheme: str = "light") -> Look:
    """A wide screen with a mouse."""
    size = {"width": 1440, "height": 900}
    return Look(f"{lang}-desktop-{scheme}", lang, {"viewport": size, "color_scheme": scheme, "locale": lang})


def phone(lang: str, scheme: str = "dark") -> Look:
    """A small screen with a finger."""
    shape = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
    return Look(f"{lang}-phone-{scheme}", lang, {**shape, "color_scheme": scheme, "locale": lang})


def chromium() -> str | None:
    """The browser of this machine, as ``./run test`` names it or as it is installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM_PATH") or next(filter(None, map(shutil.which, names)), None)


@dataclass
class Visitor:
    """One person at one browser, and everything that went wrong there."""

    page: Page
    look: Look
    faults: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def note(self, what: str) -> None:
        """Keep a fault, unless it was announced."""
        if not any(word in what for word in self.forgiven):
            self.faults.append(f"{self.page.url}: {what}")

    def forgive(self, *words: str) -> None:
        """What goes wrong from here on with one of these words in it is meant to."""
        self.forgiven += words

    async def sign_in(self, url: str, login: str, password: str) -> None:
        """Through the page, as people do."""
        await self.page.goto(f"{url}sign-in")
        await self.page.locator("input[name=login]").fill(login)
        await self.page.locator("input[name=password]").fill(password)
        await self.page.locator("form[action='/sign-in'] button[type=submit]").click()
        await expect(self.page.locator(".pd-menu-who")).to_have_count(1)

    async def shot(self, name: str, *, whole: bool = True) -> None:
        """Keep a picture for people, where the surroundings ask for it."""
        if folder := os.environ.get("DESK_SCREENSHOTS"):
            path = Path(folder) / self.look.name / f"{name}.png"
            await self.page.screenshot(path=path, full_page=whole, animations="disabled")


async def visitor(browser: Browser, look: Look, *hosts: str, **more: Any) -> Visitor:
    """A fresh browser that speaks a language on these hosts."""
    context: BrowserContext = await browser.new_context(
        **look.context, accept_downloads=True, reduced_motion="reduce", **more
    )
    context.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    await context.add_cookies([{"name": "lang", "value": look.lang, "url": host} for host in hosts])
    page = await context.new_page()
    found = Visitor(page, look)

    page.on("pageerror", lambda error: found.note(f"script: {error}"))
    page.on("console", lambda said: found.note(f"console: {said.text}") if said.type in ("error", "warning") else None)
    page.on("response", lambda answer: found.note(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
    return found


_STATE = """() => ({
  lang: document.documentElement.lang,
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  title: document.title,
  headings: document.querySelectorAll('h1').length,
  words: [...document.querySelectorAll(
      'h1, h2, h3, th, legend, label, summary, dt, button, nav a, .btn, .form-hint, .pd-mark, .pd-empty, .pd-turn'
    )].filter((one) => one.checkVisibility({ visibilityProperty: true }))
      // The heading of one thing is its name, as somebody typed it.
      .filter((one) => one.localName !== 'h1' || !/\\/[0-9a-f-]{4,}$/.test(location.pathname))
      .map((one) => one.innerText.trim()).filter(Boolean)
    .concat([
      // To pick a row names the row, as somebody typed it.
      ...document.querySelectorAll('[aria-label]:not([data-pick]), [placeholder]')].flatMap((one) =>
      [one.getAttribute('aria-label'), one.getAttribute('placeholder')]).filter(Boolean)),
})"""


async def faults_of(visit: Visitor) -> list[str]:
    """What is wrong with the page as it stands: its language, its width, its words, and whom it shuts out."""
    state = await visit.page.evaluate(_STATE)
    found = []
    if state["lang"] != visit.look.lang:
        found.append(f"is in {state['lang']}")
    if state["wide"] > 0:
        found.append(f"is {state['wide']} px too wide")
    if state["headings"] != 1:
        found.append(f"has {state['headings']} h1")
    found += [f"says {word!r}" for word in dict.fromkeys(state["words"]) if not is_spoken(word, visit.look.lang)]
    await visit.page.evaluate(AXE.read_text("utf-8"))
    report = await visit.page.evaluate("(tags) => axe.run({ runOnly: tags, resultTypes: ['violations'] })", RULES)
    for one in report["violations"]:
        places = "; ".join(
            f"{' '.join(node['target'])} ({node['failureSummary'].splitlines()[-1].strip()})"
            for node in one["nodes"][:4]
        )
        found.append(f"{one['id']}: {places}")
    return found


NAMES = re.compile(
    r"English|中文|Partner Desk|[\w.+-]+@[\w.-]+|https?://\S+|\w+\.csv|\b[a-z_]+\.[a-z_]+\b|\b(Ctrl|Shift|Enter|Esc|Alt|QQ|IT|VIP|CSV|XLSX|API|POS|HQ|GET|POST|PUT|PATCH|DELETE)\b"
)


@cache
def is_spoken(text: str, lang: str) -> bool:
    """Whether words of the page are in its language; what people entered may be in any."""
    plain = NAMES.sub(" ", text)
    if lang == "en":
        return all(run in entered() for run in HAN.findall(plain))
    latin = re.findall(r"[A-Za-z]{3,}", plain)
    return bool(HAN.search(plain)) or all(word in entered() for word in latin)


@cache
def entered() -> str:
    """All that stands in the files of the sample tenants: names, subjects, what was written."""
    found: list[str] = []

    def gather(value: Any) -> None:
        if isinstance(value, dict):
            for one in value.values():
                gather(one)
        elif isinstance(value, list):
            for one in value:
                gather(one)
        else:
            found.append(str(value))

    for path in (ROOT / "tenants").glob("*/*.toml"):
        gather(tomllib.loads(path.read_text("utf-8")))
    return "\n".join((*found, "总"))
