"""
Area ``hooks``: what twenty plugins cost that do next to nothing, each a line in the navigation, a constant panel and an
idle reaction, against none. One tenant and one ticket, two web processes in turn, with the plugins and without.
"""

import asyncio
import contextlib
import importlib
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tickets
import world
from load import Result, load, median

COUNT = 20
TENANT = "t0003"
CONNECTIONS = 4
TICK = os.sysconf("SC_CLK_TCK")

PLUGIN = '''"""One of twenty that are counted."""

from desk.extend import Fact, Manifest, NavItem, Panel, Reaction, TicketThing, hookimpl, reaction


@reaction()
async def hear(fact: Fact) -> None:
    """Nothing."""


@hookimpl
def register_manifest() -> Manifest:
    return Manifest(slug="{slug}", name="Idle {n}", summary="It is counted.", version="1.0")


@hookimpl
def register_navigation() -> list[NavItem]:
    return [NavItem("{slug}", "Idle {n}", "/{slug}", "layers", "workspace", "signed-in", 500, "modules")]


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {{"ticket.opened": [hear]}}


@hookimpl
async def ticket_panels(ticket: TicketThing) -> list[Panel]:
    return [Panel("Idle {n}", "idle/_panel.html", {{}})]
'''


@dataclass
class Side:
    """One of the two processes: its port, its id, and what the rounds found."""

    port: int
    pid: int
    rounds: list[Result] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    """Of the processor, for each answer."""

    def again(self) -> "Side":
        """The same process, nothing found yet."""
        return Side(self.port, self.pid)

    async def ask(self, raw: bytes, seconds: float) -> None:
        """One round."""
        before = processor_seconds(self.pid)
        found = await load(self.port, lambda: raw, seconds=seconds, connections=CONNECTIONS)
        if found.failed or not found.answered:
            raise RuntimeError(f"a request failed: {found.first_fault}")
        self.rounds.append(found)
        self.seconds.append((processor_seconds(self.pid) - before) / found.answered)


def processor_seconds(pid: int) -> float:
    """What a process has used of the processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def write_plugins(folder: Path) -> list[str]:
    """The plugins as modules; the answer is their slugs."""
    slugs = [f"idle{n:02}" for n in range(1, COUNT + 1)]
    for n, slug in enumerate(slugs, 1):
        (folder / f"{slug}_plugin.py").write_text(PLUGIN.format(slug=slug, n=n), "utf-8")
    (folder / "templates/idle").mkdir(parents=True)
    (folder / "templates/idle/_panel.html").write_text("{# A constant. #}\n<p>Idle</p>\n", "utf-8")
    return slugs


async def switch(url: str, slugs: list[str]) -> None:
    """Have exactly these on."""
    import asyncpg

    connection = await asyncpg.connect(url)
    await connection.execute("update tenant set plugins = $2, version = version + 1 where slug = $1", TENANT, slugs)
    await connection.close()


async def rounds(none: Side, twenty: Side, raw: bytes, seconds: float, count: int) -> dict[str, Any]:
    """Both in turn, each first in every other round; the medians of the pairs."""
    for number in range(count):
        for one in (none, twenty) if number % 2 else (twenty, none):
            await one.ask(raw, seconds)
    return {
        "cost": round(statistics.median(a.rps / b.rps for a, b in zip(none.rounds, twenty.rounds, strict=True)), 3),
        "cost_processor": round(statistics.median(b / a for a, b in zip(none.seconds, twenty.seconds, strict=True)), 3),
        "none_ms": round(statistics.median(none.seconds) * 1000, 3),
        "twenty_ms": round(statistics.median(twenty.seconds) * 1000, 3),
        "none_rps": round(median(none.rounds, lambda one: one.rps), 1),
        "twenty_rps": round(median(twenty.rounds, lambda one: one.rps), 1),
    }


@contextlib.contextmanager
def served(folder: str, slugs: list[str]) -> Iterator[Side]:
    """A web process with these plugins installed."""
    port = world.free_port()
    environment = {
        "DESK_ENVIRONMENT": "test",
        "DESK_TEST_PLUGINS": ",".join(f"{slug}_plugin" for slug in slugs),
        "PYTHONPATH": folder,
    }
    with world.process("-m", "desk.cli", "serve", "--port", str(port), port=port, **environment) as started:
        yield Side(port, started.pid)


def measured(none: Side, twenty: Side, cases: tickets.Cases, seconds: float, count: int) -> dict[str, Any]:
    """The page of a ticket, and opening one, which plans the reactions."""
    found: dict[str, Any] = {"plugins": COUNT}
    for case in ("ticket_page", "ticket_create"):
        found[case] = asyncio.run(rounds(none.again(), twenty.again(), cases.raw(case), seconds, count))
    return found


def run(seconds: float, count: int) -> dict[str, Any]:
    """Measure the area; the answer is its figures by case."""
    with world.servers() as stack, tempfile.TemporaryDirectory() as folder:
        world.fill_small(stack)
        os.environ |= world.only(stack.database_url("desk_app", world.SMALL_WORLD))
        importlib.reload(sys.modules["desk.settings"])
        superuser, slugs = stack.database_url("postgres", world.SMALL_WORLD), write_plugins(Path(folder))
        cases = tickets.Cases(TENANT, *asyncio.run(tickets.ids_of(TENANT)))
        asyncio.run(switch(superuser, slugs))
        try:
            with served(folder, []) as none, served(folder, slugs) as twenty:
                return {"hooks": measured(none, twenty, cases, seconds, count)}
        finally:
            asyncio.run(switch(superuser, []))
