"""
The engine: every transaction carries its tenant; a query outside one is an error.

The tenant, and in the portal the customer, travel in the round trip of BEGIN. Row security does the
hiding; this module only says who is asking. See docs/decisions/0001-row-security.md.
"""

import contextlib
import itertools
from collections.abc import AsyncIterator, Sequence
from contextvars import ContextVar
from types import TracebackType
from typing import Any, cast
from uuid import UUID

import asyncpg
from asyncpg import Record
from asyncpg.exceptions import (
    InterfaceError,
    OperatorInterventionError,
    PostgresConnectionError,
    QueryCanceledError,
    TooManyConnectionsError,
)
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from desk.foundation.errors import DatabaseAway
from desk.foundation.outage import OUTAGE
from desk.settings import settings

CONNECTING = 5.0
"""Seconds that a new connection may take."""
ANSWERING = 60.0
"""Seconds that one statement may take: longer than any of ours, shorter than anybody waits."""
_GONE = (PostgresConnectionError, OperatorInterventionError, TooManyConnectionsError, TimeoutError)


class OutsideScope(RuntimeError):
    """A query, or a nested scope of another tenant, where no tenant's transaction is open. Always a bug."""


class ScopedTransaction(PostgresTransaction):
    """BEGIN with the tenant in one round trip; gives the connection back whatever happens."""

    __slots__ = ("_given_back", "customer_id", "tenant_id")

    def __init__(self, engine: "ScopedEngine", tenant_id: UUID, customer_id: UUID | None) -> None:
        super().__init__(engine=engine, allow_nested=False)
        if not isinstance(tenant_id, UUID) or not isinstance(customer_id, UUID | None):
            raise TypeError("tenant and customer are UUIDs")
        self.tenant_id, self.customer_id = tenant_id, customer_id
        self._given_back = False

    async def __aenter__(self) -> "ScopedTransaction":
        engine = cast("ScopedEngine", self.engine)
        self.connection = await engine.taken()
        customer = self.customer_id or ""
        try:
            await self.connection.execute(
                f"BEGIN; SELECT set_config('desk.tenant_id', '{self.tenant_id}', true),"
                f" set_config('desk.customer_id', '{customer}', true)",
                timeout=engine.patience,
            )
        except BaseException as error:
            await self._give_back()
            if isinstance(error, Exception) and is_away(error):
                raise away(error) from error
            raise
        OUTAGE.over()
        self.context = self.engine.current_transaction.set(self)
        return self

    async def commit(self) -> None:
        """Commit and give the connection back at once: who reads slowly holds nothing."""
        try:
            await self.connection.execute("COMMIT")
            self._committed = True
        finally:
            await self._give_back()

    async def rollback(self) -> None:
        """Undo everything and give the connection back at once."""
        try:
            await self.connection.execute("ROLLBACK")
            self._rolled_back = True
        finally:
            await self._give_back()

    @property
    def is_open(self) -> bool:
        return not self._given_back

    async def _give_back(self) -> None:
        if self._given_back:
            return
        self._given_back = True
        if self.engine.pool:
            await self.engine.pool.release(self.connection)
        else:
            await self.connection.close()

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> bool:
        try:
            if self.is_open:
                await (self.rollback() if exc_type else self.commit())
        finally:
            with contextlib.suppress(ValueError):
                self.engine.current_transaction.reset(self.context)
            await self._give_back()
        return False


class QuietEngine(PostgresEngine):
    """Piccolo's engine, made without a look at the server: importing a module connects to nothing."""

    async def check_version(self) -> None:
        """The supported versions are checked by ``desk doctor``."""

    async def prep_database(self) -> None:
        """Extensions are made with the roles, by who may."""


class ScopedEngine(QuietEngine):
    """The engine with the fence: no query without a tenant's transaction."""

    patience: float | None = None
    """Seconds that whoever begins a transaction waits for a connection; None waits for as long as it takes."""

    def scoped(self, tenant_id: UUID, customer_id: UUID | None) -> ScopedTransaction:
        """A transaction of one tenant; a nested one of another tenant or customer is refused."""
        if self.current_transaction.get() is not None:
            raise OutsideScope("a transaction is open already")
        return ScopedTransaction(self, tenant_id, customer_id)

    def transaction(self, allow_nested: bool = True) -> PostgresTransaction:
        raise OutsideScope("open a tenant_scope instead")

    def atomic(self) -> Any:
        raise OutsideScope("open a tenant_scope instead")

    async def batch(self, query: Any, batch_size: int = 100, node: str | None = None) -> Any:
        raise OutsideScope("a batch runs outside the transaction: read by keyset instead")

    async def run_querystring(self, querystring: Any, in_pool: bool = True) -> Any:
        await ready_connection()
        return await super().run_querystring(querystring, in_pool)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> Any:
        await ready_connection()
        return await super().run_ddl(ddl, in_pool)

    async def open_pool(self, size: int | None = None, *, patience: float | None = None) -> None:
        """Start the pool. Nothing session-level is ever set, so the reset round trip is left out."""
        size, self.patience = size or settings.pool_size, patience
        await self.start_connection_pool(
            min_size=min(2, size), max_size=size, reset=_no_reset, timeout=CONNECTING, command_timeout=ANSWERING
        )

    async def taken(self) -> asyncpg.Connection:
        """A connection, to be given back. Raises ``DatabaseAway`` when there is none to be had in time."""
        try:
            if self.pool:
                return await self.pool.acquire(timeout=self.patience)
            return await self.get_new_connection()
        except (OSError, InterfaceError, *_GONE) as error:
            raise away(error) from error

    @contextlib.asynccontextmanager
    async def outside(self, reason: str) -> AsyncIterator[asyncpg.Connection]:
        """
        A connection with no tenant set: sees nothing fenced. ``reason`` is for the reader of the code.

        Raises ``DatabaseAway``.
        """
        assert reason
        found = await self.taken()
        try:
            yield found
        except Exception as error:
            if is_away(error):
                raise away(error) from error
            raise
        finally:
            await (self.pool.release(found) if self.pool else found.close())


