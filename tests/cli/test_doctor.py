"""`desk doctor`: silent about what is well, loud about what isn't, and always with something to do."""

import asyncpg
import pytest

from desk.foundation import doctor
from desk.foundation.database import execute
from desk.settings import Settings, settings


def test_a_sound_installation_is_found_sound(desk, no_work):
    found = desk("doctor", "--json")

    assert found.code == 0, found.out
    told = found.json()
    assert told["ok"] is True
    levels = {check["name"]: check["level"] for check in told["checks"] if check["name"] != "redis"}
    assert set(levels.values()) == {"ok"}, told
    assert set(levels) == {
        "settings",
        "database",
        "roles",
        "wall",
        "migrations",
        "plugins",
        "clock",
        "lanes",
        "storage",
    }
    assert set(told["lanes"]) == {"urgent", "default", "bulk"}
    assert told["lag_seconds"] == max(lane["oldest_seconds"] for lane in told["lanes"].values())


def test_an_empty_database_is_to_be_migrated(desk, empty):
    found = desk("doctor", database_url=empty)

    assert found.code == 1
    said = found.out.splitlines()
    for name in ("wall", "migrations", "lanes"):
        line = next(number for number, line in enumerate(said) if line.startswith(f"✗ {name}"))
        assert said[line + 1].strip() == "→ Run `desk migrate`."


@pytest.fixture
def examine(monkeypatch, register):
    """Examine with other settings, and tell the levels by name."""

    async def run(**changed):
        monkeypatch.setattr(doctor, "settings", Settings(**changed))
        return await doctor.examine()

    return run


def levels_of(report: doctor.Report, name: str) -> set[str]:
    return {check.level for check in report.checks if check.name == name}


async def test_a_dead_redis_is_found(examine):
    report = await examine(redis_url="redis://127.0.0.1:1/0")

    assert not report.ok
    assert levels_of(report, "redis") == {"wrong"}


async def test_no_database_is_a_finding_for_each_role(examine):
    report = await examine(database_url="postgresql://desk_app@127.0.0.1:1/desk")

    todos = " ".join(check.todo for check in report.checks if check.name == "database")
    assert levels_of(report, "database") == {"wrong"}
    for word in ("DATABASE", "OWNER_DATABASE", "HQ_DATABASE", "CLOCK_DATABASE"):
        assert f"DESK_{word}_URL" in todos


async def test_production_is_looked_at_closely(examine):
    report = await examine(environment="production", secret="short")

    said = [check.detail for check in report.checks if check.name == "settings"]
    assert said == ["Production over plain http.", "Production on localhost:8000.", "DESK_SECRET is missing or short."]
    assert not report.ok


async def test_trying_things_out_in_public_is_told(examine):
    report = await examine(environment="demo", base_domain="desk.example")

    assert levels_of(report, "settings") == {"warn"}


async def test_somebody_else_may_not_run_the_product(examine, stack):
    report = await examine(
        database_url=stack.database_url("postgres"),
        owner_database_url=settings.owner_url,
        clock_database_url=settings.clock_url,
        hq_database_url=settings.hq_url,
    )

    assert levels_of(report, "roles") == {"wrong"}


async def test_a_role_that_may_too_much_is_found(examine, stack):
    stack.sql("alter role desk_clock bypassrls; grant desk_owner to desk_app")
    try:
        report = await examine()
    finally:
        stack.sql("alter role desk_clock nobypassrls; revoke desk_owner from desk_app")

    said = next(check.detail for check in report.checks if check.name == "roles")
    assert "desk_clock may pass the wall" in said
    assert "desk_app is a member of desk_owner" in said


async def test_a_storage_that_cannot_be_written_is_found(examine, tmp_path):
    (tmp_path / "file").touch()
    report = await examine(files_url=(tmp_path / "file").as_uri())

    assert levels_of(report, "storage") == {"wrong"}


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        ("create table {} (id uuid primary key)", "has no class"),
        ("create table {} (id uuid); comment on table {} is 'fenced: x'", "has no forced row security"),
        ("create table {} (id uuid); comment on table {} is 'register: x'; grant select on {} to desk_app", "has no f"),
        (
            "create table {} (id uuid); comment on table {} is 'published: x'; create policy p on {} using (true)",
            "has a policy for everybody",
        ),
        (
            """create table {} (id uuid primary key, tenant_id uuid); comment on table {} is 'fenced: x';
               alter table {} enable row level security, force row level security""",
            "has a key without the tenant",
        ),
    ],
)
async def test_a_hole_in_the_wall_is_found(examine, made, fault):
    connection = await asyncpg.connect(settings.owner_url)
    await connection.execute(made.replace("{}", "forgotten"))
    try:
        report = await examine()
    finally:
        await connection.execute("drop table forgotten")
        await connection.close()

    assert f"forgotten {fault}" in next(check.detail for check in report.checks if check.name == "wall")


async def test_work_that_nobody_takes_is_found(examine, acme):
    async with acme.scope():
        await execute(
            """insert into reaction (tenant_id, id, subscriber, lane, status, available_at)
               values ($1, gen_random_uuid(), 'nobody.reacts', 'urgent', 'waiting', now() - interval '10 min')""",
            acme.id,
        )
    try:
        report = await examine()
    finally:
        async with acme.scope():
            await execute("delete from reaction where subscriber = 'nobody.reacts'")

    assert "wrong" in levels_of(report, "lanes")
    assert report.lanes["urgent"]["waiting"] == 1
    assert report.lag_seconds >= 600


async def test_another_clock_is_found(examine, monkeypatch, tmp_path):
    (tmp_path / "offset").write_text("90")
    monkeypatch.setenv("DESK_CLOCK_OFFSET_FILE", str(tmp_path / "offset"))
    monkeypatch.setattr("desk.kit.time._LOOK_AGAIN_AFTER", 0.0)
    report = await examine()

    assert "90 s apart" in next(check.detail for check in report.checks if check.name == "clock")
