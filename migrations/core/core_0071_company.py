"""The name of a company is changed by the company itself."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0071_company"
VERSION = "1.38.0"
DESCRIPTION = "A tenant changes its own name."


async def up() -> None:
    """Of its own row alone: the register's wall stays as it is."""
    await script("grant update (name) on tenant to desk_app")


async def down() -> None:
    """Only by the owner again."""
    await script("revoke update (name) on tenant from desk_app")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
