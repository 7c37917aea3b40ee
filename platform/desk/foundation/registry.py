"""
The register of tenants: who they are, on which hosts, in which state.

A tenant sees its own row only. Before a tenant is known there is one question that may be asked past
that wall: whose is this host (``tenant_at``). Its answer is a tenant's id and a face, nothing else.
"""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation.database import DB, row, rows
from desk.foundation.errors import DatabaseAway
from desk.foundation.listening import listeners
from desk.foundation.tenancy import Scope, TenantFacts, current_scope, tenant_scope
from desk.foundation.trips import faulty, tripped

REMEMBER = 60.0
"""Seconds that a host's tenant is remembered."""
REMEMBER_UNKNOWN = 5.0
"""Seconds that an unknown host is remembered as such."""
MOST = 20_000

_FACTS = """
select id, slug, kind, name, status, plugins, settings, locale, zone, accent, mark, version from tenant
"""
_HOSTS = "select host, face from tenant_host"


@dataclass(slots=True)
class Host:
    """A host name and where it leads; ``facts`` are the tenant's as last seen."""

    tenant_id: UUID
    face: str
    until: float
    facts: TenantFacts | None = None


_hosts: dict[str, Host | None] = {}
_unknown_until: dict[str, float] = {}
_facts: dict[UUID, TenantFacts] = {}


async def host_named(name: str) -> Host | None:
    """Whose host this is, or None. Raises ``DatabaseAway`` for one that isn't remembered."""
    tick = time.monotonic()
    known = _hosts.get(name)
    if known is not None and known.until > tick:
        return known
    if _unknown_until.get(name, 0.0) > tick:
        return None
    try:
        async with DB.outside("which tenant a host belongs to is asked before any tenant is known") as connection:
            found = await connection.fetchrow("select tenant_id, face from tenant_at($1)", name)
    except DatabaseAway:
        if known is None:
            raise
        return known
    if found is None:
        if len(_unknown_until) >= MOST:
            _unknown_until.clear()
        _unknown_until[name] = tick + REMEMBER_UNKNOWN
        return None
    if len(_hosts) >= MOST:
        _hosts.clear()
    _hosts[name] = host = Host(found["tenant_id"], found["face"], tick + REMEMBER)
    return host


def forget_hosts() -> None:
    """Drop what is remembered, after the register was changed in this process."""
    _hosts.clear()
    _unknown_until.clear()
    _facts.clear()


def known_facts(tenant_id: UUID) -> TenantFacts:
    """The tenant's facts as last seen, or a stand-in that only knows the id; refreshed in the scope."""
    return _facts.get(tenant_id) or TenantFacts(
        tenant_id, "", "", "", "closed", frozenset(), {}, "zh-CN", "UTC", "", "", {}, 0
    )


async def fresh_facts(scope: Scope, version: int) -> TenantFacts:
    """Put facts of at least this version into the scope; asks the database only when they changed."""
    if scope.tenant.version != version:
        found = await row(_FACTS)
        assert found is not None
        hosts = {one["face"]: one["host"] for one in await rows(_HOSTS)}
        if len(_facts) >= MOST:
            _facts.clear()
        said = (await tripped(), await listeners(), await faulty())
        scope.tenant = _facts[scope.tenant.id] = _from_row(found, hosts, *said)
    return scope.tenant


async def refresh() -> None:
    """Read the facts of the open scope's tenant again, after they were changed in it."""
    await fresh_facts(current_scope(), -1)


@asynccontextmanager
async def scope_of(tenant_id: UUID, *, customer: UUID | None = None) -> AsyncIterator[Scope]:
    """A scope for work that starts from an id alone: jobs and commands."""
    async with tenant_scope(known_facts(tenant_id), customer=customer) as scope:
        version = await row("select version from tenant")
        if version is None:
            raise LookupError(f"no tenant {tenant_id}")
        await fresh_facts(scope, version["version"])
        yield scope


def _from_row(
    found: Record,
    hosts: dict[str, str],
    tripped: frozenset[str],
    listening: frozenset[tuple[str, str]],
    faulty: frozenset[str],
) -> TenantFacts:
    chosen = frozenset(found["plugins"])
    waiting = chosen & faulty
    return TenantFacts(
        id=found["id"],
        slug=found["slug"],
        kind=found["kind"],
        name=found["name"],
        status=found["status"],
        plugins=chosen - waiting,
        settings=msgspec.json.decode(found["settings"]),
        locale=found["locale"],
        zone=found["zone"],
        accent=found["accent"],
        mark=found["mark"] or found["name"][:1],
        hosts=hosts,
        version=found["version"],
        waiting=waiting,
        tripped=tripped,
        listening=listening,
    )
