"""What a removed plugin promised goes with its log: segments go with their deadline, and still never alone."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0068_removal"
VERSION = "1.38.0"
DESCRIPTION = "Segments go with their deadline."
NAME = "deadline_segment_tenant_id_deadline_fkey"


def _refer(more: str = "") -> str:
    return f"""
        alter table deadline_segment drop constraint {NAME};
        alter table deadline_segment add constraint {NAME}
          foreign key (tenant_id, deadline) references deadline (tenant_id, id) {more};
    """


async def up() -> None:
    """Nobody may delete a segment; only its deadline takes it along."""
    await script(_refer("on delete cascade"))


async def down() -> None:
    """Take it down again."""
    await script(_refer())


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
