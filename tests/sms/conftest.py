"""Somebody who manages notices, a contact with a mobile number, and noon."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import msgspec
import pytest
import time_machine

NOON = datetime.now(UTC).replace(hour=4, minute=0, second=0, microsecond=0)
"""Noon in Shanghai: nobody sleeps."""


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All of it happens at noon, whenever it runs."""
    with time_machine.travel(NOON + timedelta(days=1), tick=True):
        yield


@pytest.fixture
def later() -> Callable[..., AbstractContextManager[Any]]:
    """``with later(minutes=1):`` everything happens a minute later."""
    return lambda **span: time_machine.travel(datetime.now(UTC) + timedelta(**span), tick=True)


@pytest.fixture
async def manager(door: Any, acme: Any) -> Any:
    """The browser of somebody who may do everything about messages."""
    return await door.member(acme)


@pytest.fixture
async def wang(door: Any, acme: Any) -> Any:
    """A contact of acme's, whom the dummy tells things by short message."""
    from messaging_support import make_contact

    return await make_contact(door, acme, mobile=f"139{datetime.now(UTC).microsecond:08d}")


@pytest.fixture
async def by_sms(acme: Any, register: Any) -> AsyncIterator[None]:
    """The dummy is on for acme, and what it says goes by short message."""
    from desk.settings import settings

    connection = await asyncpg.connect(settings.owner_url)
    said = msgspec.json.encode({"messaging": {"channels": {"dummy.said": ["sms"]}}}).decode()
    await connection.execute(
        "update tenant set plugins = '{dummy}', settings = settings || $1::jsonb, version = version + 1 "
        "where slug = 'acme'",
        said,
    )
    yield
    await connection.execute(
        "update tenant set plugins = '{}', settings = settings - 'messaging', version = version + 1"
    )
    await connection.close()
    from desk.foundation.database import execute
    from desk.sms.queries import REMOVE

    async with acme.scope():
        for statement in (*REMOVE, "delete from channel_health"):
            await execute(statement)
