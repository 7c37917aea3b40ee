"""Throttling counts exactly over processes, says when to try again, and lives without Redis."""

import asyncio
import sys
import time
from datetime import timedelta

import pytest
import time_machine
from redis.asyncio import Redis

from desk.foundation import throttling
from desk.foundation.registry import known_facts
from desk.foundation.throttling import Throttle, TooManyTries, network_of
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.settings import ROOT, settings

FIVE = Throttle("trial", ((5, 60), (8, 3600)))
RACE = """
import asyncio, sys
from uuid import UUID
from desk.foundation import throttling
from desk.foundation.registry import known_facts
throttling.PATIENCE = 20
async def one(key):
    try:
        await throttling.count(key)
        return 1
    except throttling.TooManyTries:
        return 0
async def main():
    throttle = throttling.Throttle("race", ((int(sys.argv[2]), 600),))
    keys = throttling.key(throttle, known_facts(UUID(sys.argv[1])), "li")
    print(sum(await asyncio.gather(*(one(keys) for _ in range(30)))))
asyncio.run(main())
"""


@pytest.fixture
def tenant():
    return known_facts(uuid7())


@pytest.fixture
def alone(monkeypatch):
    """Counters as of a process that just began."""
    counters = throttling._Counters()
    monkeypatch.setattr(throttling, "_counters", counters)
    return counters


async def passed(*keys: throttling.Key, tries: int) -> int:
    found = 0
    for _ in range(tries):
        try:
            await throttling.count(*keys)
            found += 1
        except TooManyTries:
            pass
    return found


@pytest.mark.parametrize("most", [1, 7])
async def test_of_many_tries_in_three_processes_exactly_so_many_pass(tenant, most):
    command = [sys.executable, "-c", RACE, str(tenant.id), str(most)]
    pipe = asyncio.subprocess.PIPE
    racing = [await asyncio.create_subprocess_exec(*command, stdout=pipe, cwd=ROOT / "platform") for _ in range(3)]
    outputs = [await one.communicate() for one in racing]

    assert sum(int(output) for output, _ in outputs) == most


async def test_the_delay_grows_and_the_sentence_says_it(tenant, alone):
    key = throttling.key(FIVE, tenant, "li")

    assert await passed(key, tries=9) == 5
    with pytest.raises(TooManyTries) as first:
        await throttling.count(key)
    assert first.value.values == {"minutes": 1}
    with time_machine.travel(now() + timedelta(seconds=61), tick=True):
        assert await passed(key, tries=9) == 3
        with pytest.raises(TooManyTries) as second:
            await throttling.count(key)
    assert second.value.values["minutes"] == 59
    with time_machine.travel(now() + timedelta(hours=2), tick=True):
        assert await passed(key, tries=9) == 5


async def test_a_full_counter_keeps_the_try_from_the_others(tenant, alone):
    one, other = throttling.key(FIVE, tenant, "li"), throttling.key(FIVE, tenant, "chen")

    assert await passed(one, tries=5) == 5
    assert await passed(one, other, tries=5) == 0
    assert await passed(other, tries=9) == 5


async def test_a_good_try_forgets_its_own_counter_and_takes_one_back_from_the_other(tenant, alone):
    login, network = throttling.key(FIVE, tenant, "li"), throttling.key(FIVE, tenant, "192.0.2.0/24")

    assert await passed(login, network, tries=3) == 3
    good = await throttling.count(login, network)
    await good.forget(login)
    await good.undo(network)
    assert await passed(login, tries=9) == 5
    assert await passed(network, tries=9) == 2


async def test_tenants_and_names_have_counters_of_their_own(tenant, alone):
    assert await passed(throttling.key(FIVE, tenant, "li"), tries=9) == 5
    assert await passed(throttling.key(FIVE, tenant, "chen"), tries=9) == 5
    assert await passed(throttling.key(FIVE, known_facts(uuid7()), "li"), tries=9) == 5
    async with Redis.from_url(settings.redis_url) as redis:
        names = [name async for name in redis.scan_iter("desk:throttle:trial:*")]
    assert names
    assert not any(b"chen" in name for name in names)


async def test_a_dead_redis_leaves_each_process_its_own_exact_counter(tenant, alone, monkeypatch):
    monkeypatch.setattr(throttling, "_client", lambda: Redis.from_url("redis://127.0.0.1:1/0"))
    key = throttling.key(FIVE, tenant, "li")

    tries = [throttling.count(key) for _ in range(40)]
    assert sum(not isinstance(one, Exception) for one in await asyncio.gather(*tries, return_exceptions=True)) == 5
    with time_machine.travel(now() + timedelta(seconds=61), tick=True):
        assert await passed(key, tries=9) == 3


async def test_a_hung_redis_costs_one_request_a_moment_and_comes_back(tenant, alone, monkeypatch):
    async def say_nothing(reader, writer):
        await reader.read()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    hung, real = Redis.from_url(f"redis://127.0.0.1:{port}/0"), throttling._client
    monkeypatch.setattr(throttling, "_client", lambda: hung)
    key, begun = throttling.key(FIVE, tenant, "li"), time.monotonic()
    try:
        assert await passed(key, tries=30) == 5
        assert time.monotonic() - begun < 0.3
        alone.silent_until = 0.0
        monkeypatch.setattr(throttling, "_client", real)
        assert await passed(throttling.key(FIVE, tenant, "chen"), tries=9) == 5
        assert alone.silent_until is None
    finally:
        await hung.aclose()
        server.close()


async def test_a_redis_that_dies_in_between_loses_nothing_that_this_process_saw(tenant, alone, monkeypatch):
    key = throttling.key(FIVE, tenant, "li")

    assert await passed(key, tries=3) == 3
    monkeypatch.setattr(throttling, "_client", lambda: Redis.from_url("redis://127.0.0.1:1/0"))
    assert await passed(key, tries=9) == 2


def test_neighbours_share_a_network():
    assert network_of("192.0.2.7") == network_of("192.0.2.99") == "192.0.2.0/24"
    assert network_of("192.0.3.7") != network_of("192.0.2.7")
    assert network_of("2001:db8:1:2::7") == network_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert network_of("::ffff:192.0.2.7") == "192.0.2.0/24"
    assert network_of("unix") == "unix"
