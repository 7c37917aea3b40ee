"""The house as it stands: its database, its routes, its files."""

from collections.abc import AsyncIterator

import asyncpg
import pytest


@pytest.fixture(scope="session")
async def superuser(stack, database) -> AsyncIterator[asyncpg.Connection]:
    """Reads the catalogue, and makes what tests are about."""
    connection = await asyncpg.connect(stack.database_url("postgres"))
    yield connection
    await connection.close()
