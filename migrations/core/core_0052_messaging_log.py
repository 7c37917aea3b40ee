"""The log of messages, narrowed by a kind or by what didn't arrive, without reading all that did."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0052_messaging_log"
VERSION = "1.38.0"
DESCRIPTION = "Two ways into the log of messages."


async def up() -> None:
    """Most of what is sent arrives, so what didn't is a small index."""
    await script("""
        create index delivery_kind on delivery (tenant_id, kind, id);
        create index delivery_not_sent on delivery (tenant_id, status, id) where status <> 'sent';
    """)


async def down() -> None:
    """Take them away again."""
    await script("drop index delivery_kind; drop index delivery_not_sent")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
