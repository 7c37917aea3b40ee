"""Messages that are lost, come twice, too early or too late: each reaction happens once, and in its order."""

from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisGone

from desk.foundation import jobs, reactions
from desk.foundation.broker import Broker, letter
from desk.foundation.database import execute, rows
from desk.foundation.events import Fact
from desk.foundation.reactions import reaction
from desk.foundation.relay import LOST_AFTER, Relay
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.pacer import Pacer
from desk.settings import settings


@reaction()
async def stay_quiet(fact: Fact) -> None:
    """Nothing: the row's own end is all that is looked at."""


@pytest.fixture(scope="module", autouse=True)
def subscribed() -> None:
    reactions.register(stay_quiet.owner, {"nothing.ever": [stay_quiet]}, core=True)


@pytest.fixture
async def clock(register: object) -> AsyncIterator[asyncpg.Connection]:
    """A pacer's connection; what was sent to nobody is taken back afterwards."""
    connection = await asyncpg.connect(settings.clock_url)
    yield connection
    await Relay(connection, Post()).take_back()
    await connection.close()


@pytest.fixture
async def add_rows(acme: Any, no_work: None) -> AsyncIterator[Any]:
    """Waiting rows of the given subjects, and nothing else; the answer is their ids."""

    async def add(*subjects: UUID) -> list[UUID]:
        async with acme.scope():
            await execute("delete from reaction")
            ids = [uuid7() for _ in subjects]
            for one, subject in zip(ids, subjects, strict=True):
                await execute(
                    "insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at)"
                    " values ($1, $2, $3, 'default', $4, 'waiting', 0, $5)",
                    acme.id,
                    one,
                    stay_quiet.name,
                    subject,
                    now(),
                )
        return ids

    yield add
    async with acme.scope():
        await execute("delete from reaction")


@pytest.fixture
def redis(stack: Any) -> Iterator[Redis]:
    with Redis.from_url(stack.redis_url) as client:
        client.flushall()
        yield client
        client.flushall()


async def statuses(acme: Any) -> list[str]:
    async with acme.scope():
        return [one["status"] for one in await rows("select status from reaction order by id")]


class Post:
    """Takes what a relay sends, and refuses after so many."""

    def __init__(self, most: int = 100) -> None:
        self.most, self.sent = most, []

    async def __call__(self, lane: str, tenant_id: UUID, ids: list[UUID]) -> None:
        if len(self.sent) >= self.most:
            raise RedisGone
        self.sent.append(ids)


async def test_a_message_that_comes_before_its_relay_has_committed_waits_for_it(acme, add_rows, monkeypatch):
    ids = await add_rows(uuid7())
    monkeypatch.setattr(jobs, "EARLY", (0.0,))

    assert await jobs.work_off(acme.id, ids) == 0
    assert await statuses(acme) == ["waiting"]


async def test_rows_stay_when_redis_goes_away_in_the_middle_of_a_batch(acme, add_rows, clock):
    ids = await add_rows(uuid7(), uuid7())

    with pytest.raises(RedisGone):
        await Relay(clock, Post(most=0)).hand_over(now())
    assert await statuses(acme) == ["waiting", "waiting"]

    post = Post()
    await Relay(clock, post).hand_over(now())
    assert ids in post.sent
    assert await jobs.work_off(acme.id, ids) == 2
    assert await jobs.work_off(acme.id, ids) == 0
    assert await statuses(acme) == []


async def test_what_is_in_work_is_not_taken_back(acme, add_rows, clock):
    ids = await add_rows(uuid7(), uuid7())
    relay = Relay(clock, Post())
    await relay.hand_over(now())

    async with acme.scope():
        await execute("select from reaction where id = $1 for update", ids[0])
        assert await relay.take_back() == 1
    assert await statuses(acme) == ["sent", "waiting"]
    assert await relay.find_lost(now()) == 0
    assert await relay.find_lost(now() + LOST_AFTER) == 1


async def test_a_later_row_waits_for_an_earlier_one_of_its_subject_that_was_taken_back(acme, add_rows, clock):
    subject, other = uuid7(), uuid7()
    ids = await add_rows(subject, subject, other)
    await Relay(clock, Post()).hand_over(now())
    async with acme.scope():
        await execute("update reaction set status = 'waiting', sent_at = null where id = $1", ids[0])

    assert await jobs.work_off(acme.id, ids) == 1
    assert await statuses(acme) == ["waiting", "waiting"]


async def test_what_another_job_has_in_work_is_left_to_it(acme, add_rows, clock, monkeypatch):
    ids = await add_rows(uuid7())
    monkeypatch.setattr(jobs, "EARLY", (0.0,))
    await Relay(clock, Post()).hand_over(now())
    await clock.execute("begin")
    await clock.fetch("select id from reaction where id = $1 for update", ids[0])

    assert await jobs.work_off(acme.id, ids) == 0

    await clock.execute("rollback")
    assert await jobs.work_off(acme.id, ids) == 1


async def test_all_under_way_is_sent_again_when_redis_was_flushed_or_started_anew(acme, add_rows, clock, redis):
    pacer, relay = Pacer(), Relay(clock, Post())
    await pacer.make_up(relay)
    await add_rows(uuid7())
    await relay.hand_over(now())
    await pacer.make_up(relay)
    assert await statuses(acme) == ["sent"]

    redis.flushall()
    await pacer.make_up(relay)
    assert await statuses(acme) == ["waiting"]

    await relay.hand_over(now())
    redis.set("desk:memory", "an earlier life")
    await pacer.make_up(relay)
    assert await statuses(acme) == ["waiting"]


def test_what_a_dead_worker_took_is_given_to_another(redis):
    sender, dead, living = Broker(), Broker(), Broker()
    sender.post([letter("default", uuid7(), [uuid7()])])
    assert next(dead.consume("default", timeout=1)) is not None
    taker = living.consume("default", timeout=1)
    assert not any(next(taker) for _ in range(50))

    redis.zadd("desk:__heartbeats__", {dead.broker_id: 0})
    assert any(next(taker) for _ in range(500))


def test_a_worker_takes_what_it_was_sent_but_never_got(stack, redis):
    """The answer to its question was lost on the way: under a new name it is given the message again."""
    broker = Broker()
    broker.post([letter("default", uuid7(), [uuid7()])])
    broker.do_fetch("default", 1)
    old = broker.broker_id
    taker = broker.consume("default", timeout=1)

    redis.set("desk:default", "not a list any more")
    assert next(taker) is None
    redis.delete("desk:default")
    assert broker.broker_id != old

    redis.zadd("desk:__heartbeats__", {old: 0})
    assert any(next(taker) for _ in range(500))


def test_many_messages_are_sent_at_once_and_all_come(redis):
    broker = Broker()
    letters = [letter("bulk", uuid7(), [uuid7()]) for _ in range(1_200)]
    broker.post(letters)

    taker = broker.consume("bulk", prefetch=5_000, timeout=1)
    got = [message.kwargs["ids"] for message in iter(lambda: next(taker), None)]
    assert got == [one.kwargs["ids"] for one in letters]
