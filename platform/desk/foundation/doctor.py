"""
The doctor: looks whether an installation is as it should be, and says what to do where it isn't.

It reads the catalogue, the settings and the queues, and changes nothing but one object in the storage, which it
takes away again. The wall is looked at from outside here; the tests of the wall try to climb it.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import asyncpg
import obstore
from obstore.exceptions import BaseError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from desk.foundation import catalogue, keys, migrations
from desk.foundation.hooks import installed, is_core, left_out
from desk.foundation.reactions import LANES
from desk.foundation.stores import concealed, open_store
from desk.kit.ids import short_code
from desk.kit.time import now
from desk.settings import settings

Level = Literal["ok", "warn", "wrong"]
OLDEST, NEWEST = 15, 18
"""The major versions of PostgreSQL that the tests run on."""
SLOW, STUCK = 30.0, 300.0
"""Seconds that a due reaction row may wait before it is worth a look, and before something must be down."""
OFF, FAR_OFF = 2.0, 30.0
"""Seconds between our clock and the database's."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``todo`` says what to do where it isn't as it should be."""

    name: str
    level: Level
    detail: str
    todo: str = ""


@dataclass(slots=True)
class Report:
    """All that was found."""

    checks: list[Check] = field(default_factory=list)
    lanes: dict[str, dict[str, float]] = field(default_factory=dict)
    lag_seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return all(check.level != "wrong" for check in self.checks)

    def as_json(self) -> dict[str, Any]:
        """What ``desk doctor --json`` prints."""
        checks = [
            {"name": c.name, "ok": c.level != "wrong", "level": c.level, "detail": c.detail, "todo": c.todo}
            for c in self.checks
        ]
        return {"ok": self.ok, "checks": checks, "lanes": self.lanes, "lag_seconds": self.lag_seconds}

    def lines(self) -> Iterator[str]:
        """The same for a person."""
        for check in self.checks:
            yield f"{ {'ok': '✓', 'warn': '!', 'wrong': '✗'}[check.level] } {check.name:<11} {check.detail}"
            if check.todo:
                yield f"  {'':<11} → {check.todo}"


async def examine() -> Report:
    """Look at everything. What can't be reached is a finding, not an error."""
    report = Report([*_settings()])
    await _database(report)
    await _migrations(report)
    await _plugins(report)
    await _lanes(report)
    await _redis(report)
    await _storage(report)
    return report


# -- The database


@asynccontextmanager
async def _connected(report: Report, role: str, url: str, setting: str) -> AsyncIterator[asyncpg.Connection | None]:
    """A connection as this role, or None with a finding."""
    try:
        connection = await asyncpg.connect(url, timeout=5)
    except (OSError, TimeoutError, asyncpg.PostgresError, ValueError) as error:
        todo = f"Look at {setting}, whether the server runs, and whether {role} may sign in (infra/database/README.md)."
        report.checks.append(
            Check("database", "wrong", f"No connection as {role}: {error or type(error).__name__}", todo)
        )
        yield None
        return
    try:
        yield connection
    finally:
        await connection.close()


async def _database(report: Report) -> None:
    async with _connected(report, "desk_app", settings.database_url, "DESK_DATABASE_URL") as connection:
        if connection is not None:
            report.checks.append(_version(connection.get_server_version()))
            report.checks += [await _roles(connection), await _wall(connection), await _clock(connection)]
    for role, url, setting in (
        ("desk_owner", settings.owner_url, "DESK_OWNER_DATABASE_URL"),
        ("desk_hq", settings.hq_url, "DESK_HQ_DATABASE_URL"),
    ):
        async with _connected(report, role, url, setting):
            pass


def _version(version: Any) -> Check:
    said = f"PostgreSQL {version.major}.{version.micro}"
    if version.major < OLDEST:
        return Check("database", "wrong", f"{said} is too old.", f"Use PostgreSQL {OLDEST} to {NEWEST}.")
    if version.major > NEWEST:
        return Check("database", "warn", f"{said} is newer than what was tried.", f"Tested: {OLDEST} to {NEWEST}.")
    return Check("database", "ok", f"{said} answers.")


