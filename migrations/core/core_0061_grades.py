"""Which grade a customer had from when, who said so, and why."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0061_grades"
VERSION = "1.38.0"
DESCRIPTION = "The grades that customers had."


async def up() -> None:
    """One row for each change."""
    await fenced_table(
        "grade_change",
        "the grades that customers had, with who changed them and why",
        """
        customer uuid not null,
        old varchar(20) not null,
        new varchar(20) not null,
        reason varchar(300) not null default '',
        at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        """,
        references={"customer": "customer cascade"},
    )
    await script("create index grade_change_at on grade_change (tenant_id, customer, at desc, id desc)")


async def down() -> None:
    """Without it."""
    await drop_tables("grade_change")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
