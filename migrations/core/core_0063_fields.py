"""Fields of a tenant's own: what is said in them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0063_fields"
VERSION = "1.38.0"
DESCRIPTION = "Values of fields of a tenant's own."


async def up() -> None:
    """A row for each value. Twins compare byte by byte, whatever the database's collation is."""
    await fenced_table(
        "custom_value",
        "what is said in a field of a tenant's own",
        """
        subject_kind varchar(20) not null,
        subject_id uuid not null,
        field varchar(40) not null,
        part varchar(40) not null default '',
        value text not null,
        twin varchar(120) collate "C" not null default '',
        is_found boolean not null default false,
        """,
        check={"subject_kind": ["customer", "contact", "product"]},
        unique=["field, subject_id, part"],
    )
    await script("""
        create index custom_value_subject on custom_value (tenant_id, subject_id);
        create index custom_value_twin on custom_value (tenant_id, field, twin, subject_id);
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("custom_value")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
