"""Files that nobody has looked into yet are few among many: found by an index of their own."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0012_files"
VERSION = "1.38.0"
DESCRIPTION = "Find the files that are still to be looked into."


async def up() -> None:
    """For the daily sweep."""
    await script("""
        create index stored_file_checking on stored_file (tenant_id, created_at) where status = 'checking';
    """)


async def down() -> None:
    """Take it down again."""
    await script("drop index stored_file_checking")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
