"""The whole product as a demo of its own, and a real browser before it."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from browser_support import AXE, ROOT, Look, Visitor, chromium, visitor
from playwright.async_api import Browser, async_playwright

from desk.foundation import hooks, translation

PATIENCE = 120
"""Seconds that a demo may take to be ready."""


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture(scope="session")
def demo() -> Iterator[dict[str, Any]]:
    """
    What ``desk demo --json`` told: addresses and sign-ins of the sample tenants.

    DESK_JOURNEYS_ON names a file with what a running demo told, for whoever writes these tests.
    """
    if chromium() is None:
        pytest.skip("NO BROWSER: name one in CHROMIUM_PATH, or start the tests with ./run test")
    assert AXE.is_file(), "the front-end packages are missing: ./run setup"
    if running := os.environ.get("DESK_JOURNEYS_ON"):
        yield json.loads(Path(running).read_text("utf-8"))
        return
    with started() as told:
        yield told


@contextlib.contextmanager
def started(**more: str) -> Iterator[dict[str, Any]]:
    """A demo of one's own, with more in its surroundings; gone afterwards."""
    state = Path(tempfile.mkdtemp(prefix="desk-journeys-"))
    options = ["--json", "--port", str(_free_port()), "--state", str(state / "demo")]
    command = [sys.executable, "-m", "desk.cli", "demo", *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DESK_")}
    environment |= {"PYTHONPATH": str(ROOT / "platform"), **more}
    with (state / "journeys.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True
        )
        try:
            assert process.stdout is not None
            too_late = threading.Timer(PATIENCE, process.terminate)
            too_late.start()
            told = process.stdout.readline()
            too_late.cancel()
            assert told, (state / "journeys.log").read_text()
            yield json.loads(told)
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(30)
            process.kill()
    shutil.rmtree(state, ignore_errors=True)


@pytest.fixture(scope="session")
async def browser(demo: dict[str, Any]) -> AsyncIterator[Browser]:
    """One browser; each person gets a context of their own in it."""
    async with async_playwright() as playwright:
        # Chromium's own sandbox needs what a container or root doesn't have; the pages are ours.
        found = await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield found
        await found.close()


class Cast:
    """The people of one sample tenant at their browsers."""

    def __init__(self, browser: Browser, demo: dict[str, Any], slug: str = "huaxin") -> None:
        self.browser, self.demo = browser, demo
        self.tenant = next(one for one in demo["tenants"] if one["slug"] == slug)
        self.opened: list[Visitor] = []

    async def member(self, look: Look, login: str = "li.xiaofeng", **more: Any) -> Visitor:
        """A member signed in to the workspace."""
        found = next(one for one in self.tenant["sign_ins"] if one["login"].startswith(login))
        return await self._signed_in(self.tenant["workspace"], look, found, **more)

    async def contact(self, look: Look) -> Visitor:
        """The customer's contact signed in to the portal."""
        return await self._signed_in(self.tenant["portal"], look, self.tenant["contact"])

    async def operator(self, look: Look) -> Visitor:
        """An operator signed in to headquarters."""
        found = self.demo["headquarters"]
        return await self._signed_in(found["url"], look, found["sign_ins"][0])

    async def ticket(self, subject: str) -> str:
        """A new ticket through the API; the answer is its address in the workspace."""
        host = urlsplit(self.tenant["workspace"]).netloc
        headers = {"host": host, "authorization": f"Bearer {self.tenant['token']}"}
        async with httpx.AsyncClient(base_url=f"{self.demo['base']}/api/v1", headers=headers) as api:
            customer = (await api.get("/customers")).json()["items"][0]["id"]
            made = await api.post("/tickets", json={"customer": customer, "subject": subject, "body": "照旧。"})
        return f"{self.tenant['workspace']}tickets/{made.json()['number']}"

    async def stranger(self, look: Look, url: str) -> Visitor:
        """A browser that nobody has signed in with."""
        found = await visitor(self.browser, look, url)
        self.opened.append(found)
        return found

    async def _signed_in(self, url: str, look: Look, who: dict[str, str], **more: Any) -> Visitor:
        found = await visitor(self.browser, look, url, **more)
        self.opened.append(found)
        await found.sign_in(url, who["login"], who["password"])
        return found


@pytest.fixture
async def cast(browser: Browser, demo: dict[str, Any]) -> AsyncIterator[Cast]:
    """The people; whatever went wrong at any of their browsers fails the test."""
    found = Cast(browser, demo)
    yield found
    faults = [fault for one in found.opened for fault in one.faults]
    for one in found.opened:
        await one.page.context.close()
    assert not faults


@pytest.fixture
def words() -> Callable[..., str]:
    """The words of the product in a language: ``words("en", "Take it")``."""
    hooks.boot()

    def say(lang: str, sentence: str, **values: Any) -> str:
        found = sentence if lang == "en" else translation._chinese.gettext(sentence)
        return found % values if values else found

    return say
