"""Imports of any kind: looked at before they are taken, row by row, and resumed where they stood."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0064_imports"
VERSION = "1.38.0"
DESCRIPTION = "Rows of imports, looked at before they are taken."


async def up() -> None:
    """Each row of a table stands by itself until its import ends; of those before, the counts stay."""
    await script("""
        alter table import_run
          add column kind varchar(60) not null default 'customers.customers',
          add column status varchar(20) not null default 'done',
          add column whole boolean not null default false,
          add column same_name varchar(10) not null default 'refuse',
          add column locale varchar(10) not null default 'zh-CN',
          add column encoding varchar(20) not null default '',
          add column delimiter varchar(1) not null default '',
          add column fields jsonb not null default '[]',
          add column file_id uuid,
          add column total integer not null default 0,
          add column reached integer not null default 0,
          add column stopping boolean not null default false,
          add column ended_at timestamptz,
          drop column refusals,
          drop column ignored,
          add constraint import_run_status_known check (status in
            ('reading', 'checking', 'checked', 'unreadable', 'running', 'done', 'cancelled', 'failed')),
          add constraint import_run_same_name_known check (same_name in ('refuse', 'update', 'add'));
        create index import_run_of_kind on import_run (tenant_id, kind, at desc, id desc);
        create index customer_phone on customer (tenant_id, phone) where phone <> '';
    """)
    await fenced_table(
        "import_row",
        "one row of a table that is brought in",
        """
        run uuid not null,
        number integer not null,
        cells text[] not null,
        status varchar(20) not null default 'waiting',
        name varchar(200) not null default '',
        faults jsonb not null default '[]',
        subject_id uuid,
        """,
        references={"run": "import_run cascade"},
        check={"status": ["waiting", "created", "updated", "refused"]},
        unique=["run, number"],
    )
    # The unique index finds the rows of a run too; of two, a planner without figures takes the one that finds them all.
    await script("""
        drop index import_row_run;
        create index import_row_refused on import_row (tenant_id, run, number) where status = 'refused';
        create index import_row_subject on import_row (tenant_id, run, subject_id) where subject_id is not null;
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("import_row")
    await script("""
        drop index import_run_of_kind;
        drop index customer_phone;
        alter table import_run
          drop column kind, drop column status, drop column whole, drop column same_name, drop column locale,
          drop column encoding, drop column delimiter, drop column fields, drop column file_id, drop column total,
          drop column reached, drop column stopping, drop column ended_at,
          add column refusals jsonb not null default '[]',
          add column ignored jsonb not null default '[]';
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
