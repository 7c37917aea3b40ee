"""A tenant of these tests' own, with a mailbox, and contacts who write to it."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
async def here(founding: Any) -> Any:
    """A tenant whose mail nobody else counts."""
    return await founding()


@pytest.fixture(scope="module")
async def box(world: Any, here: Any) -> Any:
    """Its mailbox; a program hands mail in."""
    from mail_support import handing

    return await handing(here, world.door, world.settle, "support@desk.test")


@pytest.fixture
async def wang(door: Any, here: Any) -> Any:
    """Somebody at a customer of its, known by an address."""
    from messaging_support import make_contact

    return await make_contact(door, here)


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    """A server of somebody else's that keeps mail."""
    from mail_support import keeper

    with keeper() as found:
        yield found
