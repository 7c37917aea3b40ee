"""Every route of a plugin: which permission it names, what it says to a stranger, what it says when it is off."""

import itertools
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

from desk.conformance import queries
from desk.conformance.ground import OTHER, OWN, Ground
from desk.conformance.rules import Result
from desk.foundation import hooks, permissions
from desk.foundation.permissions import ANYONE, SIGNED_IN
from desk.foundation.web.routing import Routes
from desk.kit.ids import uuid7

FACES = ("workspace", "api", "portal")
"""Where it is tried; the others have no customers and no tenants of their own."""
HOLE = re.compile(r"\{(\w+)(?::(\w+))?\}")
NOBODYS = {"int": "1999999999"}
MOST = 6
"""So many addresses of one route are tried."""


@dataclass(frozen=True, slots=True)
class Door:
    """One method at one address."""

    face: str
    method: str
    path: str
    opt: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def doors(slug: str) -> list[Door]:
    """All that a plugin serves."""
    routes: Routes = hooks.answers("register_routes").get(slug, Routes())
    found = []
    for face in ("workspace", "api", "portal", "headquarters", "files", "people"):
        for handler in getattr(routes, face):
            prefix = "/api/v1" if face == "api" else ""
            for path, method in itertools.product(sorted(handler.paths), sorted(handler.http_methods)):
                found.append(Door(face, str(method), prefix + path, handler.opt))
    return found


def unnamed(slug: str) -> list[str]:
    """Routes that name no permission, or one that nobody has declared."""
    known = {ANYONE, SIGNED_IN, *permissions.registered()}
    return [
        f"{door} names {door.opt.get('permission') or 'none'}"
        for door in doors(slug)
        if door.opt.get("permission") not in known
    ]


async def strange(ground: Ground) -> Result:
    """Ask for what belongs to the first tenant as the second, and for what doesn't exist."""
    before = await _prints(ground)
    found, tried, untried = [], 0, []
    for face in FACES:
        client = await ground.client(face, OTHER)
        for door in (one for one in doors(ground.slug) if one.face == face and HOLE.search(one.path)):
            theirs = [one async for one in _addresses(ground, door.path)]
            tried += len(theirs)
            untried += [] if theirs else [str(door)]
            for path in theirs:
                found += await _compared(client, door, path)
        await client.aclose()
    changed = [table for table, seen in (await _prints(ground)).items() if seen != before[table]]
    found += [f"{table} was changed by another tenant" for table in changed]
    found += ["nothing could be tried: sample.py fills none of its tables"] if untried and not tried else []
    return Result("tenants", found, untried)


async def _compared(client: Any, door: Door, path: str) -> list[str]:
    nowhere = HOLE.sub(lambda hole: NOBODYS.get(hole[2], str(uuid7())), door.path)
    theirs = (await client.request(door.method, path)).status_code
    nobodys = (await client.request(door.method, nowhere)).status_code
    if theirs != nobodys:
        return [f"{door} answers {theirs} for another tenant's and {nobodys} for nobody's"]
    fine = theirs == 404 if door.method == "GET" else 400 <= theirs < 500
    return [] if fine else [f"{door} answers {theirs} for another tenant's"]


async def _addresses(ground: Ground, path: str) -> AsyncIterator[str]:
    """The route with what the first tenant has in the place of each hole."""
    pieces, holes = HOLE.sub("\0", path).split("\0"), HOLE.findall(path)
    known = [await _values(ground, name, kind) for name, kind in holes]
    for values in itertools.islice(itertools.product(*known), MOST):
        yield "".join(itertools.chain.from_iterable(zip(pieces, (*values, ""), strict=True)))


async def _values(ground: Ground, name: str, kind: str) -> list[str]:
    if kind != "uuid":
        columns = (name, "number") if kind == "int" else (name,)
        pairs: Iterator[tuple[str, str]] = itertools.product(ground.tables, columns)
        return [
            one
            for table, column in pairs
            for one in await queries.examples(ground.past, table, column, ground.ids[OWN])
        ]
    if name in ("customer_id", "customer"):
        return [str(ground.customers[OWN])]
    wanted = [table for table in ground.tables if table.endswith(f"_{name.removesuffix('_id')}")] or ground.tables
    return [one for table in wanted for one in await queries.examples(ground.past, table, "id", ground.ids[OWN])]


async def _prints(ground: Ground) -> dict[str, str]:
    return {table: await queries.print_of(ground.past, table, ground.ids[OWN]) for table in ground.tables}


async def left(ground: Ground) -> list[str]:
    """What of a plugin that is off still answers."""
    found = []
    for face in FACES:
        client = await ground.client(face, OWN)
        for door in (one for one in doors(ground.slug) if one.face == face and one.opt.get("permission") != ANYONE):
            path = HOLE.sub(lambda hole: NOBODYS.get(hole[2], str(uuid7())), door.path)
            status = (await client.request(door.method, path)).status_code
            found += [] if status == 404 else [f"{door} answers {status}"]
        home = (await client.get("/")).text if face != "api" else ""
        found += [f"the home of the {face} leads to {one}" for one in sorted(_links(home, ground.slug))]
        await client.aclose()
    return found


def _links(page: str, slug: str) -> set[str]:
    return set(re.findall(rf'(?:href|hx-get|data-url)="(/{slug}[/"?][^"]*|/{slug})"', page))
