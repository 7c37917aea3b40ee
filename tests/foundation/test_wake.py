"""The wake flag: a hint, set behind the request's back, so that a dead or hung Redis costs a request nothing."""

import ast
import asyncio
import contextlib
from pathlib import Path

import pytest
from redis.asyncio import Redis
from trial_plugin import Tried

from desk.foundation import wake
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM
from desk.foundation.wake import FLAG, waker
from desk.kit.ids import uuid7
from desk.settings import ROOT, Settings, settings

from .wire import until

DESK = ROOT / "platform/desk"


@pytest.fixture
async def redis():
    client = Redis.from_url(settings.redis_url)
    await client.delete(FLAG)
    yield client
    await client.aclose()


@contextlib.asynccontextmanager
async def hung_redis():
    """Something that takes connections and never answers; counts what was said to it."""
    heard = []

    async def listen(reader, writer):
        while said := await reader.read(1000):
            heard.append(said)
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    try:
        yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0", heard
    finally:
        server.close()


@pytest.fixture(params=["dead", "hung"])
async def bad_redis(request):
    """The address of a Redis that is no use."""
    if request.param == "dead":
        yield "redis://127.0.0.1:1/0"
        return
    async with hung_redis() as (address, _):
        yield address


async def test_the_flag_goes_up_after_the_commit(trial, post, redis):
    async with trial.scope():
        await record(Tried(uuid7(), by=SYSTEM, word="x"))
        assert await redis.get(FLAG) is None

    async with asyncio.timeout(20):
        while not await redis.get(FLAG):
            pass


async def test_a_request_that_makes_work_raises_the_flag(door, trial, post, redis):
    program = await door.api(trial)
    await program.post("/api/v1/trial/things", data={"word": "x"})

    async with asyncio.timeout(20):
        while not await redis.get(FLAG):
            pass


async def test_requests_go_on_while_redis_is_no_use(door, trial, post, bad_redis, monkeypatch):
    """The task that sets the flag is stuck in the middle of it, and none of the requests waits for it."""
    monkeypatch.setattr(wake, "settings", Settings(redis_url=bad_redis))
    before = wake._wanted
    member, program = await door.member(trial), await door.api(trial)
    try:
        async with waker():
            for _ in range(20):
                assert (await program.post("/api/v1/trial/things", data={"word": "x"})).status_code in (200, 201)
                assert (await member.get("/devices")).status_code == 200
    finally:
        wake._wanted = before


async def test_a_hung_redis_is_asked_by_one_task_and_not_by_each_request(door, trial, post, monkeypatch):
    before = wake._wanted
    program = await door.api(trial)
    async with hung_redis() as (address, heard):
        monkeypatch.setattr(wake, "settings", Settings(redis_url=address))
        try:
            async with waker():
                for _ in range(20):
                    await program.post("/api/v1/trial/things", data={"word": "x"})
                await until(lambda: heard)
                assert len(heard) <= 2
        finally:
            wake._wanted = before


async def test_waking_outside_a_running_process_does_nothing():
    before, wake._wanted = wake._wanted, None
    try:
        wake.wake()
    finally:
        wake._wanted = before


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{one.name}" for one in node.names}
    return found


KNOW_REDIS = {
    "pacer.py": "relays to it",
    "worker.py": "takes from it",
    "foundation/broker.py": "what relay and worker share",
    "foundation/wake.py": "a task of its own sets the flag",
    "foundation/signals.py": "a task of its own listens; jobs publish",
    "foundation/readiness.py": "asks whether it is there, for operators",
    "foundation/doctor.py": "asks whether it is there, for operators",
    "messaging/pace.py": "keeps the pace of a gateway, in jobs; each worker counts for itself without it",
    "foundation/throttling.py": "counts wrong sign-ins, with a limit of its own and a per-process count without it",
}
"""All that may speak with Redis, and why that is not the request's path."""


def test_only_these_speak_with_redis():
    found = {
        path.relative_to(DESK).as_posix()
        for path in DESK.rglob("*.py")
        if any(name.split(".")[0] in ("redis", "dramatiq") for name in imports_of(path))
    }
    assert {path for path in found if not path.startswith("demo/")} - KNOW_REDIS.keys() == set()


def test_signals_are_published_by_reactions_alone():
    """``publish`` waits for Redis, so it has no place in a request. What plugins may import only names it."""
    found = {
        path.relative_to(DESK).as_posix()
        for path in DESK.rglob("*.py")
        if "desk.foundation.signals.publish" in imports_of(path)
    }
    assert {path for path in found - {"extend/facts.py"} if path.rpartition("/")[2] != "reactions.py"} == set()
