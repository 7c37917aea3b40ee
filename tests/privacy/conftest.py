"""What the tests of privacy stand on."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine


@pytest.fixture
def later() -> Callable[..., AbstractContextManager[Any]]:
    """``with later(days=2):`` everything happens two days later."""
    return lambda **span: time_machine.travel(datetime.now(UTC) + timedelta(**span), tick=True)


@pytest.fixture
def night(settle: Any) -> Callable[..., Any]:
    """What is done by night, now."""

    async def work(tenant: Any) -> None:
        from desk.foundation.later import later
        from desk.kit.time import now

        async with tenant.scope():
            await later("privacy.forget", tenant.id, now())
        await settle()

    return work
