"""Files that go along with a case: copies, by the customer's consent, and which operator fetched which."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import crossing_table, drop_tables, script

ID = "core_0077_case_files"
VERSION = "1.38.0"
DESCRIPTION = "Copied files of cases, and who fetched them at headquarters."


async def up() -> None:
    """The partner copies under the number of a consent, without which no row is taken; headquarters notes its looks."""
    await crossing_table(
        "case_file",
        "files that went along with a case: copies of a partner's",
        """
        id uuid not null,
        hq_case uuid not null,
        name varchar(200) not null,
        content_type varchar(100) not null,
        size bigint not null,
        sha256 varchar(64) not null,
        authorisation varchar(200) not null check (authorisation <> ''),
        author_name varchar(100) not null,
        at timestamptz not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, hq_case) references hq_case (tenant_id, id)
        """,
    )
    await crossing_table(
        "case_fetch",
        "which operator fetched which file of a case: the partner sees it",
        """
        id uuid not null,
        file uuid not null,
        operator uuid not null,
        operator_name varchar(100) not null,
        at timestamptz not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, file) references case_file (tenant_id, id)
        """,
        adds="true",
    )
    await script("""
        create index case_file_case on case_file (tenant_id, hq_case);
        create index case_fetch_file on case_fetch (tenant_id, file);
        revoke update, delete on case_file from desk_app;
        revoke insert, update, delete on case_fetch from desk_app;
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("case_file", "case_fetch")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
