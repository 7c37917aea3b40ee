"""What members keep of lists: saved views and chosen columns; and what was done with many rows at once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0065_lists"
VERSION = "1.38.0"
DESCRIPTION = "Saved views, chosen columns, many rows at once."


async def up() -> None:
    """For the staff alone."""
    await fenced_table(
        "saved_view",
        "a list with its filters, order and columns, kept under a name",
        """
        list_name varchar(40) not null,
        name varchar(60) not null,
        query jsonb not null,
        columns varchar(40)[] not null default '{}',
        owner uuid not null,
        shared varchar(10) not null default '',
        department varchar(100) not null default '',
        place integer not null default 0,
        changed_at timestamptz not null,
        """,
        references={"owner": "member cascade"},
        check={"shared": ["", "team", "all"]},
        unique=["owner, list_name, name"],
    )
    await fenced_table(
        "list_choice",
        "what a member has made of a list: columns, and the view that opens first",
        """
        member uuid not null,
        list_name varchar(40) not null,
        columns varchar(40)[] not null default '{}',
        usual varchar(60) not null default '',
        """,
        references={"member": "member cascade"},
        unique=["member, list_name"],
    )
    await fenced_table(
        "bulk_run",
        "one thing that was done with many rows of a list",
        """
        list_name varchar(40) not null,
        action varchar(40) not null,
        choice varchar(200) not null,
        said varchar(200) not null,
        member uuid not null,
        back_url varchar(2000) not null,
        status varchar(20) not null default 'waiting',
        total integer not null,
        at timestamptz not null,
        ended_at timestamptz,
        undo_until timestamptz,
        """,
        references={"member": "member"},
        check={"status": ["waiting", "done", "undoing", "undone"]},
    )
    await fenced_table(
        "bulk_row",
        "what became of one row of it",
        """
        run uuid not null,
        place integer not null,
        subject_id uuid not null,
        status varchar(20) not null default 'waiting',
        before varchar(200) not null default '',
        version integer not null default 0,
        reason varchar(300) not null default '',
        """,
        references={"run": "bulk_run cascade"},
        check={"status": ["waiting", "done", "refused", "undone", "kept"]},
        unique=["run, subject_id"],
    )
    await script("create index saved_view_list on saved_view (tenant_id, list_name, shared);")


async def down() -> None:
    """Take it down again."""
    await drop_tables("saved_view", "list_choice", "bulk_run", "bulk_row")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
