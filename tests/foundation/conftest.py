"""The foundation is tried through the real house, with one plugin of the tests in it and tenants of its own."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

TRIAL = """
create schema trial;
grant usage on schema trial to desk_app;
create table trial.promise (word text);
grant insert on trial.promise to desk_app;
create function trial.look() returns trigger language plpgsql as $$ begin raise exception 'a broken promise'; end $$;
create constraint trigger look after insert on trial.promise deferrable initially deferred
   for each row execute function trial.look();
"""


@pytest.fixture(scope="session")
def founding(founding):
    """A tenant of a test's own with the trial plugin on, unless the test says otherwise."""

    async def found(slug: str | None = None, toml: str = "", **said: object):
        return await founding(slug, toml, **{"plugins": ["trial"], **said})

    return found


@pytest.fixture(scope="session")
async def trial(founding):
    """A tenant with the trial plugin on."""
    return await founding("trial", "[settings.plugins]\ntrip_after = 1000\n")


@pytest.fixture
async def promise(superuser) -> AsyncIterator[None]:
    """A table whose rule is only checked when the transaction commits."""
    await superuser.execute(TRIAL)
    yield
    await superuser.execute("drop schema trial cascade")


@pytest.fixture(autouse=True)
def fresh_trial() -> None:
    """Nothing is remembered of an earlier test."""
    import trial_plugin

    trial_plugin.reacted.clear()
    trial_plugin.does.clear()


class Post:
    """A relay whose messages are kept instead of sent: ``hand_over`` gives what would have gone to Redis."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        from desk.foundation.relay import Relay

        self.relay, self.sent = Relay(connection, self._keep), []

    async def _keep(self, lane: str, tenant: UUID, ids: list[UUID]) -> None:
        self.sent.append((lane, tenant, ids))

    async def hand_over(self, later: float = 0) -> list[tuple[str, UUID, list[UUID]]]:
        """What is due now, or so many seconds later."""
        from desk.kit.time import now

        self.sent = []
        await self.relay.hand_over(now() + timedelta(seconds=later))
        return self.sent

    async def work_off(self, later: float = 0) -> int:
        """Hand over and run, as pacer and worker would, once; the answer is how many reactions succeeded."""
        from desk.foundation import jobs

        return sum([await jobs.work_off(tenant, ids) for _, tenant, ids in await self.hand_over(later)])


@pytest.fixture
async def post(application, superuser) -> AsyncIterator[Post]:
    """Nothing waits but what the test makes."""
    from desk.settings import settings

    await superuser.execute("delete from reaction")
    connection = await asyncpg.connect(settings.clock_url)
    yield Post(connection)
    await connection.close()
    await superuser.execute("delete from reaction")


@pytest.fixture
def everything_given_back(application):
    """Fails when a connection is still out after the test."""
    from desk.foundation.database import DB

    yield
    assert DB.pool.get_idle_size() == DB.pool.get_size()
