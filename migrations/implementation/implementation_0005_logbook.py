"""The list of all logs, the latest written first."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "implementation_0005_logbook"
VERSION = "1.38.0"
DESCRIPTION = "Find the latest logs of all projects."


async def up() -> None:
    """An index in the list's own order."""
    await script("create index implementation_log_written on implementation_log (tenant_id, at desc, id desc)")


async def down() -> None:
    """Without it again."""
    await script("drop index implementation_log_written")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="implementation", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
