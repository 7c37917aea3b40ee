"""Cases that were there before keep how they stand, too."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import for_each_tenant

ID = "core_0101_case_stood"
VERSION = "1.38.0"
DESCRIPTION = "How earlier cases stand."
STOOD = """
    update hq_case c set status = e.status, version = e.place, since_at = e.at
      from (select distinct on (hq_case) hq_case, status, place, at from case_entry order by hq_case, place desc) e
     where e.hq_case = c.id and c.version < e.place
"""


async def up() -> None:
    """The last entry of each."""
    await for_each_tenant(ID, STOOD)


async def down() -> None:
    """Nothing to take back: the columns go with the step before."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
