"""Plugins that fail too often are left out, tenant by tenant."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table

ID = "core_0016_trips"
VERSION = "1.38.0"
DESCRIPTION = "Plugins that fail too often."


async def up() -> None:
    """Plugins that fail too often."""
    await fenced_table(
        "plugin_trip",
        "how often plugins failed, and which are left out",
        """
        plugin varchar(40) not null,
        failures integer not null default 0,
        since_at timestamptz not null,
        last_at timestamptz not null,
        tripped_at timestamptz,
        why varchar(200) not null default '',
        """,
        unique=["plugin"],
        portal="true",
        portal_writes="none",
    )


async def down() -> None:
    """Take it down again."""
    await drop_tables("plugin_trip")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
