"""Walking through the pages of a face: which there are, which were seen, and what was wrong on them."""

import re
from functools import cache
from urllib.parse import urlsplit

from browser_support import faults_of

from desk.foundation import hooks
from desk.main import app_of

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
    "/sheet",
    "/choices",
    "/letterhead/",
    "/count",
    "/drafts",
    "/watching",
    "/ties",
    "/tickets/similar",
    "/calls/live",
    "/promises/today",
    "/progress",
    "/trial/",
    "/layout",
    "/original",
    "/cover",
    "/sheet",
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
    "/letters/{letter_id}": "is there when a customer wrote to headquarters: tests/cases",
    "/bulletins/{number}/draft": "is linked from a bulletin at headquarters: tests/publications",
    "/trials/{trial_id}": "is there when a change was tried: tests/deadlines/test_rollouts.py",
    "/requirements/{number}": "is there when a case was put to the missing functions: tests/cases",
    "/complaints/summaries/{summary_id}": "is there when a week is over and somebody writes it: tests/complaints",
    "/calls/{call_id}": "is there when somebody rang: tests/calls",
    "/webhooks/{webhook_id}": "is there when a program was subscribed",
    "/webhooks/{webhook_id}/edit": "is there when a program was subscribed",
    "/webhooks/{webhook_id}/deliveries/{delivery_id}": "is there when something was delivered",
}
"""What no walk can reach, and why. Their own tests look at them."""


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
        self.visitor, self.face, self.base = visitor, face, base
        self.seen, self.links, self.found = set(), {}, []

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

    def end(self, *, whole):
        """Nothing was wrong, and after a whole walk every page was seen: what no link leads to is named in the test."""
        missed = sorted(templates(self.face) - self.seen - set(HARD)) if whole else []
        assert not self.found + missed, "\n".join([*self.found, *(f"forgotten: {one}" for one in missed)])
