"""Contacts who can be reached, a mail server of the tests' own, the dummy's channel, and a clock that can be moved."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import msgspec
import pytest
import time_machine
from pydantic import SecretStr

NOON = datetime.now(UTC).replace(hour=4, minute=0, second=0, microsecond=0)
"""Noon in Shanghai: nobody sleeps."""


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Tests that don't say otherwise happen at noon, whenever they run."""
    with time_machine.travel(NOON + timedelta(days=1), tick=True):
        yield


@pytest.fixture(autouse=True)
async def healthy(acme: Any) -> AsyncIterator[None]:
    """No channel rests because another test made it fail, and nothing waits that the next one would send."""
    from desk.foundation.database import execute

    yield
    async with acme.scope():
        await execute("delete from channel_health")
        await execute("update delivery set status = 'skipped', why = 'late' where status = 'waiting'")


@pytest.fixture
def later() -> Callable[..., AbstractContextManager[Any]]:
    """``with later(hours=2):`` everything happens two hours later."""
    return lambda **span: time_machine.travel(datetime.now(UTC) + timedelta(**span), tick=True)


@pytest.fixture
def mailbox(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A real mail server, and that it is the installation's."""
    from people_support import mail_server

    from desk.messaging.actions import ways

    with mail_server() as found:
        changed = ways.settings.model_copy(update={"smtp_url": SecretStr(found.url)})
        monkeypatch.setattr(ways, "settings", changed)
        yield found


@pytest.fixture
async def manager(door: Any, acme: Any) -> Any:
    """The browser of somebody who may do everything about messages."""
    return await door.member(acme)


@pytest.fixture
async def wang(door: Any, acme: Any) -> Any:
    """A contact of acme's."""
    from messaging_support import make_contact

    return await make_contact(door, acme)


@pytest.fixture
async def dummy(register: Any) -> AsyncIterator[Any]:
    """The dummy's channel, on for acme; ``dummy.SENT`` is what went out, ``dummy.NEXT`` what comes of the next."""
    import dummy_plugin

    from desk.settings import settings

    connection = await asyncpg.connect(settings.owner_url)
    await connection.execute("update tenant set plugins = '{dummy}', version = version + 1 where slug = 'acme'")
    dummy_plugin.SENT.clear()
    dummy_plugin.NEXT.clear()
    yield dummy_plugin
    await connection.execute("update tenant set plugins = '{}', version = version + 1")
    await connection.close()


@pytest.fixture
async def rules(register: Any) -> AsyncIterator[Any]:
    """``await rules(cap=2)``: acme's settings of messages; gone when the test is over."""
    from desk.settings import settings

    connection = await asyncpg.connect(settings.owner_url)
    write = "update tenant set settings = settings || $1::jsonb, version = version + 1 where slug = 'acme'"

    async def change(**said: Any) -> None:
        await connection.execute(write, msgspec.json.encode({"messaging": said}).decode())

    yield change
    await connection.execute("update tenant set settings = settings - 'messaging', version = version + 1")
    await connection.close()
