"""Where mail comes back to, when a tenant sends by a server of its own."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0087_return_paths"
VERSION = "1.38.0"
DESCRIPTION = "Return paths of mail."


async def up() -> None:
    """Empty: mail comes back to its sender, as before."""
    await script("alter table mail_server add column bounces varchar(200) not null default ''")


async def down() -> None:
    """Take it away again."""
    await script("alter table mail_server drop column bounces")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
