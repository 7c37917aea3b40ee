"""
The wall is tried without the product: raw connections of its roles, two tenants with one row in every table.

Whatever a test does on such a connection is rolled back.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from uuid import UUID

import asyncpg
import pytest

from .specimens import clear, fill

if TYPE_CHECKING:
    from desk.canary.queries.specimens import Specimen


@pytest.fixture(scope="session")
def link(stack, database):
    """``async with link("desk_app", tenant, customer) as connection``: one transaction, never committed."""

    @asynccontextmanager
    async def open_link(
        role: str, tenant: UUID | None = None, customer: UUID | None = None
    ) -> AsyncIterator[asyncpg.Connection]:
        connection = await asyncpg.connect(stack.database_url(role))
        transaction = connection.transaction()
        await transaction.start()
        for name, given in (("desk.tenant_id", tenant), ("desk.customer_id", customer)):
            if given is not None:
                await connection.execute("select set_config($1, $2, true)", name, str(given))
        try:
            yield connection
        finally:
            await transaction.rollback()
            await connection.close()

    return open_link


@pytest.fixture(scope="module")
async def one(superuser) -> AsyncIterator["Specimen"]:
    """A tenant with one row in every table, all of the same id, and one customer of the same id."""
    specimen = await fill(superuser, "wall-one")
    yield specimen
    await clear(superuser, specimen)


@pytest.fixture(scope="module")
async def other(superuser) -> AsyncIterator["Specimen"]:
    """Another such tenant."""
    specimen = await fill(superuser, "wall-other")
    yield specimen
    await clear(superuser, specimen)