async def _roles(connection: asyncpg.Connection) -> Check:
    if wrong := await catalogue.role_faults(connection):
        todo = "Run infra/database/roles.sql again as a superuser."
        return Check("roles", "wrong", "; ".join(wrong) + ".", todo)
    return Check("roles", "ok", "Nobody may pass row security, and desk_app owns nothing.")


async def _wall(connection: asyncpg.Connection) -> Check:
    count, wrong = await catalogue.table_faults(connection)
    if wrong:
        todo = "Let nobody in until a migration has mended it; see docs/decisions/0001-row-security.md."
        return Check("wall", "wrong", "; ".join(wrong) + ".", todo)
    if not count:
        return Check("wall", "wrong", "There are no tables.", "Run `desk migrate`.")
    return Check("wall", "ok", f"All {count} tables have a class, and row security is forced.")


async def _clock(connection: asyncpg.Connection) -> Check:
    begun = now()
    there = await connection.fetchval("select clock_timestamp()")
    ended = now()
    apart = abs(((begun - there) + (ended - there)).total_seconds() / 2)
    if apart < OFF:
        return Check("clock", "ok", "Our clock and the database's agree.")
    todo = "Set both clocks by NTP. In tests and demos DESK_CLOCK_OFFSET_FILE moves ours on purpose."
    return Check(
        "clock", "wrong" if apart > FAR_OFF else "warn", f"Our clock and the database's are {apart:.0f} s apart.", todo
    )


async def _migrations(report: Report) -> None:
    try:
        waiting = await migrations.pending()
    except (OSError, asyncpg.PostgresError):
        return  # Said already: no connection as desk_owner.
    if waiting:
        names = ", ".join(one.id for one in waiting)
        report.checks.append(Check("migrations", "wrong", f"{len(waiting)} pending: {names}.", "Run `desk migrate`."))
    else:
        report.checks.append(Check("migrations", "ok", "The database is up to date."))


async def _plugins(report: Report) -> None:
    """Which plugins take no part: they hurt nobody but themselves, so the installation is well without them."""
    for slug, why in sorted(left_out.items()):
        todo = "Look at its version and at the log of the start; install another one, or take it out."
        report.checks.append(Check("plugins", "warn", f"{slug} is not loaded: {why}", todo))
    async with _connected(report, "desk_app", settings.database_url, "DESK_DATABASE_URL") as connection:
        if connection is None or await connection.fetchval("select to_regclass('plugin_fault')") is None:
            return
        for one in await connection.fetch("select plugin, why from plugin_fault order by plugin"):
            todo = "Mend it and run `desk migrate`; until then it is silent for all tenants."
            report.checks.append(Check("plugins", "warn", f"{one['plugin']} is not migrated: {one['why']}", todo))
    if not any(check.name == "plugins" for check in report.checks):
        joined = [slug for slug in installed() if not is_core(slug)]
        report.checks.append(Check("plugins", "ok", f"Loaded: {', '.join(joined) or 'none is installed'}."))


# -- The work that waits

_WORK = """
select lane, count(*) filter (where status = 'waiting') as waiting, count(*) filter (where status = 'sent') as sent,
       count(*) filter (where status = 'failed') as failed, count(*) filter (where status = 'held') as held,
       min(available_at) filter (where status = 'waiting' and available_at <= $1) as oldest
  from reaction group by lane
"""


async def _lanes(report: Report) -> None:
    at = now()
    async with _connected(report, "desk_clock", settings.clock_url, "DESK_CLOCK_DATABASE_URL") as connection:
        if connection is None:
            return
        try:
            found = {one["lane"]: one for one in await connection.fetch(_WORK, at)}
        except asyncpg.PostgresError as error:
            report.checks.append(Check("lanes", "wrong", f"They can't be read: {error}.", "Run `desk migrate`."))
            return
    for lane in LANES:
        counts = {key: found[lane][key] if lane in found else 0 for key in ("waiting", "sent", "failed", "held")}
        oldest = found[lane]["oldest"] if lane in found else None
        age = round(max(0.0, (at - oldest).total_seconds()), 1) if oldest else 0.0
        report.lanes[lane] = {**counts, "oldest_seconds": age}
        report.checks.append(_lane(lane, counts, age))
    report.lag_seconds = max(one["oldest_seconds"] for one in report.lanes.values())


