"""`desk doctor`: silent about what is well, loud about what isn't, and always with something to do."""

import asyncpg
import pytest

from desk.settings import settings


def level_of(said, name: str) -> set[str]:
    return {check["level"] for check in said.json()["checks"] if check["name"] == name}


def test_a_sound_installation_is_found_sound(desk, register):
    found = desk("doctor", "--json")

    assert found.code == 0, found.out
    told = found.json()
    assert told["ok"] is True
    for name in ("settings", "database", "roles", "wall", "migrations", "clock", "storage"):
        assert level_of(found, name) == {"ok"}, told
    assert set(told["lanes"]) == {"urgent", "default", "bulk"}
    assert told["lag_seconds"] == max(lane["oldest_seconds"] for lane in told["lanes"].values())


def test_a_person_reads_what_to_do(desk, register):
    found = desk("doctor", redis_url="redis://127.0.0.1:1/0")

    assert found.code == 1
    assert "✗ redis" in found.out
    assert "→ Start it, or look at DESK_REDIS_URL." in found.out


def test_an_empty_database_is_to_be_migrated(desk, empty):
    found = desk("doctor", "--json", database_url=empty)

    assert found.code == 1
    for name in ("wall", "migrations", "lanes"):
        assert level_of(found, name) == {"wrong"}


def test_no_database_is_a_finding(desk):
    found = desk("doctor", "--json", database_url="postgresql://desk_app@127.0.0.1:1/desk")

    assert found.code == 1
    todos = [check["todo"] for check in found.json()["checks"] if check["name"] == "database"]
    assert [word for todo in todos for word in todo.split() if word.startswith("DESK_")] == [
        "DESK_DATABASE_URL,",
        "DESK_OWNER_DATABASE_URL,",
        "DESK_HQ_DATABASE_URL,",
        "DESK_CLOCK_DATABASE_URL,",
    ]


def test_production_is_looked_at_closely(desk, register):
    found = desk("doctor", "--json", environment="production")

    assert found.code == 1
    said = [check["detail"] for check in found.json()["checks"] if check["name"] == "settings"]
    assert said == ["Production over plain http.", "Production on localhost:8000."]


def test_somebody_else_may_not_run_the_product(desk, register, stack):
    found = desk(
        "doctor",
        "--json",
        database_url=stack.database_url("postgres"),
        owner_database_url=settings.owner_url,
        clock_database_url=settings.clock_url,
        hq_database_url=settings.hq_url,
    )

    assert level_of(found, "roles") == {"wrong"}


@pytest.fixture
async def hole(register):
    """A table that somebody made by hand, outside the wall."""
    connection = await asyncpg.connect(settings.owner_url)
    await connection.execute("create table forgotten (id uuid primary key)")
    yield "forgotten"
    await connection.execute("drop table forgotten")
    await connection.close()


def test_a_table_without_a_class_is_found(desk, hole):
    found = desk("doctor", "--json")

    assert level_of(found, "wall") == {"wrong"}
    assert f"{hole} has no class" in found.out


@pytest.fixture
async def old_work(register, acme):
    """A reaction that nobody has taken for ten minutes."""
    async with acme.scope():
        from desk.foundation.database import execute

        await execute(
            """insert into reaction (tenant_id, id, subscriber, lane, status, available_at)
               values ($1, gen_random_uuid(), 'nobody.reacts', 'urgent', 'waiting', now() - interval '10 min')""",
            acme.id,
        )
    yield
    async with acme.scope():
        await execute("delete from reaction where subscriber = 'nobody.reacts'")


def test_work_that_nobody_takes_is_found(desk, old_work):
    found = desk("doctor", "--json")

    told = found.json()
    assert level_of(found, "lanes") >= {"wrong"}
    assert told["lanes"]["urgent"]["waiting"] == 1
    assert told["lag_seconds"] >= 600
