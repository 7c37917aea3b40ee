"""
The fence: nothing reads or writes a tenant's rows outside ``tenant_scope``.

A query made outside a scope raises: see docs/decisions/0001-row-security.md.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desk.foundation.database import DB, OutsideScope, ScopedTransaction
from desk.foundation.wake import wake


@dataclass(frozen=True, slots=True)
class TenantFacts:
    """What every request wants to know of its tenant; cached by ``version``."""

    id: UUID
    slug: str
    kind: str
    name: str
    status: str
    plugins: frozenset[str]
    settings: dict[str, Any]
    locale: str
    zone: str
    accent: str
    mark: str
    hosts: dict[str, str]
    version: int
    waiting: frozenset[str] = frozenset()
    """Plugins that are switched on and can't run: they take no part, and their work waits."""
    tripped: frozenset[str] = frozenset()
    """Plugins that failed too often and are left out."""
    listening: frozenset[tuple[str, str]] = frozenset()
    """Subscribers to all facts that listen here, each with a pattern of what it hears."""

    @property
    def is_open(self) -> bool:
        """Whether anything may be changed: a suspended tenant reads, a closed one doesn't even do that."""
        return self.status == "active"

    @property
    def is_closed(self) -> bool:
        """Whether every page answers with one sentence."""
        return self.status in ("closed", "erased")


@dataclass(slots=True)
class Scope:
    """One transaction of one tenant, and in the portal of one customer."""

    tenant: TenantFacts
    customer_id: UUID | None
    transaction: ScopedTransaction
    wakes: bool = False
    """Whether reaction rows were written, so that the pacer may be woken."""
    refusals: list[Any] = field(default_factory=list)
    """Facts to be kept although the transaction is rolled back."""
    failures: list[Any] = field(default_factory=list)
    """Failures of plugins, to be counted when the transaction has ended."""


_scope: ContextVar[Scope | None] = ContextVar("desk_scope", default=None)


def current_scope() -> Scope:
    """The open scope. Raises ``OutsideScope`` when there is none."""
    scope = _scope.get()
    if scope is None:
        raise OutsideScope("no tenant_scope is open")
    return scope


def scope_or_none() -> Scope | None:
    """The open scope, for the few places that also run without one (error pages)."""
    return _scope.get()


def leave_scopes() -> None:
    """Forget the scope in which this task was begun: servers begin a pipelined request inside the one before it."""
    _scope.set(None)
    DB.current_transaction.set(None)


@asynccontextmanager
async def tenant_scope(tenant: TenantFacts, *, customer: UUID | None = None) -> AsyncIterator[Scope]:
    """Everything between is this tenant's, and in the portal this customer's, or it is not there."""
    outer = _scope.get()
    if outer is not None:
        if outer.tenant.id != tenant.id or outer.customer_id != customer:
            raise OutsideScope("a scope of another tenant or customer is open")
        yield outer
        return
    async with DB.scoped(tenant.id, customer) as transaction:
        scope = Scope(tenant, customer, transaction)
        token = _scope.set(scope)
        try:
            yield scope
        finally:
            _scope.reset(token)
    if scope.wakes:
        wake()


@asynccontextmanager
async def scope_after(ended: Scope) -> AsyncIterator[Scope]:
    """
    A second short scope of the same tenant, while the first one, already ended, is still being left.

    Also beside an open one, for what others shall see at once; never a row that the open one has written: it would wait
    for itself.
    """
    outer, inside = _scope.set(None), DB.current_transaction.set(None)
    try:
        async with tenant_scope(ended.tenant) as scope:
            yield scope
    finally:
        DB.current_transaction.reset(inside)
        _scope.reset(outer)


def after_refusal(event: Any) -> None:
    """Keep this fact although the request is refused: written in a second short transaction."""
    current_scope().refusals.append(event)
