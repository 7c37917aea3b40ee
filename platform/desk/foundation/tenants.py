"""
``tenants/<slug>/tenant.toml``: what a tenant is, as a file.

Applied by the owner: validated, compared with the register, only the keys that the file names are touched.
Applying the same file again changes nothing.
"""

import tomllib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import available_timezones

import asyncpg
import msgspec
from msgspec import Meta

from desk.foundation import canaries, choices, scheduling
from desk.foundation.errors import Refusal
from desk.foundation.hooks import is_core, left_out
from desk.foundation.hooks import plugins as installed
from desk.foundation.registry import scope_of
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.settings import settings

Slug = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,38}$")]
HostName = Annotated[str, Meta(pattern=r"^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$")]


class Hosts(msgspec.Struct, forbid_unknown_fields=True):
    """More host names of the tenant, besides those that follow from its slug."""

    workspace: list[HostName] = []
    portal: list[HostName] = []
    files: list[HostName] = []


class TenantFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The keys of ``tenant.toml``; what is left out stays as it is."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    kind: Literal["partner", "headquarters", "canary"] = "partner"
    status: Literal["active", "suspended", "closed"] | None = None
    mark: Annotated[str, Meta(max_length=4)] | None = None
    locale: Literal["zh-CN", "en"] | None = None
    zone: Annotated[str, Meta(max_length=60)] | None = None
    accent: Annotated[str, Meta(pattern="^#[0-9a-f]{6}$")] | None = None
    plugins: list[Slug] | None = None
    allowed_plugins: list[Slug] | None = None
    """Which of them the tenant may switch on itself; left out, what was said before, or all."""
    settings: dict[str, Any] = {}
    hosts: Hosts = msgspec.field(default_factory=Hosts)
    tables: dict[str, Any] = {}
    """What slices read from tables of their own: see ``Section``. Not a key of the file."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the file that belongs to a slice: read without a database, compared and applied in the scope."""

    read: Callable[[Any], Any]
    """Raises ``ValueError`` with what is wrong."""
    changes: Callable[[Any], Awaitable[list["Change"]]]
    apply: Callable[[Any], Awaitable[None]]


_sections: dict[str, Section] = {}


def register_section(key: str, section: Section) -> None:
    """Make known whose table of the tenant file this is."""
    _sections[key] = section


Switch = Callable[[Sequence[str]], Awaitable[None]]
_switch: list[Switch] = []
_ALLOWED = "select plugins from partner_allowance where tenant_id = $1 order by at desc limit 1"
_ALLOW = "insert into partner_allowance (tenant_id, at, plugins, by_name) values ($1, $2, $3, 'tenant.toml')"
_ENTER = "select set_config('desk.tenant_id', $1, true)"


def register_switch(switch: Switch) -> None:
    """Let one slice see to the plugins of a tenant: run in its scope with those that shall be on; may refuse."""
    _switch[:] = [switch]


class WrongFile(ValueError):
    """A tenant file that can't be applied, with its path and the reason."""


@dataclass(frozen=True, slots=True)
class Change:
    """One key that the file says differently from the register."""

    key: str
    old: Any
    new: Any


@dataclass(slots=True)
class Plan:
    """What applying one file would change."""

    slug: str
    file: TenantFile
    id: UUID | None
    changes: list[Change] = field(default_factory=list)


def read_file(folder: Path) -> TenantFile:
    """The tenant file of a folder. Raises ``WrongFile``."""
    path = folder / "tenant.toml"
    try:
        msgspec.convert(folder.name, Slug)
        said = tomllib.loads(path.read_text("utf-8"))
        tables = {key: _sections[key].read(said.pop(key)) for key in sorted(said.keys() & _sections.keys())}
        if "tables" in said:
            raise WrongFile("there is no key tables")
        file = msgspec.convert(said, TenantFile)
        choices.check(file.settings, left_out)
        file.tables = tables
    except (OSError, ValueError) as error:
        raise WrongFile(f"{path}: {error}") from None
    unknown = [slug for slug in file.plugins or [] if not _is_plugin(slug)]
    if unknown:
        raise WrongFile(f"{path}: no such plugin: {', '.join(unknown)}")
    allowed = file.plugins if file.allowed_plugins is None else file.allowed_plugins
    if forbidden := set(file.plugins or ()) - set(allowed or ()):
        raise WrongFile(f"{path}: not among allowed_plugins: {', '.join(sorted(forbidden))}")
    if file.zone is not None and file.zone not in available_timezones():
        raise WrongFile(f"{path}: no such time zone: {file.zone}")
    return file


