"""
Fairness: who has much to do keeps nobody else waiting.

Told by places, not by seconds: how many reactions of others are finished before one's own. At 150 a second, far below
what the benchmarks show, 300 places are the promised two seconds, and 150 the promised one.
"""

from collections import deque
from uuid import UUID

import asyncpg
import pytest
import trial_plugin
from trial_plugin import Tried, TriedTwice

from desk.foundation import jobs
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import LANES
from desk.foundation.relay import BATCH, Relay
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.settings import settings

MANY = 50_000
NEAR, NEARER = 300, 150
"""The last place at which another's reaction may be finished, and at which an urgent one may."""
_FLOOD = """
insert into reaction (tenant_id, id, event_id, subscriber, lane, subject_id, status, attempts, available_at, error)
select $1, ('0192' || lpad(to_hex(n), 28, '0'))::uuid, null, 'trial.obey', 'default', gen_random_uuid(),
       'waiting', 0, $2, '' from generate_series(1, $3) n
"""


class Line:
    """Pacer and worker as they stand to each other: all that may be sent is sent before the next message is begun."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.relay = Relay(connection, self.send)
        self.queues: dict[str, deque[tuple[UUID, list[UUID]]]] = {lane: deque() for lane in LANES}

    async def send(self, lane: str, tenant_id: UUID, ids: list[UUID]) -> None:
        self.queues[lane].append((tenant_id, ids))

    async def relay_all(self) -> None:
        while await self.relay.hand_over(now()):
            pass

    async def work_one(self) -> None:
        """The next message, urgent ones first, as the worker takes them."""
        for lane in LANES:
            if self.queues[lane]:
                await jobs.work_off(*self.queues[lane].popleft())
                return
        raise AssertionError("nothing is left to do")

    async def until(self, *subjects: UUID) -> int:
        """Work until these are done; the answer is the place of the last among all that was finished meanwhile."""
        begun = len(trial_plugin.reacted)
        wanted = set(subjects)
        for _ in range(200):
            await self.relay_all()
            await self.work_one()
            places = {one[1]: place for place, one in enumerate(trial_plugin.reacted[begun:], 1) if one[1] in wanted}
            if len(places) == len(wanted):
                return max(places.values())
        raise AssertionError("they were not done")


@pytest.fixture(scope="module")
async def flooded(founding, superuser):
    """A tenant with more to do than can be done today."""
    tenant = await founding()
    await superuser.execute(_FLOOD, tenant.id, now(), MANY)
    await superuser.execute("analyze reaction")
    yield tenant
    await superuser.execute("delete from reaction where tenant_id = $1", tenant.id)
    await superuser.execute("analyze reaction")


@pytest.fixture
async def line(flooded):
    """A worker in the midst of the flood."""
    connection = await asyncpg.connect(settings.clock_url)
    line = Line(connection)
    for _ in range(3):
        await line.relay_all()
        await line.work_one()
    yield line
    await line.relay.take_back()
    await connection.close()


async def tried(tenant, kind: type = Tried, **words: str) -> UUID:
    subject = uuid7()
    async with tenant.scope():
        await record(kind(subject, by=SYSTEM, **words))
    return subject


async def test_anothers_reaction_is_near_the_front(founding, line):
    other = await founding()

    assert await line.until(await tried(other, word="mine")) <= NEAR


async def test_an_urgent_one_is_nearer_still(founding, line):
    other, before = await founding(), len(trial_plugin.reacted)
    subject = await tried(other, TriedTwice)  # one reaction by default, and one that is urgent

    await line.until(subject)
    urgent = [one[:2] for one in trial_plugin.reacted[before:]].index(("hurry", subject)) + 1
    assert urgent <= NEARER


async def test_an_urgent_one_of_the_flooded_tenant_itself_passes_its_own_flood(flooded, line):
    subject, before = await tried(flooded, TriedTwice), len(trial_plugin.reacted)

    await line.relay_all()
    await line.work_one()
    assert ("hurry", subject) in [one[:2] for one in trial_plugin.reacted[before:]]


async def test_each_of_many_others_gets_its_turn(founding, line):
    others = [await founding() for _ in range(12)]
    subjects = [await tried(one, word="mine") for one in others]

    assert await line.until(*subjects) <= NEAR + len(others)


async def test_one_with_much_does_not_starve_either(founding, line):
    """Fair is fair: while another's work comes and comes, the flood goes on."""
    other, before = await founding(), len(trial_plugin.reacted)
    for _ in range(4):
        await line.until(await tried(other, word="again"))
    assert len(trial_plugin.reacted) - before >= BATCH
