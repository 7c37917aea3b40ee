"""The pacer sees which reaction waits: what a plugin could not do holds up that plugin's work alone."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0075_own_order"
VERSION = "1.38.0"
DESCRIPTION = "Order per subject and plugin."


async def up() -> None:
    """A name of ours, such as ``loyalty.award_points``; of what happened it says nothing."""
    await script("grant select (subscriber) on reaction to desk_clock")


async def down() -> None:
    """Take it down again."""
    await script("revoke select (subscriber) on reaction from desk_clock")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