def _is_plugin(slug: str) -> bool:
    return slug in left_out or (installed.has_plugin(slug) and not is_core(slug))


def folders(given: Sequence[Path]) -> list[Path]:
    """The tenant folders that were named, or all of them."""
    if given:
        return [path.parent if path.name == "tenant.toml" else path for path in given]
    return sorted(path.parent for path in settings.tenants.glob("*/tenant.toml"))


def host_names(slug: str, file: TenantFile) -> dict[str, str]:
    """All host names of a tenant with the face that each shows."""
    base = settings.base_domain.partition(":")[0]
    first = "headquarters" if file.kind == "headquarters" else "workspace"
    found = {f"{slug}.{base}": first, f"{slug}-files.{base}": "files"}
    if file.kind != "headquarters":
        found[f"{slug}-help.{base}"] = "portal"
    found |= dict.fromkeys(file.hosts.workspace, first)
    found |= dict.fromkeys(file.hosts.portal, "portal")
    found |= dict.fromkeys(file.hosts.files, "files")
    return found


async def plan(connection: asyncpg.Connection, slug: str, file: TenantFile) -> Plan:
    """Compare one file with the register."""
    known = await connection.fetchrow("select * from tenant where slug = $1", slug)
    found = Plan(slug, file, known["id"] if known else None)
    for key, wanted in _columns(file, known).items():
        old = _plain(known[key]) if known else None
        if old != wanted:
            found.changes.append(Change(key, old, wanted))
    present = {
        r["host"]: r["face"]
        for r in await connection.fetch("select host, face from tenant_host where tenant_id = $1", found.id)
    }
    wanted_hosts = host_names(slug, file)
    if not wanted_hosts.items() <= present.items():
        found.changes.append(Change("hosts", sorted(present), sorted(present | wanted_hosts)))
    allowed = await _allowed(connection, found.id)
    if file.allowed_plugins is not None and sorted(file.allowed_plugins) != allowed:
        found.changes.append(Change("allowed_plugins", allowed, sorted(file.allowed_plugins)))
    found.changes += await _changes_of_tables(found)
    return found


async def _allowed(connection: asyncpg.Connection, tenant_id: UUID | None) -> list[str] | None:
    if tenant_id is None:
        return None
    async with connection.transaction():
        await connection.execute(_ENTER, str(tenant_id))
        found = await connection.fetchval(_ALLOWED, tenant_id)
    return None if found is None else list(found)


async def _changes_of_tables(wanted: Plan) -> list[Change]:
    """What the slices' tables say differently; of a tenant that is new, all."""
    if wanted.id is None or not wanted.file.tables:
        return [Change(key, None, "as the file says") for key in wanted.file.tables]
    async with scope_of(wanted.id):
        return [one for key, said in wanted.file.tables.items() for one in await _sections[key].changes(said)]


