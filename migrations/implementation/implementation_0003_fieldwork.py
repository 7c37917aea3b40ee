"""Logs that wait in a browser until they can be sent, once; and the plan as it was signed first."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "implementation_0003_fieldwork"
VERSION = "1.38.0"
DESCRIPTION = "A log is sent once; a stage keeps the days that were signed first."


async def up() -> None:
    """Both are empty for what is there."""
    await script("""
        alter table implementation_log add column sent_as uuid;
        create unique index implementation_log_sent_once on implementation_log (tenant_id, consultant, sent_as);
        alter table implementation_stage add column signed_begins_on date, add column signed_ends_on date;
    """)


async def down() -> None:
    """Forget both again."""
    await script("""
        alter table implementation_log drop column sent_as;
        alter table implementation_stage drop column signed_begins_on, drop column signed_ends_on;
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="implementation", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