def _lane(lane: str, counts: dict[str, int], age: float) -> Check:
    said = f"{lane}: {counts['waiting']} waiting, {counts['sent']} under way, {counts['failed']} failed"
    if age > SLOW:
        todo = "Is `desk pacer` running, does Redis answer, and does a `desk worker` serve this lane?"
        return Check("lanes", "wrong" if age > STUCK else "warn", f"{said}, the oldest for {age:.0f} s.", todo)
    if counts["failed"] or counts["held"]:
        todo = "An administrator of the tenant sees why under Failed work (/work), and may try again."
        return Check("lanes", "warn", f"{said}, {counts['held']} held.", todo)
    return Check("lanes", "ok", f"{said}.")


# -- What stands around


async def _redis(report: Report) -> None:
    redis = Redis.from_url(settings.redis_url, socket_timeout=2, socket_connect_timeout=2)
    try:
        started = time.monotonic()
        await redis.ping()
        took = (time.monotonic() - started) * 1000
        report.checks.append(Check("redis", "ok", f"It answers in {took:.1f} ms."))
        report.checks += await _keeping(redis)
    except (RedisError, OSError, TimeoutError) as error:
        todo = "Start it, or look at DESK_REDIS_URL. Until then pages work, and reactions wait."
        report.checks.append(Check("redis", "wrong", f"It does not answer: {error}", todo))
    finally:
        await redis.aclose()


async def _keeping(redis: Redis) -> list[Check]:
    try:
        policy = (await redis.config_get("maxmemory-policy")).get("maxmemory-policy", "")
        appends = (await redis.config_get("appendonly")).get("appendonly", "")
    except RedisError:
        return [Check("redis", "warn", "Its settings can't be read.", "Make sure: noeviction, appendonly yes.")]
    found = []
    if policy != "noeviction":
        todo = "Set maxmemory-policy noeviction: a message that is thrown out is sent again only after a while."
        found.append(Check("redis", "warn", f"When memory is short it throws keys away ({policy}).", todo))
    if appends != "yes":
        todo = "Set appendonly yes. Nothing is lost without it, but work under way waits to be sent again."
        found.append(Check("redis", "warn", "It forgets everything at a restart.", todo))
    return found


def _settings() -> list[Check]:
    found = []
    domain = settings.base_domain.partition(":")[0]
    at_home = domain == "localhost" or domain.endswith(".localhost")
    if settings.environment == "production":
        if not settings.secure:
            todo = "Set DESK_SCHEME=https, and let a proxy end TLS. Cookies are not Secure until then."
            found.append(Check("settings", "wrong", "Production over plain http.", todo))
        if at_home:
            todo = "Set DESK_BASE_DOMAIN to the domain below which the tenants' hosts are."
            found.append(Check("settings", "wrong", f"Production on {settings.base_domain}.", todo))
        if len(settings.secret.get_secret_value()) < keys.LEAST:
            todo = "Set DESK_SECRET to the output of `openssl rand -hex 32`, the same for all processes."
            found.append(Check("settings", "wrong", "DESK_SECRET is missing or short.", todo))
    elif not at_home:
        todo = "Set DESK_ENVIRONMENT=production where real people sign in."
        found.append(Check("settings", "warn", f"{settings.base_domain} runs as {settings.environment}.", todo))
    return found or [Check("settings", "ok", f"{settings.environment} on {settings.scheme}://{settings.base_domain}.")]


async def _storage(report: Report) -> None:
    try:
        await asyncio.to_thread(_write_and_read)
    except (BaseError, OSError, ValueError) as error:
        todo = "Look at DESK_FILES_URL and who may write there. Nobody can attach a file until then."
        report.checks.append(Check("storage", "wrong", f"It can't be written to: {concealed(settings, error)}", todo))
        return
    report.checks.append(Check("storage", "ok", "A file can be written, read and removed."))


def _write_and_read() -> None:
    # Its asynchronous calls may abort a process that ends right after them.
    store, key = open_store(settings), f"doctor/{short_code()}"
    obstore.put(store, key, b"ok")
    back = bytes(obstore.get(store, key).bytes())
    obstore.delete(store, key)
    if back != b"ok":
        raise ValueError("what was read is not what was written")
