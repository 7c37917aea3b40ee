"""
What every test stands on: real servers of its own, the migrated database, two partners and headquarters.

Each test process starts its own PostgreSQL and Valkey, so that processes never meet.
"""

import importlib
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

_serial = itertools.count(1)
STATE = Path(tempfile.mkdtemp(prefix="desk-tests-"))
TENANTS = STATE / "tenants"
SUPPORT = Path(__file__).resolve().parent / "support"
FILES = {
    "acme": 'name = "Acme 软件服务"\nlocale = "zh-CN"\n',
    "brisk": 'name = "Brisk 软件"\nlocale = "zh-CN"\n',
    "headquarters": 'name = "总部"\nkind = "headquarters"\nmark = "总"\n',
}


def _start() -> object:
    """Start the servers and let the settings point to them before anything else reads the settings."""
    from desk.demo.embedded import Stack

    given = os.environ.get("DESK_TEST_POSTGRES_BIN")
    stack = Stack(STATE / "servers", durable=False, postgres_bin=Path(given) if given else None)
    stack.start()
    os.environ |= {
        "DESK_ENVIRONMENT": "test",
        "DESK_TEST_PLUGINS": "dummy_plugin,trial_plugin",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(SUPPORT), os.environ.get("PYTHONPATH")))),
        "DESK_DATABASE_URL": stack.database_url("desk_app"),
        "DESK_REDIS_URL": stack.redis_url,
        "DESK_BASE_DOMAIN": "localhost:8000",
        "DESK_FILES_URL": (STATE / "files").as_uri(),
        "DESK_OUTGOING_ALLOW": "127.0.0.0/8",
        "DESK_TENANTS": str(TENANTS),
    }
    for name in ("DESK_OWNER_DATABASE_URL", "DESK_CLOCK_DATABASE_URL", "DESK_HQ_DATABASE_URL"):
        os.environ.pop(name, None)
    import desk.settings

    importlib.reload(desk.settings)
    return stack


def pytest_configure(config: pytest.Config) -> None:
    """The controller of several processes starts nothing; each process that runs tests starts its own servers."""
    if not (hasattr(config, "workerinput") or not config.getoption("numprocesses", None)):
        return
    config.stash[_STACK] = _start()


def pytest_unconfigure(config: pytest.Config) -> None:
    stack = config.stash.get(_STACK, None)
    if stack is not None:
        stack.stop()
        shutil.rmtree(STATE, ignore_errors=True)


_STACK: pytest.StashKey = pytest.StashKey()


@pytest.fixture(scope="session")
def stack(pytestconfig: pytest.Config) -> object:
    """The servers of this test process."""
    return pytestconfig.stash[_STACK]


@pytest.fixture(scope="session")
async def database(stack: object) -> str:
    """The address of the migrated database, as the product's own role."""
    from desk.foundation import migrations

    await migrations.up()
    return stack.database_url("desk_app")


@pytest.fixture(scope="session")
async def superuser(stack: object, database: str) -> AsyncIterator[object]:
    """Stands past the wall: makes and looks at what tests are about."""
    import asyncpg

    connection = await asyncpg.connect(stack.database_url("postgres"))
    yield connection
    await connection.close()


@pytest.fixture(scope="session")
async def register(database: str) -> dict:
    """Two partners and headquarters, by slug, with their ids."""
    import asyncpg

    from desk.foundation import hooks, tenants
    from desk.settings import settings

    hooks.boot()
    connection = await asyncpg.connect(settings.owner_url)
    found = {}
    for slug, text in FILES.items():
        folder = TENANTS / slug
        folder.mkdir(parents=True)
        (folder / "tenant.toml").write_text(text, "utf-8")
        plan = await tenants.plan(connection, slug, tenants.read_file(folder))
        found[slug] = await tenants.apply(connection, plan)
    await connection.close()
    return found


@pytest.fixture(scope="session")
async def application(register: dict) -> AsyncIterator[object]:
    """The whole web application with its connections open."""
    from desk.main import create_app

    app = create_app()
    async with app.running():
        yield app


@pytest.fixture(scope="session")
async def world(application: object, register: dict) -> object:
    """The tenants as tests speak of them."""
    from tests_support import World

    return World(application, register)


@pytest.fixture(scope="session")
async def owner(database: str) -> AsyncIterator[object]:
    """The owner of the register, as ``desk tenants`` uses it."""
    import asyncpg

    from desk.settings import settings

    connection = await asyncpg.connect(settings.owner_url)
    yield connection
    await connection.close()


@pytest.fixture(scope="session")
async def founding(world: object, owner: object, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Awaitable]:
    """``await founding(plugins=[], …)``: a tenant that no other test has touched, from a tenant file."""
    from tests_support import TestTenant

    from desk.foundation import tenants
    from desk.foundation.registry import forget_hosts

    async def found(slug: str | None = None, toml: str = "", **said: object) -> TestTenant:
        slug = slug or f"own{next(_serial)}"
        said = {"name": slug, "locale": "zh-CN", **said}
        folder = tmp_path_factory.mktemp("tenants") / slug
        folder.mkdir()
        text = "".join(f"{key} = {value!r}\n" for key, value in said.items())
        (folder / "tenant.toml").write_text(text + toml, "utf-8")
        plan = await tenants.plan(owner, slug, tenants.read_file(folder))
        made = TestTenant(slug, await tenants.apply(owner, plan))
        forget_hosts()
        return made

    return found


@pytest.fixture
def acme(world: object) -> object:
    return world.acme


@pytest.fixture
def brisk(world: object) -> object:
    return world.brisk


@pytest.fixture
def headquarters(world: object) -> object:
    return world.headquarters


@pytest.fixture
def door(world: object) -> object:
    """The doors that people use: ``door.member(acme)``, ``door.contact(…)``, ``door.signed_out(acme)``."""
    return world.door


@pytest.fixture(autouse=True)
def fresh_counters() -> Iterator[None]:
    """Who tried too often in one test may try again in the next."""
    yield
    throttling = sys.modules.get("desk.foundation.throttling")
    if throttling is None or not (names := list(throttling._counters.own.tries)):
        return
    throttling._counters.own.tries.clear()
    throttling._counters.silent_until = throttling._counters.last_silence = None
    from redis import Redis

    with Redis.from_url(os.environ["DESK_REDIS_URL"]) as redis:
        redis.delete(*names)


@pytest.fixture
async def no_work(stack: object, register: dict) -> None:
    """Nothing waits or has failed that other tests left behind."""
    import asyncpg

    connection = await asyncpg.connect(stack.database_url("postgres"))
    await connection.execute("delete from reaction")
    await connection.close()


@pytest.fixture
def settle(world: object) -> object:
    """Work off every waiting reaction, as pacer and worker would."""
    return world.settle
