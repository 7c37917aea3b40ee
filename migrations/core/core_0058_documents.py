"""The paper that a tenant prints on, and where the small one of a picture lies."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0058_documents"
VERSION = "1.38.0"
DESCRIPTION = "The letterhead, and thumbnails."


async def up() -> None:
    """Customers print too, so the portal reads the letterhead."""
    await fenced_table(
        "letterhead",
        "what stands at the top of printed documents",
        """
        name varchar(120) not null default '',
        lines varchar(600) not null default '',
        foot varchar(300) not null default '',
        logo bytea,
        logo_width integer,
        logo_height integer,
        changed_at timestamptz not null,
        """,
        portal="true",
        portal_writes="none",
    )
    await script("""
        create unique index letterhead_once on letterhead (tenant_id);
        alter table stored_file add column thumbnail uuid;
        create index stored_file_thumbnail on stored_file (tenant_id, thumbnail) where thumbnail is not null;
    """)


async def down() -> None:
    """Take it down again."""
    await script("drop index stored_file_thumbnail; alter table stored_file drop column thumbnail")
    await drop_tables("letterhead")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
