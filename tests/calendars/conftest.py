"""What a test made is taken away again, so that others have the default."""

from collections.abc import AsyncIterator

import pytest
from calendars_support import Desk


@pytest.fixture
async def desk(door, acme) -> AsyncIterator[Desk]:
    """The calendars of Acme, as its administrator sees them in English."""
    from desk.calendars import actions, queries
    from desk.foundation.principals import SYSTEM

    found = Desk(acme, await door.member(acme))
    found.client.headers["cookie"] += "; lang=en"
    yield found
    async with acme.scope():
        for one in await queries.calendars(most=100):
            await actions.remove_calendar(one["id"], by=SYSTEM)
