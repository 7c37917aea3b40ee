"""Count what is held of the gifts that are there already; after the table, because it is done tenant by tenant."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import for_each_tenant

ID = "loyalty_0003_held"
VERSION = "1.38.0"
DESCRIPTION = "Count what is held of gifts."
HELD = """
insert into loyalty_shelf (tenant_id, id, gift, held)
select g.tenant_id, gen_random_uuid(), g.id,
       coalesce((select sum(r.quantity) from loyalty_redemption r
                  where r.tenant_id = g.tenant_id and r.gift = g.id and r.status in ('requested', 'approved')), 0)
  from loyalty_gift g
    on conflict (tenant_id, gift) do nothing
"""


async def up() -> None:
    """A shelf for each gift."""
    await for_each_tenant(ID, HELD)


async def down() -> None:
    """Nothing: the table goes with the migration before."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="loyalty", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
