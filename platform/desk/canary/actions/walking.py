"""
The walk: each route, asked by the asker with what is the owner's; each job, run at the asker about what is the owner's.

Which routes and jobs there are is read from the product's own tables, so a new one is walked from the night on.
"""

import asyncio
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from litestar.routes import HTTPRoute

from desk.canary import queries
from desk.canary.actions import founding
from desk.canary.actions.founding import NUMBER, PATH_IDS, SOUGHT, TELLTALE, WORD
from desk.canary.states import Why
from desk.foundation import reactions
from desk.foundation.canaries import ASKER, OWNER
from desk.foundation.database import savepoint
from desk.foundation.events import Fact
from desk.foundation.permissions import ANYONE
from desk.foundation.principals import SYSTEM
from desk.foundation.registry import scope_of
from desk.foundation.web.headers import cookie_name
from desk.foundation.web.hosts import address
from desk.foundation.web.lists import Thing, all_registered
from desk.foundation.web.served import Answer, Served, ask
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.people import actions as people

HOLE = re.compile(r"\{(\w+)(?::(\w+))?\}")
PATIENCE = 8.0
"""Seconds for one answer or job; what takes longer, or a whole step twice as long, counts as untried."""
BREATH = 0.005
"""Seconds between two requests, in which others are served."""
NOBODYS_NUMBER = 1_999_999_999
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is tried."""

    kind: Literal["route", "job", "rows"]
    name: str
    face: str = ""
    method: str = ""
    path: str = ""
    query: tuple[tuple[str, str], ...] = ()
    example: Any = None

    def __str__(self) -> str:
        return f"{self.face} {self.method} {self.path}" if self.kind == "route" else f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Leak:
    """Where something came out, and in which way."""

    where: str
    why: Why
    more: str = ""


def steps_of(served: Served) -> list[Step]:
    """All that is tried, always in the same order; last, whether the rows are what they were."""
    routes = sorted(_routes(served), key=str)
    jobs = [Step("job", one.name) for one in reactions.every() if one.scope == "given"]
    return [*routes, *jobs, Step("rows", "asker"), Step("rows", "owner")]


def _routes(served: Served) -> Iterator[Step]:
    filters = {
        one.path: tuple((named.name, str(PATH_IDS)) for named in one.filters if isinstance(named, Thing))
        for one in all_registered()
    }
    for face, app in served.faces.items():
        for route in app.routes:
            for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
                for method in sorted(handler.http_methods - {"OPTIONS", "HEAD"}):
                    ids = _ids_asked(handler.fn, route.path) + filters.get(route.path, ())
                    if HOLE.search(route.path) or (method == "GET" and handler.opt.get("permission") != ANYONE):
                        kept = {"example": handler.opt.get("example")}
                        yield Step("route", str(handler.name), face, str(method), route.path, ids, **kept)


def _ids_asked(handler: Any, path: str) -> tuple[tuple[str, str], ...]:
    """The ids that an address asks for behind its path."""
    holes = {name for name, _ in HOLE.findall(path)}
    asked = inspect.signature(handler).parameters.values()
    return tuple((one.name, str(PATH_IDS)) for one in asked if "UUID" in str(one.annotation) and one.name not in holes)


class Walk:
    """The asker on its way, signed in on each face."""

    def __init__(self, served: Served, headquarters_host: str) -> None:
        self.served, self.hosts = served, {"headquarters": headquarters_host}
        self.whom: dict[str, tuple[UUID, UUID | None]] = {}
        self.cookies: dict[str, dict[str, str]] = {}

    async def sign_in(self) -> None:
        """Sign the asker's people in, as long as this part of the way takes."""
        staff, (contact, customer) = await founding.staff_credential(), await founding.contact_credential()
        async with scope_of(OWNER) as scope:
            self.hosts["of owner"] = scope.tenant.hosts["workspace"]
        async with scope_of(ASKER) as scope:
            self.hosts |= {face: scope.tenant.hosts[face] for face in ("workspace", "portal", "files")}
            self.whom = {"workspace": (staff, None), "portal": (contact, customer)}
            for face, (credential, of) in self.whom.items():
                token = await people.begin_sign_in(credential, face, customer_id=of, address="", agent="canary")
                self.cookies[face] = {"cookie": f"{cookie_name()}={token}"}
            member = await queries.member_of(staff)
            token = await people.make_token(member, "canary", (), timedelta(hours=1), by=SYSTEM)
            self.cookies["api"] = {"authorization": f"Bearer {token}"}
        self.cookies |= {"headquarters": self.cookies["workspace"], "files": {}}

    async def sign_out(self) -> None:
        """End what ``sign_in`` began."""
        async with scope_of(ASKER):
            for credential, _ in self.whom.values():
                await people.end_sign_ins_of(credential, by=SYSTEM)
            for one in await queries.tokens():
                await people.revoke_token(one["id"], by=SYSTEM)

    async def tried(self, step: Step) -> list[Leak]:
        """What leaks at one step. Raises ``TimeoutError`` for what could not be tried in time."""
        async with asyncio.timeout(2 * PATIENCE):
            if step.kind == "route":
                return await self._route(step)
            return await _job(step) if step.kind == "job" else []

    async def _route(self, step: Step) -> list[Leak]:
        if not HOLE.search(step.path):
            answer = await self._ask(step, step.path, {"q": SOUGHT})
            narrowed = [await self._ask(step, step.path, dict([one])) for one in step.query]
            return _told(step, answer, *narrowed)
        words = [str(PATH_IDS), str(NUMBER), WORD] if "str" in {kind for _, kind in HOLE.findall(step.path)} else [""]
        return [leak for word in words for leak in await self._addressed(step, word)]

    async def _addressed(self, step: Step, word: str) -> list[Leak]:
        """What leaks when the owner's row is addressed; ``word`` stands where the address takes any text."""
        path = _filled(step.path, PATH_IDS, NUMBER, word)
        theirs, nobody = await self._ask(step, path, dict(step.query)), uuid7()
        nowhere = _filled(step.path, nobody, NOBODYS_NUMBER, _nobodys(word))
        never = await self._ask(step, nowhere, dict.fromkeys(dict(step.query), str(nobody)), row=nobody)
        found = _told(step, theirs)
        if word == WORD:  # It may be a word that is the same for all, such as a role's.
            return found
        if theirs.status != never.status:
            found.append(Leak(str(step), Why.APART, f"{theirs.status}, {never.status}"))
        if theirs.is_given and step.face != "headquarters":
            found.append(Leak(str(step), Why.GIVEN, str(theirs.status)))
        if step.face == "workspace" and step.method == "GET":
            elsewhere = await self._ask(step, path, {}, host="of owner")
            if elsewhere.is_given:
                found.append(Leak(f"{step} at the other tenant", Why.GIVEN, str(elsewhere.status)))
        return found

    async def _ask(
        self, step: Step, path: str, query: dict[str, str], *, host: str = "", row: UUID = PATH_IDS
    ) -> Answer:
        await asyncio.sleep(BREATH)
        who = "api" if step.path.startswith("/api/") else step.face
        base = address(self.hosts[host or step.face], "")
        headers = {"origin": base, **self.cookies[who]}
        sent: dict[str, Any] = {"params": query} if query else {}
        if step.method != "GET":
            sent |= {"json": _with_ids(step.example, row)} if who == "api" else {"data": {}}
        return await ask(self.served, base, step.method, path, headers, PATIENCE, **sent)


