"""Let everything that happened around one customer be read in order, whatever slice it is of."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0061_timeline"
VERSION = "1.38.0"
DESCRIPTION = "Facts by customer, in order."


async def up() -> None:
    """Facts by customer, the latest first."""
    await script(
        "create index event_customer on event (tenant_id, customer_id, at desc, id desc) where customer_id is not null"
    )


async def down() -> None:
    """Without it."""
    await script("drop index event_customer")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
