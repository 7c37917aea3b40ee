"""What the tests of plugins stand on: a tenant of one's own, and its administrator."""

import pytest


@pytest.fixture
async def desk(founding):
    """A tenant without plugins."""
    return await founding(plugins=[])


@pytest.fixture
async def admin(door, desk):
    return await door.member(desk)
