"""What partners publish to headquarters."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import crossing_table, drop_tables

ID = "core_0007_headquarters"
VERSION = "1.38.0"
DESCRIPTION = "What partners publish to headquarters."


async def up() -> None:
    """What partners publish to headquarters."""
    await crossing_table(
        "partner",
        "what a tenant publishes of itself: state, plugins and counts",
        """
        slug varchar(40) not null,
        name varchar(200) not null,
        status varchar(20) not null,
        plugins varchar(40)[] not null default '{}',
        open_tickets integer not null default 0,
        unassigned_tickets integer not null default 0,
        solved_30_days integer not null default 0,
        customers integer not null default 0,
        members integer not null default 0,
        published_at timestamptz not null,
        primary key (tenant_id)
        """,
    )


async def down() -> None:
    """Take it down again."""
    await drop_tables("partner")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
