"""
Every page of every face, once in Chinese on a desk by daylight and once in English on a phone at night.

None complains in the console, none is wider than its screen, none shuts anybody out (WCAG 2.2 AA by axe), and each
speaks its language. Pictures go to the folder that DESK_SCREENSHOTS names.
"""

import re
from functools import cache
from urllib.parse import urlsplit

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
    "/inbox/bell",
    "/status",
    ".csv",
    ".xlsx",
    "/f/",
    "/documents/",
    "/choices",
    "/letterhead/",
    "/count",
    "/promises/today",
    "/progress",
    "/trial/",
    "/cover",
)
"""What isn't a page: fragments of pages, files, what programs ask for, and the plugin that tries the foundation."""

HARD = {
    "/plugins/{plugin}": "is there when a plugin is installed",
    "/sign-in/code": "asks for the code of a second factor, which nobody of the sample has",
    "/deliveries/{delivery_id}": "at headquarters it is there when somebody was invited",
    "/rate/{token}": "takes the token of a link, which is shown once: tests/journeys/test_rating.py",
    "/customers/mergings/{merging_id}": "is there when two were merged",
    "/lists/{slug}/runs/{run_id}": "is there when something was done with many rows: see test_lists.py",
    "/imports/{kind}/{run_id}": "is there when a table was sent",
    "/loyalty/draws/{number}": "is there when a draw was planned",
    "/loyalty/redemptions/{number}": "is there when somebody asked for a gift",
    "/training/sessions/{number}/scores": "is linked after a session with an exam: tests/training",
    "/training/enrolments/{number}/resit": "is linked for who failed: tests/training",
    "/training/sessions/{number}/attendance": "is linked on the day of a session: tests/training",
    "/training/sessions/{number}/enrolments/new": "is found from a session that is to come: tests/training",
    "/cases/{number}/envelope": "is there when headquarters sent a case back: tests/cases",
    "/webhooks/{webhook_id}": "is there when a program was subscribed",
    "/webhooks/{webhook_id}/edit": "is there when a program was subscribed",
    "/webhooks/{webhook_id}/deliveries/{delivery_id}": "is there when something was delivered",
}
"""What no walk can reach, and why. Their own tests look at them."""

# What to look at: a name for the picture and a path. Every other page is found by following links.
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
    "fields": "fields",
    "field-new": "fields/customer/new",
    "customer-new": "customers/new",
    "import": "imports/customers.customers",
    "surveys": "surveys",
    "surveys-low": "surveys?view=low",
    "surveys-waiting": "surveys?view=waiting",
    "surveys-skipped": "surveys?view=skipped",
    "surveys-figures": "surveys/figures",
    "customers-duplicates": "customers/duplicates",
    "customers-mergings": "customers/mergings",
    "payments": "payments",
    "payments-claimed": "payments?view=claimed",
    "payments-none": "payments?view=refused&method=card",
    "payment-who": "payments/new",
    "payments-sums": "payments/figures",
    "figures": "figures",
    "scorecard": "scorecard",
    "figures-year": "figures?period=year",
    "figure": "figures/tickets.closed?period=year",
    "points": "loyalty",
    "points-scheme": "loyalty/scheme",
    "points-gifts": "loyalty/gifts",
    "points-draws": "loyalty/draws",
    "redemptions": "loyalty/redemptions",
    "redemptions-all": "loyalty/redemptions?view=all",
    "training": "training",
    "training-all": "training?view=all",
    "training-courses": "training/courses",
    "training-register": "training/enrolments",
    "training-series": "training/series",
    "training-new": "training/sessions/new",
    "cases": "cases",
    "members": "members",
    "calendars": "calendars",
    "promises": "promises?view=all",
    "promises-mine": "promises?view=mine",
    "promises-paused": "promises?view=paused",
    "promises-filtered": "promises?view=all&promise=RM-D1&due=overdue",
    "promises-board": "promises/board",
    "promises-figures": "promises/figures?months=12",
    "promises-limits": "promises/limits",
    "failed-work": "work",
    "plugins": "plugins",
    "settings": "settings",
    "privacy": "privacy",
    "settings-surveys": "settings/surveys",
    "settings-customers": "settings/customers",
    "devices": "devices",
    "verify": "verify",
}
PORTAL = {
    "home": "",
    "tickets": "tickets",
    "tickets-all": "tickets?shown=all",
    "tickets-finished": "tickets?shown=finished",
    "ask": "tickets/new",
    "payments": "payments",
    "payment-tell": "payments/new",
    "surveys": "surveys",
    "points": "points",
    "training": "training",
    "certificates": "certificates",
    "devices": "devices",
    "verify": "verify",
}
HEADQUARTERS = {
    "home": "",
    "partners": "partners",
    "cases": "cases",
    "scorecards": "scorecards",
    "statutory-years": "statutory-years",
    "devices": "devices",
}
SEEN: dict[str, set[str]] = {"workspace": set(), "portal": set(), "headquarters": set()}
KNOWN: dict[tuple[str, str], tuple[set[str], dict[str, str]]] = {}
"""By face and look: pages that were looked at, and a link to each page that one leads to. Walks go on from there."""


