"""The audit trail is narrowed by kind and by person: each reads what it shows."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0101_audit_kinds"
VERSION = "1.38.0"
DESCRIPTION = "Find the facts of the audit trail by kind and by person."


async def up() -> None:
    """Few facts are audited, so both are small."""
    await script("""
        create index event_audit_kind on event (tenant_id, audit, at desc, id desc) where audit is not null;
        create index event_audit_by on event (tenant_id, by_id, at desc) where audit is not null;
    """)


async def down() -> None:
    """Take it down again."""
    await script("drop index event_audit_kind, event_audit_by")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