def is_away(error: Exception) -> bool:
    """Whether an error of a statement means that PostgreSQL is gone, or too slow to be waited for."""
    if isinstance(error, InterfaceError):
        return "connection" in str(error) and "closed" in str(error)
    return isinstance(error, _GONE) and not isinstance(error, QueryCanceledError)


def away(error: Exception) -> DatabaseAway:
    """The refusal for whoever asked; the first one of an outage is told to whoever runs the platform."""
    OUTAGE.begins(error)
    return DatabaseAway()


async def _no_reset(connection: asyncpg.Connection) -> None:
    """Leave the connection as it is: the settings of a transaction ended with it."""


DB = ScopedEngine(config={"dsn": settings.database_url})


def connection() -> asyncpg.Connection:
    """The connection of the open transaction. Raises ``OutsideScope`` when there is none."""
    transaction = DB.current_transaction.get()
    if transaction is None or not getattr(transaction, "is_open", False):
        raise OutsideScope("no tenant_scope is open")
    return transaction.connection


async def ready_connection() -> asyncpg.Connection:
    """The connection of the open transaction, with the savepoint that a plugin's first query opens."""
    lazy = _lazy.get()
    if lazy is not None:
        await lazy.open()
    return connection()


async def rows(sql: str, *arguments: Any) -> list[Record]:
    """All rows of one statement on the open transaction."""
    found: list[Record] = await (await ready_connection()).fetch(sql, *arguments)
    return found


async def row(sql: str, *arguments: Any) -> Record | None:
    """The first row, or None."""
    return await (await ready_connection()).fetchrow(sql, *arguments)


async def value(sql: str, *arguments: Any) -> Any:
    """The first column of the first row, or None."""
    return await (await ready_connection()).fetchval(sql, *arguments)


async def execute(sql: str, *arguments: Any) -> str:
    """Run one statement; the answer is PostgreSQL's command tag, such as ``UPDATE 1``."""
    tag: str = await (await ready_connection()).execute(sql, *arguments)
    return tag


async def execute_many(sql: str, arguments: Sequence[Sequence[Any]]) -> None:
    """Run one statement once for each row of arguments, in one round trip."""
    await (await ready_connection()).executemany(sql, arguments)


async def take_stock(tables: Sequence[str]) -> None:
    """
    Let the planner learn what stands in these tables now, also what the open transaction wrote.

    For whoever writes thousands of rows: of a tenant that it has never seen the planner expects one row, and may walk
    through all of them for each one. Plans that are kept are made anew.
    """
    await execute("select take_stock($1)", list(tables))


@contextlib.asynccontextmanager
async def savepoint() -> AsyncIterator[None]:
    """Undo only what stands inside when it raises; the transaction goes on. Savepoints may nest."""
    open_connection, name = await ready_connection(), f"s{next(_savepoints)}"
    await open_connection.execute(f"SAVEPOINT {name}")
    try:
        yield
    except BaseException:
        await open_connection.execute(f"ROLLBACK TO SAVEPOINT {name}; RELEASE SAVEPOINT {name}")
        raise
    await open_connection.execute(f"RELEASE SAVEPOINT {name}")


class LazySavepoint:
    """A savepoint that costs nothing until somebody asks the database; a savepoint costs as much as a list."""

    def __init__(self) -> None:
        self.transaction = cast("ScopedTransaction | None", DB.current_transaction.get())
        self.name: str | None = None

    async def open(self) -> None:
        """Open it, unless it is open."""
        if self.name is None:
            self.name = f"s{next(_savepoints)}"
            await connection().execute(f"SAVEPOINT {self.name}")

    async def keep(self) -> None:
        """Keep what was written; raises when the wall was moved inside."""
        if self.name is not None and self.transaction is not None:
            tenant, customer = self.transaction.tenant_id, self.transaction.customer_id or ""
            await connection().execute(
                f"do $$ begin if current_setting('desk.tenant_id') <> '{tenant}'"
                f" or current_setting('desk.customer_id') <> '{customer}' then"
                f" raise exception 'the wall was moved'; end if; end $$; RELEASE SAVEPOINT {self.name}"
            )

    async def undo(self) -> None:
        """Undo what was written inside."""
        if self.name is not None and self.transaction is not None and self.transaction.is_open:
            await connection().execute(f"ROLLBACK TO SAVEPOINT {self.name}; RELEASE SAVEPOINT {self.name}")


@contextlib.asynccontextmanager
async def lazy_savepoint() -> AsyncIterator[None]:
    """Like ``savepoint``, but opened at the first query inside."""
    lazy = LazySavepoint()
    token = _lazy.set(lazy)
    try:
        yield
        await lazy.keep()
    except BaseException:
        _lazy.reset(token)
        await lazy.undo()
        raise
    _lazy.reset(token)


_savepoints = itertools.count()
_lazy: ContextVar[LazySavepoint | None] = ContextVar("desk_lazy_savepoint", default=None)
