"""Drafts on the server, and who has what open."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0104_drafts"
VERSION = "1.38.0"
DESCRIPTION = "What people are at."


async def up() -> None:
    """One draft of a member for a place, and one watch; both are forgotten by their age."""
    await fenced_table(
        "draft",
        "what somebody typed into a form and has not sent",
        """
        member uuid not null,
        place varchar(100) not null,
        said jsonb not null,
        saved_at timestamptz not null,
        """,
        references={"member": "member cascade"},
        unique=["member, place"],
    )
    await fenced_table(
        "watch",
        "somebody has a page open",
        """
        member uuid not null,
        place varchar(100) not null,
        seen_at timestamptz not null,
        """,
        references={"member": "member cascade"},
        unique=["place, member"],
    )
    await script("create index draft_saved on draft (tenant_id, saved_at)")
    await script("create index watch_seen on watch (tenant_id, seen_at)")


async def down() -> None:
    """Take it down again."""
    await drop_tables("draft", "watch")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
