"""Transferred tickets: who was asked to take one over."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0090_transfers"
VERSION = "1.38.0"
DESCRIPTION = "Who was asked to take a ticket over."


async def up() -> None:
    """The index holds transferred tickets alone: a person's list of what they were asked."""
    await script("""
        alter table ticket
          add column asked uuid,
          add foreign key (tenant_id, asked) references member (tenant_id, id);
        create index ticket_asked on ticket (tenant_id, asked, since_at, id) where asked is not null;
    """)


async def down() -> None:
    """Take it down again."""
    await script("alter table ticket drop column asked")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