def _filled(path: str, row: UUID, number: int, word: str) -> str:
    def value(hole: re.Match[str]) -> str:
        return {"uuid": str(row), "int": str(number)}.get(hole[2], word)

    return HOLE.sub(value, path)


def _nobodys(word: str) -> str:
    return {str(PATH_IDS): str(uuid7()), str(NUMBER): str(NOBODYS_NUMBER)}.get(word, "nobodys")


def _with_ids(example: Any, row: UUID) -> Any:
    """What a program would send, with this row in the place of every id."""
    if isinstance(example, dict):
        return {name: _with_ids(one, row) for name, one in example.items()}
    if isinstance(example, list | tuple):
        return [_with_ids(one, row) for one in example]
    return UUIDS.sub(str(row), example) if isinstance(example, str) else example or {}


def _told(step: Step, *answers: Answer) -> list[Leak]:
    return [
        Leak(str(step), Why.TOLD, str(one.status))
        for one in answers
        if TELLTALE in one.text and TELLTALE not in one.address
    ]


class _Foreign(dict[str, Any]):
    """A payload in which every field names the owner's row."""

    def __missing__(self, _key: str) -> str:
        return str(PATH_IDS)

    def get(self, _key: str, _default: Any = None) -> str:
        return str(PATH_IDS)


async def _job(step: Step) -> list[Leak]:
    """Run a job at the asker about what is the owner's; whatever it did is undone."""
    run = next(one.run for one in reactions.every() if one.name == step.name)
    fact = Fact(ASKER, uuid7(), step.name, now(), "system", None, "", PATH_IDS, PATH_IDS, _Foreign())
    async with scope_of(ASKER) as scope:
        try:
            async with savepoint(), asyncio.timeout(PATIENCE):
                await run(fact)
        except Exception:  # That it finds nothing is what is hoped for.
            await scope.transaction.rollback()
            return []
        kept = await queries.tables_with(TELLTALE, await queries.touched())
        await scope.transaction.rollback()
    return [Leak(f"{step}, {table}", Why.KEPT) for table in kept]