async def apply(connection: asyncpg.Connection, wanted: Plan) -> UUID:
    """Write one plan, in one transaction, and then the slices' tables in another; the answer is the tenant's id."""
    async with connection.transaction():
        tenant_id = wanted.id or canaries.SLUGS.get(wanted.slug) or uuid7()
        if wanted.id is None:
            await connection.execute(
                "insert into tenant (id, slug, name, kind, created_at) values ($1, $2, $3, $4, $5)",
                tenant_id,
                wanted.slug,
                wanted.file.name,
                wanted.file.kind,
                now(),
            )
        for change in wanted.changes:
            if change.key.partition(".")[0] in _sections or (change.key == "plugins" and wanted.id and _switch):
                continue
            if change.key == "hosts":
                await _write_hosts(connection, tenant_id, host_names(wanted.slug, wanted.file))
            elif change.key == "allowed_plugins":
                await connection.execute(_ENTER, str(tenant_id))
                await connection.execute(_ALLOW, tenant_id, now(), change.new)
            elif change.key == "status" and wanted.file.kind == "partner":
                await connection.execute("select turn_partner($1, $2, $3)", wanted.slug, change.new, now())
            elif not (wanted.id is None and change.key in ("name", "kind")):
                new = msgspec.json.encode(change.new).decode() if change.key == "settings" else change.new
                await connection.execute(f"update tenant set {change.key} = $2 where id = $1", tenant_id, new)
        if wanted.changes:
            await connection.execute("update tenant set version = version + 1 where id = $1", tenant_id)
        await plan_work(connection, tenant_id)
    if wanted.id is not None:
        await _switch_plugins(wanted)
    if wanted.file.tables:
        async with scope_of(tenant_id):
            for key, said in wanted.file.tables.items():
                await _sections[key].apply(said)
    return tenant_id


async def _switch_plugins(wanted: Plan) -> None:
    """What is on already is switched by whoever can say what follows from it. Raises ``WrongFile`` where it refuses."""
    assert wanted.id is not None
    for change in wanted.changes:
        if change.key == "plugins":
            for switch in _switch:
                try:
                    async with scope_of(wanted.id):
                        await switch(change.new)
                except Refusal as refusal:
                    raise WrongFile(f"{wanted.slug}: {refusal}") from None


async def plan_work(connection: asyncpg.Connection, tenant_id: UUID) -> None:
    """See to it that each schedule of the tenant's slices and plugins has its row, and no other has."""
    await connection.execute(_ENTER, str(tenant_id))
    plugins = await connection.fetchval("select plugins from tenant where id = $1", tenant_id)
    await scheduling.plan_with(connection.execute, tenant_id, frozenset(plugins))


async def listed(connection: asyncpg.Connection) -> list[dict[str, Any]]:
    """All tenants with their hosts, for operators of the installation."""
    found = await connection.fetch(
        """select t.slug, t.kind, t.name, t.status, t.plugins, t.locale, t.version,
                  array(select h.host::text from tenant_host h where h.tenant_id = t.id order by h.host) as hosts
             from tenant t order by t.slug"""
    )
    return [dict(one) for one in found]


async def id_of(connection: asyncpg.Connection, slug: str) -> UUID:
    """The id of a tenant. Raises ``LookupError``."""
    found = await connection.fetchval("select id from tenant where slug = $1", slug)
    if found is None:
        raise LookupError(f"There is no tenant {slug!r}. `desk tenants list` shows them all.")
    return UUID(str(found))


def _columns(file: TenantFile, known: asyncpg.Record | None) -> dict[str, Any]:
    named = {
        key: getattr(file, key) for key in ("name", "kind", "status", "mark", "locale", "zone", "accent", "plugins")
    }
    wanted = {key: value for key, value in named.items() if value is not None}
    if file.settings:
        old = msgspec.json.decode(known["settings"]) if known else {}
        wanted["settings"] = old | {owner: _merged(old.get(owner), said) for owner, said in file.settings.items()}
    return wanted


def _merged(old: Any, said: Any) -> Any:
    """Of one owner's settings only those that the file names are touched."""
    return old | said if isinstance(old, dict) and isinstance(said, dict) else said


def _plain(stored: Any) -> Any:
    if isinstance(stored, str) and stored.startswith("{"):
        return msgspec.json.decode(stored)
    return list(stored) if isinstance(stored, list) else stored


async def _write_hosts(connection: asyncpg.Connection, tenant_id: UUID, names: dict[str, str]) -> None:
    for host, face in names.items():
        owner = await connection.fetchval("select tenant_id from tenant_host where host = $1", host)
        if owner is not None and owner != tenant_id:
            raise WrongFile(f"The host {host} belongs to another tenant.")
        await connection.execute(
            """insert into tenant_host (host, tenant_id, face) values ($1, $2, $3)
               on conflict (host) do update set face = $3""",
            host,
            tenant_id,
            face,
        )
