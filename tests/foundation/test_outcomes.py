"""What became of reactions is counted, once their transaction is over."""

import trial_plugin
from trial_plugin import Tried

from desk.foundation import jobs, measures, trips
from desk.foundation.database import execute, row, value
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import RETRIES
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now


def counted() -> dict[str, float]:
    """How often each outcome of the trial's reactions was counted until now."""
    found = {"done": 0.0, "failed": 0.0, "dropped": 0.0, "held": 0.0}
    for one in measures.REACTIONS.collect()[0].samples:
        if one.name == "desk_reactions_total" and one.labels["reaction"].startswith(
            ("trial.", "gone.", "tickets.new_")
        ):
            found[one.labels["outcome"]] += one.value
    return found


async def test_each_outcome_is_counted(founding, settle):
    trial = await founding()

    async def fail(_fact):
        raise RuntimeError("a trial")

    before, bad = counted(), uuid7()
    trial_plugin.does[bad] = fail
    async with trial.scope():
        await record(Tried(uuid7(), by=SYSTEM, word="good"))
        await record(Tried(bad, by=SYSTEM, word="bad"))
        await waiting("gone.away")
    await settle()
    assert since(before) == {"done": 1, "failed": 1, "dropped": 1, "held": 0}

    async with trial.scope():
        await execute("delete from reaction")
        await execute("delete from plugin_trip")
        for _ in range(trips.TRIP_AFTER.usual):
            trips.count("trial", "a trial")
        await trips.write(current_scope().failures)
        await waiting("trial.obey")
    await settle()
    async with trial.scope():
        assert await value("select status from reaction") == "held"
        await execute("delete from reaction")
        await trips.reset("trial")
    assert since(before) == {"done": 1, "failed": 1, "dropped": 1, "held": 1}


async def test_a_row_of_a_newer_version_waits_for_a_worker_that_knows_it(founding, settle):
    """While a version is rolled out, workers of the old one meet what the new one wrote, of the core and of plugins."""
    for subscriber in ("trial.new_in_the_next_version", "tickets.new_in_the_next_version"):
        tenant, before = await founding(), counted()
        async with tenant.scope():
            await waiting(subscriber)
        await settle()
        async with tenant.scope():
            found = await row("select status, attempts, available_at, error from reaction")
            assert (found["status"], found["attempts"]) == ("waiting", 1)
            assert found["available_at"] > now() + jobs.UNKNOWN / 2
            await execute("update reaction set attempts = $1, available_at = $2", RETRIES - 1, now())
        await settle()
        async with tenant.scope():
            assert await value("select status from reaction") == "failed"
            await execute("delete from reaction")
        assert since(before)["dropped"] == 0


async def waiting(subscriber: str) -> None:
    """A row that waits, whoever's it is."""
    await execute(
        """insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
           select id, $1, $2, 'default', $3, 'waiting', 0, $4, '' from tenant""",
        uuid7(),
        subscriber,
        uuid7(),
        now(),
    )


def since(before: dict[str, float]) -> dict[str, float]:
    return {outcome: count - before[outcome] for outcome, count in counted().items()}
