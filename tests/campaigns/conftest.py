"""A tenant that has switched campaigns on, its contacts, and noon."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

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
    """``with later(hours=2):`` everything happens two hours later."""
    return lambda **span: time_machine.travel(datetime.now(UTC) + timedelta(**span), tick=True)


@pytest.fixture
async def partner(founding: Any) -> Any:
    """A partner with campaigns, and nobody in its file yet."""
    return await founding(plugins=["campaigns"])


@pytest.fixture
async def people(door: Any, partner: Any) -> Any:
    """``await people(3, of={"grade": "vip"})``: so many contacts who can be reached, each of their own customer."""
    from messaging_support import make_contact

    from desk.customers.tables import Customer

    async def make(count: int, *, of: dict[str, Any] | None = None, **changes: Any) -> list[Any]:
        found = []
        for _ in range(count):
            one = await make_contact(door, partner, **changes)
            if of:
                async with partner.scope():
                    await Customer.update(of).where(Customer.id == one.customer)
            found.append(one)
        return found

    return make


@pytest.fixture
async def writer(door: Any, partner: Any) -> Any:
    """Somebody who writes campaigns and may not approve large ones."""
    return await door.member(partner, "customer_manager")


@pytest.fixture
async def written(writer: Any) -> Any:
    """``await written(body="…")``: the number of a campaign as the writer left it."""

    async def write(**changes: Any) -> int:
        said = {"name": "维护通知", "content": "service_info", "channels": ["inbox", "email"], "subject": "本周维护"}
        said |= {"body": "{name}，您好：本周六维护。{company}"} | changes
        made = await writer.post("/campaigns", data=said)
        assert made.status_code == 303, made.text
        return int(made.headers["location"].rpartition("/")[2])

    return write
