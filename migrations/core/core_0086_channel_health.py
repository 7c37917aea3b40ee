"""How channels are, so that one that keeps failing rests; and how much a gateway takes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0086_channel_health"
VERSION = "1.38.0"
DESCRIPTION = "Failing channels and the pace of gateways."


async def up() -> None:
    """A row for a channel that failed some time; none for one that never did."""
    await fenced_table(
        "channel_health",
        "how a channel is that failed some time",
        """
        channel varchar(40) not null,
        failures integer not null default 0,
        why varchar(20) not null default '',
        failing_since timestamptz,
        rests integer not null default 0,
        rests_until timestamptz,
        """,
        unique=["channel"],
    )
    await script("alter table sms_account add column per_second integer not null default 50")


async def down() -> None:
    """Take it down again."""
    await script("alter table sms_account drop column per_second")
    await drop_tables("channel_health")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