@cache
def templates(face):
    """The paths of all pages of a face."""
    hooks.boot()
    return {
        route.path_format
        for route in app_of(face).routes
        if "GET" in getattr(route, "methods", ()) and not any(part in route.path_format for part in PARTS)
    }


@cache
def template_of(path, face):
    """The page behind a path; where two fit, the one with more words of its own."""
    if any(part in path for part in PARTS):
        return None
    fits = [one for one in templates(face) if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", one), path)]
    return min(fits, key=lambda one: one.count("{"), default=None)


class Walk:
    """One person's way through the pages of a face, with everything that was wrong on it."""

    def __init__(self, visitor, face, base):
        self.visitor, self.face, self.base, self.found = visitor, face, base, []
        self.seen, self.links = KNOWN.setdefault((face, visitor.look.name), (set(), {}))

    async def look_at(self, name, path=None):
        """Go there, or stay, and look."""
        page = self.visitor.page
        if path is not None:
            await page.goto(f"{self.base}{path}")
        await page.wait_for_load_state("load")
        self.seen.add(template_of(urlsplit(page.url).path, self.face))
        await self.visitor.shot(f"{self.face}-{name}")
        self.found += [f"{name}: {fault}" for fault in await faults_of(self.visitor)]
        paths = await page.evaluate(
            "[...document.links].filter((one) => one.host === location.host).map((one) => one.pathname)"
        )
        for one in paths:
            self.links.setdefault(template_of(one, self.face), one)

    async def follow(self):
        """Look at every page that a link led to and that wasn't looked at yet."""
        while new := [one for one in self.links if one is not None and one not in self.seen]:
            name = re.sub(r"\W+", "-", new[0]).strip("-")
            await self.look_at(f"{name}-found", self.links[new[0]].lstrip("/"))
            self.seen.add(new[0])

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

    def end(self):
        """Nothing was wrong, and every page was seen."""
        SEEN[self.face] |= self.seen
        assert not self.found, "\n".join(self.found)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_the_workspace(cast, look):
    base = cast.tenant["workspace"]
    walk = Walk(await cast.stranger(look, base), "workspace", base)
    await walk.look_at("sign-in", "sign-in")
    walk.visitor.forgive("404", "410")
    await walk.look_at("not-found", "nothing/here")

    await walk.look_at("verify-nothing", "verify?code=ABCD-EFGH-JKLM")
    await walk.look_at("forgotten", "forgotten")
    await walk.look_at("link", "link/nobody-has-sent-this")
    walk.end()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("half", [0, 1])
async def test_the_workspaces_own_pages(cast, look, half):
    walk = Walk(await cast.member(look, "zhou.liqun"), "workspace", cast.tenant["workspace"])
    for name, path in list(WORKSPACE.items())[half::2]:
        await walk.look_at(name, path)
    walk.end()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_tickets_and_dialogs(cast, look):
    walk = Walk(await cast.member(look, "zhou.liqun"), "workspace", cast.tenant["workspace"])
    await walk.look_at("home-again", "")
    await walk.open_dialog("palette", "[data-open=palette]")
    await walk.open_dialog("keys", "[data-open=keys]")
    for path in await one_of_each_status(walk):
        await walk.look_at(path.replace("/", "-"), path)
    await walk.look_at("ticket-again", path)
    await walk.look_at("case-new", await way_up(walk))
    await walk.look_at("ticket-and-again", path)
    await walk.open_dialog("ticket-assign", "[data-open=assign]")
    await walk.open_dialog("ticket-solve", "[data-open=solve]")
    customers = await walk.addresses("customers", "a.pd-title")
    await walk.look_at("product", await one_with(walk, customers, "a[href*='/products/']"))
    customer = customers[0]
    await walk.look_at("intake-customer", f"tickets/new?customer={customer.split('/')[1]}")
    await walk.look_at("request-new", f"requests/new?customer={customer.split('/')[1]}")
    await import_a_customer(walk)
    walk.end()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_where_links_lead(cast, look):
    """From all pages of the workspace that were looked at before."""
    walk = Walk(await cast.member(look, "zhou.liqun"), "workspace", cast.tenant["workspace"])
    await walk.look_at("home-last", "")
    await walk.follow()

    walk.visitor = await cast.member(look, "xu.li")
    walk.visitor.forgive("403", "404")
    await walk.look_at("forbidden", "work")
    await walk.look_at("no-such-ticket", "tickets/99999")
    walk.end()


async def way_up(walk):
    """The address at which the ticket of the page is handed up: its panel comes after the page."""
    await walk.visitor.page.keyboard.press("End")
    link = walk.visitor.page.locator("a[href*='/cases/new']").first
    await link.wait_for(state="attached", timeout=60_000)
    return (await link.get_attribute("href")).lstrip("/")


async def one_with(walk, paths, selector):
    """The first such link that any of these pages has."""
    for path in paths:
        if found := await walk.addresses(path, selector):
            return found[0]
    raise AssertionError(f"no page of {len(paths)} has {selector}")


async def import_a_customer(walk):
    """The report of an import is there once something was imported."""
    page = walk.visitor.page
    await page.goto(f"{walk.base}imports/customers.customers")
    table = {"name": "customers.csv", "mimeType": "text/csv", "buffer": "客户\n江南纺织（示例）有限公司\n".encode()}
    await page.locator("input[type=file]").set_input_files(table)
    await page.locator("main button[type=submit]").click()
    await page.wait_for_url("**/imports/customers.customers/*")
    await walk.look_at("customers-imported")


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
    walk.visitor.forgive("404", "410")
    await walk.look_at("not-found", "nothing/here")

    await walk.look_at("forgotten", "forgotten")
    await walk.look_at("link", "link/nobody-has-sent-this")
    await walk.look_at("opt-out", "opt-out/nobody-has-sent-this")

    walk.visitor = await cast.contact(look)
    for name, path in PORTAL.items():
        await walk.look_at(name, path)
    for path in await walk.addresses("tickets?shown=all", "a.pd-matter"):
        await walk.look_at(path.replace("/", "-"), path)
    await walk.follow()

    walk.end()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_headquarters(cast, look):
    base = cast.demo["headquarters"]["url"]
    walk = Walk(await cast.stranger(look, base), "headquarters", base)
    await walk.look_at("sign-in", "sign-in")

    walk.visitor.forgive("404", "410")
    await walk.look_at("not-found", "nothing/here")
    await walk.look_at("forgotten", "forgotten")
    await walk.look_at("link", "link/nobody-has-sent-this")

    walk.visitor = await cast.operator(look)
    for name, path in HEADQUARTERS.items():
        await walk.look_at(name, path)
    await walk.follow()

    walk.end()


@pytest.mark.parametrize("face", SEEN)
def test_no_page_was_forgotten(face):
    """A page that no link leads to is added above by whoever adds it."""
    if not SEEN[face]:
        pytest.skip("the pages were not looked at")
    assert len(templates(face)) > 3
    missed = sorted(templates(face) - SEEN[face] - set(HARD))
    assert not missed, missed
