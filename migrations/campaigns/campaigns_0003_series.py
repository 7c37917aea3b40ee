"""Series: campaigns that come again and again."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table

ID = "campaigns_0003_series"
VERSION = "1.38.0"
DESCRIPTION = "Series of campaigns."


async def up() -> None:
    """Each text of a series is one campaign when its turn comes."""
    await fenced_table(
        "campaigns_series",
        "campaigns that come again and again",
        """
        number integer not null,
        name varchar(100) not null,
        content varchar(20) not null,
        channels varchar(40)[] not null default '{}',
        subject varchar(200) not null default '',
        texts text[] not null,
        filters jsonb not null default '{}',
        birthdays boolean not null default false,
        rhythm varchar(20) not null,
        first_at timestamptz not null,
        next_at timestamptz not null,
        issued integer not null default 0,
        running boolean not null default true,
        written_at timestamptz not null,
        written_by uuid,
        approved_by uuid,
        version integer not null default 1,
        """,
        check={"rhythm": ["daily", "weekly", "monthly", "yearly"]},
        unique=["number"],
    )


async def down() -> None:
    """Take it down again."""
    await drop_tables("campaigns_series")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="campaigns", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
