"""Suspended tickets: whom to call back, and when that was done."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0046_suspended_tickets"
VERSION = "1.38.0"
DESCRIPTION = "Whom to call back about a suspended ticket."


async def up() -> None:
    """They stay behind a suspension, so that one sees who was called."""
    await script("""
        alter table ticket
          add column callback_name varchar(100) not null default '',
          add column callback_phone varchar(40) not null default '',
          add column callback_extension varchar(20) not null default '',
          add column callback_at timestamptz;
    """)


async def down() -> None:
    """Take it down again."""
    await script("""
        alter table ticket drop column callback_name, drop column callback_phone, drop column callback_extension,
          drop column callback_at;
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
