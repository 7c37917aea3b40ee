"""Indexes of what few rows have: small, and never taken for those by which rows of any kind are found."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0073_indexes_of_few"
VERSION = "1.38.0"
DESCRIPTION = "Preferred engineers and successors are indexed where there are any."


async def up() -> None:
    """
    Most customers have no preferred engineer, most contacts no successor.

    Of a tenant of whom it knows nothing the planner takes the smallest index that begins with the tenant: these two.
    """
    await script("""
        drop index customer_engineer;
        drop index contact_successor;
        create index customer_engineer on customer (tenant_id, engineer) where engineer is not null;
        create index contact_successor on contact (tenant_id, successor) where successor is not null;
    """)


async def down() -> None:
    await script("""
        drop index customer_engineer;
        drop index contact_successor;
        create index customer_engineer on customer (tenant_id, engineer);
        create index contact_successor on contact (tenant_id, successor);
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
