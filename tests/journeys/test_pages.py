"""
Every page of every face, once in Chinese on a desk by daylight and once in English on a phone at night.

None complains in the console, none is wider than its screen, none shuts anybody out (WCAG 2.2 AA by axe), and each
speaks its language. Pictures go to the folder that DESK_SCREENSHOTS names.
"""

import pytest
from browser_support import desktop, phone

from .walking import Walk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LOOKS = [desktop("zh-CN"), phone("en")]
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
    "calls": "calls",
    "calls-all": "calls?status=all",
    "mail": "mails",
    "mail-all": "mails?status=all",
    "mailboxes": "mailboxes",
    "mailbox-new": "mailboxes/new",
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
    "archive": "archive",
    "figures-year": "figures?period=year",
    "figure": "figures/tickets.closed?period=year",
    "points": "loyalty",
    "points-scheme": "loyalty/scheme",
    "points-gifts": "loyalty/gifts",
    "points-draws": "loyalty/draws",
    "implementation": "implementation",
    "implementation-all": "implementation?view=all",
    "implementation-new": "implementation/new",
    "implementation-templates": "implementation/templates",
    "implementation-workload": "implementation/workload",
    "implementation-today": "implementation/today",
    "implementation-logs": "implementation/logs?view=all",
    "redemptions": "loyalty/redemptions",
    "redemptions-all": "loyalty/redemptions?view=all",
    "complaints": "complaints",
    "complaints-reports": "complaints/reports",
    "complaints-summaries": "complaints/summaries",
    "complaints-new": "complaints/new",
    "complaints-unknown": "complaints/new?unknown=1",
    "training": "training",
    "training-all": "training?view=all",
    "training-courses": "training/courses",
    "training-register": "training/enrolments",
    "training-series": "training/series",
    "training-new": "training/sessions/new",
    "cases": "cases",
    "bulletins": "bulletins",
    "bulletins-unread": "bulletins?view=unread",
    "prices": "prices",
    "members": "members",
    "departments": "departments",
    "proposals": "proposals",
    "promises-grades": "promises/grades?months=12",
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
    "company": "company",
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
    "letters": "headquarters",
    "letter-new": "headquarters/new",
    "bulletins": "bulletins",
    "surveys": "surveys",
    "points": "points",
    "implementation": "implementation",
    "complaints": "complaints",
    "training": "training",
    "certificates": "certificates",
    "devices": "devices",
    "verify": "verify",
    "complain": "complain",
    "complain-sent": "complain?sent=17",
}
HEADQUARTERS = {
    "home": "",
    "board": "board",
    "board-months": "board?span=months",
    "board-one": "board?partner=huaxin",
    "alerts": "alerts",
    "alerts-none": "alerts?view=closed",
    "thresholds": "settings/headquarters",
    "partners": "partners",
    "cases": "cases",
    "cases-partner": "cases?view=partner",
    "cases-none": "cases?view=ended&kind=dongle",
    "letters": "letters",
    "cases-figures": "cases/figures",
    "cases-figures-partner": "cases/figures?group=partner&days=365",
    "knowledge": "knowledge",
    "requirements": "requirements",
    "bulletins": "bulletins",
    "bulletin-new": "bulletins/new",
    "prices": "prices",
    "prices-new": "prices/new",
    "complaint-new": "complaints/new",
    "scorecards": "scorecards",
    "partner-new": "invitations/new",
    "canary": "canary",
    "statutory-years": "statutory-years",
    "trial-new": "trials/new",
    "devices": "devices",
}


@pytest.mark.timeout(900)
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

    walk.visitor = await cast.member(look, "zhou.liqun")
    for name, path in WORKSPACE.items():
        await walk.look_at(name, path)
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
    projects = await walk.addresses("implementation?view=all", "tbody a[href*='/implementation/']")
    await walk.look_at("project-chart", await one_with(walk, projects, "a[href$='/chart']"))
    customer = customers[0]
    await walk.look_at("intake-customer", f"tickets/new?customer={customer.split('/')[1]}")
    await walk.look_at("request-new", f"requests/new?customer={customer.split('/')[1]}")
    await import_a_customer(walk)
    await walk.follow()

    walk.visitor = await cast.member(look, "xu.li")
    walk.visitor.forgive("403", "404")
    await walk.look_at("forbidden", "work")
    await walk.look_at("no-such-ticket", "tickets/99999")
    walk.end(whole=look is LOOKS[0])


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

    walk.end(whole=look is LOOKS[0])


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

    walk.end(whole=look is LOOKS[0])
