"""Facts of the audit trail are few among many: found by an index of their own."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0021_audit"
VERSION = "1.38.0"
DESCRIPTION = "Find the facts of the audit trail."


async def up() -> None:
    """A fact says itself under which kind it is listed."""
    await script("""
        alter table event add column audit varchar(20);
        alter table event add constraint event_audit_known
          check (audit in ('sign_in', 'refused', 'permission', 'member', 'token', 'export', 'look'));
        create index event_audit on event (tenant_id, at desc, id desc) where audit is not null;
    """)


async def down() -> None:
    """Take it down again."""
    await script("alter table event drop column audit")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
