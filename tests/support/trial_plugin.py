"""
A plugin of the tests: handlers and reactions that do what no real one does, told by the test what that is.

The house loads it at boot; it is on only for the tenants of the tests that try the foundation.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Stream

from desk.foundation.database import execute
from desk.foundation.errors import Refusal
from desk.foundation.events import Event, Fact, record
from desk.foundation.hooks import hookimpl
from desk.foundation.manifests import Manifest
from desk.foundation.permissions import ANYONE, SIGNED_IN, Permission, needs, permission
from desk.foundation.reactions import EVERY, Reaction, Schedule, reaction
from desk.foundation.tenancy import after_refusal
from desk.foundation.web.forms import Form, read_form
from desk.foundation.web.request import current_principal
from desk.foundation.web.routing import Routes
from desk.kit.ids import uuid7

reacted: list[tuple[str, UUID | None, UUID | None]] = []
"""What ran, in order: the reaction, its subject, the fact."""
does: dict[UUID | None, Callable[[Fact], Awaitable[None]]] = {}
"""What the reaction ``obey`` does for a subject."""

refused_once: set[str] = set()
"""Words whose next request is refused."""


class Tried(Event):
    name = "trial.tried"
    subject_kind = "trial"
    fields = ("word",)
    sentence = "Tried."


class TriedTwice(Event):
    name = "trial.tried_twice"
    subject_kind = "trial"


class TriedHard(Event):
    name = "trial.tried_hard"
    subject_kind = "trial"


@reaction()
async def obey(fact: Fact) -> None:
    """Do what the test wants."""
    reacted.append(("obey", fact.subject_id, fact.id))
    if fact.subject_id in does:
        await does[fact.subject_id](fact)


@reaction(lane="urgent")
async def hurry(fact: Fact) -> None:
    """Nothing, soon."""
    reacted.append(("hurry", fact.subject_id, fact.id))


class TriedAlone(Event):
    name = "trial.tried_alone"
    subject_kind = "trial"


@reaction()
async def overhear(fact: Fact) -> None:
    """Note everything."""
    reacted.append(("overhear", fact.subject_id, fact.id))


@reaction(lane="bulk", budget=0.5, scope="own")
async def wander(fact: Fact) -> None:
    """Do what the test wants, without a transaction."""
    reacted.append(("wander", fact.subject_id, fact.id))
    if fact.subject_id in does:
        await does[fact.subject_id](fact)


@reaction(lane="bulk", budget=0.02)
async def dawdle(fact: Fact) -> None:
    """Never end by itself."""
    reacted.append(("dawdle", fact.subject_id, fact.id))
    await asyncio.Event().wait()


@reaction(lane="bulk")
async def every_hour(fact: Fact) -> None:
    """Only note that it ran."""
    reacted.append(("every_hour", fact.subject_id, fact.id))


class NotToday(Refusal):
    """Refused, so that the test sees what stays."""

    sentence = "Not today."


async def try_it(word: str) -> UUID:
    """Record one fact."""
    return await record(Tried(uuid7(), by=current_principal(), word=word))


@post("/trial/refusal", name="trial.refuse", opt=needs(SIGNED_IN))
async def refuse() -> None:
    """Write, leave a fact for after the refusal, refuse."""
    await try_it("written")
    after_refusal(Tried(uuid7(), by=current_principal(), word="kept"))
    raise NotToday


@post("/trial/promise", name="trial.promise", status_code=200, opt=needs(SIGNED_IN))
async def promise() -> Response[str]:
    """Say that it worked, although the commit will fail."""
    await try_it("broken promise")
    await execute("insert into trial.promise values ('given')")
    return Response("it worked", media_type="text/plain")


@get("/trial/break", name="trial.break", opt=needs(ANYONE))
async def break_down() -> None:
    """A mistake of ours."""
    raise RuntimeError("a trial")


@post("/trial/upload", name="trial.upload", status_code=200, opt=needs("trial.try", upload=True))
async def upload(request: Request[Any, Any, Any]) -> Response[str]:
    """How many bytes came."""
    return Response(str(len(await request.body())), media_type="text/plain")


@get("/trial/stream", name="trial.stream", opt=needs(SIGNED_IN))
async def stream() -> Stream:
    """An answer in many pieces."""

    async def pieces() -> AsyncIterator[str]:
        for _ in range(20):
            yield "x" * 10_000

    return Stream(pieces())


@get("/trial/unmarked", name="trial.unmarked")
async def unmarked() -> str:
    """Forgot its permission."""
    return "never seen"


class Things(Form):
    word: str
    amount: int = 0
    refuse: bool = False
    break_promise: bool = False


@post("/trial/things", name="api.trial.make", opt=needs("trial.try"))
async def make(request: Request[Any, Any, Any]) -> dict[str, str]:
    """Record one fact and name it; or refuse after that."""
    form = await read_form(request, Things)
    made = await try_it(form.word)
    if form.break_promise:
        await execute("insert into trial.promise values ('given')")
    if form.refuse or form.word in refused_once:
        refused_once.discard(form.word)
        raise NotToday
    return {"id": str(made), "word": form.word}


@hookimpl
def register_manifest() -> Manifest:
    return Manifest(slug="trial", name="Trial ground", summary="What no real plugin does.", version="1.0")


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=(refuse, promise, break_down, upload, stream, unmarked), api=(make,))


@hookimpl
def register_permissions() -> list[Permission]:
    return [permission("trial.try", "Try", "administrator")]


@hookimpl
def register_events() -> list[type[Event]]:
    return [Tried, TriedTwice, TriedHard, TriedAlone]


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {
        "trial.tried": [obey],
        "trial.tried_twice": [obey, hurry],
        "trial.tried_hard": [dawdle],
        "trial.tried_alone": [wander],
        EVERY: [overhear],
    }


@hookimpl
def register_schedules() -> list[Schedule]:
    return [Schedule(every_hour, 3600)]
