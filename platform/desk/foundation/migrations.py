"""
Migrations: Piccolo's, run as the owner, one process at a time.

The core's must go through. A plugin's that fails is undone alone: the plugin is silent for all tenants, and its work
waits, until it was migrated; the core and other plugins go on.
"""

import contextlib
import importlib
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import asyncpg
import structlog

from desk.foundation import faults
from desk.settings import settings

os.environ.setdefault("PICCOLO_CONF", "desk.piccolo_conf")


CORE = "core"

log = structlog.get_logger(__name__)


class MigrationFailed(RuntimeError):
    """A migration didn't go through; its own transaction was rolled back."""


@contextlib.asynccontextmanager
async def _alone() -> AsyncIterator[None]:
    """One migration run at a time, over all processes."""
    connection = await asyncpg.connect(settings.owner_url)
    try:
        await connection.execute("select pg_advisory_lock(hashtext('desk migrate'))")
        yield
    finally:
        await connection.close()


@dataclass(frozen=True, slots=True)
class Pending:
    """A migration that the files have and the database does not."""

    app: str
    id: str


def _apps() -> list[str]:
    from piccolo.apps.migrations.commands.base import BaseMigrationManager

    return list(BaseMigrationManager().get_sorted_app_names())


async def pending() -> list[Pending]:
    """What is still to be run, in order."""
    from piccolo.apps.migrations.commands.base import BaseMigrationManager
    from piccolo.apps.migrations.tables import Migration

    manager, found = BaseMigrationManager(), []
    await manager.create_migration_table()
    for app in _apps():
        modules = manager.get_migration_modules(manager.get_app_config(app).resolved_migrations_folder_path)
        ran = set(await Migration.get_migrations_which_ran(app_name=app))
        found += [Pending(app, one) for one in sorted(manager.get_migration_ids(modules)) if one not in ran]
    return found


@dataclass(slots=True)
class Ran:
    """How many migrations ran, and the plugins whose failed, with the reason."""

    count: int = 0
    failed: dict[str, str] = field(default_factory=dict)


async def up() -> Ran:
    """Run everything that is pending. Raises ``MigrationFailed`` for the core's alone."""
    ran = Ran()
    async with _alone():
        waiting = await pending()
        for app in sorted(_apps(), key=lambda app: app != CORE) if waiting else []:
            try:
                await _forwards(app)
            except Exception as error:
                if app == CORE:
                    raise
                log.exception("plugin not migrated", plugin=app)
                ran.failed[app] = f"{type(error).__name__}: {error}"[:400]
        ran.count = len(waiting) - len(await pending()) if waiting else 0
        await faults.keep(ran.failed)
    return ran


async def _forwards(app: str) -> None:
    from piccolo.apps.migrations.commands.forwards import run_forwards

    result = await run_forwards(app_name=app)
    if not result.success:
        raise MigrationFailed(result.message)


async def down(to: str | None = None) -> None:
    """Undo migrations of the core down to and including ``to``, or all of all apps when None."""
    from piccolo.apps.migrations.commands.backwards import run_backwards

    async with _alone():
        if to is not None:
            result = await run_backwards(app_name="core", migration_id=to, auto_agree=True)
            if not result.success:
                raise MigrationFailed(result.message)
            return
        for app in reversed(_apps()):
            result = await run_backwards(app_name=app, migration_id="all", auto_agree=True)
            if not result.success:
                raise MigrationFailed(result.message)


def load_conf() -> None:
    """Import Piccolo's configuration, so that a wrong one is seen before anything runs."""
    importlib.import_module("desk.piccolo_conf")
