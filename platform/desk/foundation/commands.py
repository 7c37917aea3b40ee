"""What commands share: a loop to run in, the scope of a tenant by its slug, and sentences instead of tracebacks."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from uuid import UUID

import asyncpg
import click

from desk.foundation import tenants
from desk.foundation.canaries import KIND
from desk.foundation.database import DB
from desk.foundation.errors import DatabaseAway, Refusal
from desk.foundation.registry import scope_of
from desk.foundation.tenancy import Scope
from desk.settings import settings

T = TypeVar("T")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine; what a person can mend is said in a sentence."""
    try:
        return asyncio.run(coroutine)
    except (
        *(DatabaseAway, OSError, asyncpg.PostgresConnectionError, asyncpg.InvalidAuthorizationSpecificationError),
    ) as error:
        reason = error.__cause__ or error
        raise click.ClickException(
            f"The database does not answer ({reason}). Is DESK_DATABASE_URL right, and does the server run?"
        ) from None
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    except LookupError as error:
        raise click.ClickException(str(error.args[0])) from None


@asynccontextmanager
async def owner() -> AsyncIterator[asyncpg.Connection]:
    """A connection of the owner, for the register."""
    connection = await asyncpg.connect(settings.owner_url)
    try:
        yield connection
    finally:
        await connection.close()


async def tenant_id(slug: str) -> UUID:
    """The id of a tenant by its slug. Raises ``LookupError`` with a sentence."""
    async with owner() as connection:
        return await tenants.id_of(connection, slug)


@asynccontextmanager
async def scope_by_slug(slug: str) -> AsyncIterator[Scope]:
    """The scope of a tenant named on the command line."""
    async with scope_of(await tenant_id(slug)) as scope:
        yield scope


async def in_each_tenant(work: Callable[[], Awaitable[T]], only: str = "", *, having: str = "") -> list[tuple[str, T]]:
    """
    What ``work`` gives in the scope of each tenant but the canaries, or of the one named, with its slug.

    With ``having``, only where that plugin is on. Raises ``LookupError`` with a sentence for a tenant that isn't there.
    """
    async with owner() as connection:
        slugs = [only] if only else [one["slug"] for one in await tenants.listed(connection) if one["kind"] != KIND]
        chosen = [(one, await tenants.id_of(connection, one)) for one in slugs]
    found: list[tuple[str, T]] = []
    for slug, one in chosen:
        async with scope_of(one) as scope:
            if not having or having in scope.tenant.plugins:
                found.append((slug, await work()))
    return found


async def in_one_pool(work: Coroutine[Any, Any, T]) -> T:
    """Do it with one connection kept open: for a command that looks at many tenants."""
    await DB.open_pool(1)
    try:
        return await work
    finally:
        await DB.close_connection_pool()
