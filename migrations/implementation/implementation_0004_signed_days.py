"""Plans that were signed before keep the days that they have now; after the columns, as it is done tenant by tenant."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import for_each_tenant

ID = "implementation_0004_signed_days"
VERSION = "1.38.0"
DESCRIPTION = "Stages of signed plans keep their days."
SIGNED = """
update implementation_stage s set signed_begins_on = s.begins_on, signed_ends_on = s.ends_on
  from implementation_project p
 where p.tenant_id = s.tenant_id and p.id = s.project and s.signed_begins_on is null
   and p.status not in ('needed', 'applied', 'assigned', 'planned', 'dropped')
"""


async def up() -> None:
    """The days of each stage whose plan is signed."""
    await for_each_tenant(ID, SIGNED)


async def down() -> None:
    """Nothing: the columns go with the migration before."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="implementation", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
