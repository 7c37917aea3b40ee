"""Ways into the list of tickets for whoever filters it, however few fit."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0014_tickets"
VERSION = "1.38.0"
DESCRIPTION = "Ways into the list of tickets for whoever filters it, however few fit."


async def up() -> None:
    """The newest first by kind or channel, or urgent ones; and what was solved when."""
    await script("""
        create index ticket_kind on ticket (tenant_id, kind, opened_at desc, id desc);
        create index ticket_channel on ticket (tenant_id, channel, opened_at desc, id desc);
        create index ticket_urgent on ticket (tenant_id, opened_at desc, id desc) where urgent;
        create index ticket_solved on ticket (tenant_id, solved_at) where solved_at is not null;
    """)


async def down() -> None:
    """Take them down again."""
    await script("drop index ticket_kind, ticket_channel, ticket_urgent, ticket_solved")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
