"""
Every page of every face, once in Chinese on a desk by daylight and once in English on a phone at night.

None complains in the console, none is wider than its screen, none shuts anybody out (WCAG 2.2 AA by axe), and each
speaks its language. Pictures go to the folder that DESK_SCREENSHOTS names.
"""

import re

import pytest
from browser_support import desktop, faults_of, phone

from desk.foundation import hooks
from desk.main import app_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LOOKS = [desktop("zh-CN"), phone("en")]
PARTS = (
    "/static",
    "/theme.css",
    "/signals",
    "/api/",
    "/files/",
    "/panels/",
    "/timeline",
    "/status",
    ".csv",
    "/f/",
)
"""What isn't a page: fragments of pages, files, and what programs ask for."""

# What to look at: a name for the picture and a path; what has a number or an id is found on the way.
WORKSPACE = {
    "home": "",
    "tickets": "tickets",
    "tickets-all": "tickets?view=all",
    "tickets-filtered": "tickets?view=all&channel=hotline&urgent=1",
    "tickets-none": "tickets?view=all&status=merged",
    "intake": "tickets/new",
    "intake-found": "tickets/new?q=江南",
    "intake-nobody": "tickets/new?q=没有这家",
    "search": "search?q=打印",
    "search-nothing": "search?q=没有这句话",
    "customers": "customers",
    "customer-new": "customers/new",
    "customers-import": "customers/import",
    "members": "members",
    "failed-work": "work",
    "plugins": "plugins",
    "devices": "devices",
}
PORTAL = {
    "home": "",
    "tickets": "tickets",
    "tickets-all": "tickets?shown=all",
    "tickets-finished": "tickets?shown=finished",
    "ask": "tickets/new",
    "devices": "devices",
}
HEADQUARTERS = {"home": "", "partners": "partners", "devices": "devices"}
SEEN: dict[str, set[str]] = {"workspace": set(), "portal": set(), "headquarters": set()}


class Walk:
    """One person's way through the pages of a face, with everything that was wrong on it."""

    def __init__(self, visitor, face, base):
        self.visitor, self.face, self.base = visitor, face, base
        self.found = []

    async def look_at(self, name, path=None):
        """Go there, or stay, and look."""
        page = self.visitor.page
        if path is not None:
            await page.goto(f"{self.base}{path}")
        SEEN[self.face].add("/" + page.url.removeprefix(self.base).split("?")[0].split("#")[0])
        await page.wait_for_load_state("load")
        await self.visitor.shot(f"{self.face}-{name}")
        self.found += [f"{name}: {fault}" for fault in await faults_of(self.visitor)]

    async def addresses(self, path, selector):
        """The addresses of links on a page, each once."""
        await self.visitor.page.goto(f"{self.base}{path}")
        found = await self.visitor.page.locator(selector).evaluate_all("(all) => all.map((one) => one.pathname)")
        return [one.lstrip("/") for one in dict.fromkeys(found)]

    async def open_dialog(self, name, opener):
        """A dialog or menu of the page as it stands."""
        await self.visitor.page.locator(opener).first.evaluate("(one) => one.click()")
        await self.look_at(name)
        await self.visitor.page.keyboard.press("Escape")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_the_workspace(cast, look):
    base = cast.tenant["workspace"]
    walk = Walk(await cast.stranger(look, base), "workspace", base)
    await walk.look_at("sign-in", "sign-in")
    walk.visitor.forgive("404")
    await walk.look_at("not-found", "nothing/here")

    walk.visitor = await cast.member(look, "zhou.liqun")
    for name, path in WORKSPACE.items():
        await walk.look_at(name, path)
    await walk.look_at("palette-closed", "")
    await walk.open_dialog("palette", "[data-open=palette]")
    await walk.open_dialog("keys", "[data-open=keys]")
    for path in await one_of_each_status(walk):
        await walk.look_at(path.replace("/", "-"), path)
    await walk.look_at("ticket-first", path)
    await walk.open_dialog("ticket-assign", "[data-open=assign]")
    await walk.open_dialog("ticket-solve", "[data-open=solve]")
    customer = (await walk.addresses("customers", "a.pd-title"))[0]
    await walk.look_at("customer", customer)
    await walk.look_at("customer-edit", f"{customer}/edit")
    await walk.look_at("intake-customer", f"tickets/new?customer={customer.split('/')[1]}")
    for contact in (await walk.addresses(customer, f"a[href*='/{customer}/contacts/']"))[:1]:
        await walk.look_at("contact", contact)

    walk.visitor = await cast.member(look, "xu.li")
    walk.visitor.forgive("403", "404")
    await walk.look_at("forbidden", "work")
    await walk.look_at("no-such-ticket", "tickets/99999")

    assert not walk.found, "\n".join(walk.found)


async def one_of_each_status(walk):
    """The first ticket in each status that the sample has; one that is in work comes last."""
    page = walk.visitor.page
    await page.goto(f"{walk.base}tickets?view=all")
    rows = await page.locator("tr[data-row]").evaluate_all(
        "(all) => all.map((one) => [one.querySelector('.pd-mark').innerText, one.querySelector('a').pathname])"
    )
    first = {word: path.lstrip("/") for word, path in reversed(rows)}
    assert len(first) >= 6, first
    return sorted(first.values(), key=lambda path: path == first.get("处理中", first.get("In progress")))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_the_portal(cast, look):
    base = cast.tenant["portal"]
    walk = Walk(await cast.stranger(look, base), "portal", base)
    await walk.look_at("sign-in", "sign-in")
    walk.visitor.forgive("404")
    await walk.look_at("not-found", "nothing/here")

    walk.visitor = await cast.contact(look)
    for name, path in PORTAL.items():
        await walk.look_at(name, path)
    for path in await walk.addresses("tickets?shown=all", "a.pd-matter"):
        await walk.look_at(path.replace("/", "-"), path)

    assert not walk.found, "\n".join(walk.found)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_headquarters(cast, look):
    base = cast.demo["headquarters"]["url"]
    walk = Walk(await cast.stranger(look, base), "headquarters", base)
    await walk.look_at("sign-in", "sign-in")

    walk.visitor = await cast.operator(look)
    for name, path in HEADQUARTERS.items():
        await walk.look_at(name, path)

    assert not walk.found, "\n".join(walk.found)


@pytest.mark.parametrize("face", SEEN)
def test_no_page_was_forgotten(face):
    """Whoever adds a page adds it above."""
    if not SEEN[face]:
        pytest.skip("the pages were not looked at")
    hooks.boot()
    templates = {
        route.path_format
        for route in app_of(face).routes
        if "GET" in getattr(route, "methods", ()) and not any(part in route.path_format for part in PARTS)
    }
    assert len(templates) > 3
    forgotten = {
        one
        for one in templates
        if not any(re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", one), seen) for seen in SEEN[face])
    }
    assert not forgotten
