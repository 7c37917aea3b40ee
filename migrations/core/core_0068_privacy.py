"""Taking out and erasing what is kept of a person, and its kind of line in the audit trail."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0068_privacy"
VERSION = "1.38.0"
DESCRIPTION = "What is taken out and erased of people."
BEFORE = "'sign_in', 'refused', 'permission', 'member', 'token', 'export', 'look', 'setting', 'plugin'"


def _audit(words: str, more: str = "") -> str:
    return f"""
        alter table event drop constraint event_audit_known;
        alter table event add constraint event_audit_known check (audit in ({words})) {more};
    """


async def up() -> None:
    """A run names a person by kind and id: who is erased has no row to point to for ever."""
    await script(_audit(f"{BEFORE}, 'privacy'"))
    await fenced_table(
        "person_run",
        "what is taken out and erased of people",
        """
        kind varchar(20) not null,
        person_kind varchar(20) not null,
        person uuid not null,
        credential uuid,
        status varchar(20) not null default 'running',
        done integer not null default 0,
        total integer not null default 0,
        rows integer not null default 0,
        file uuid,
        expires_at timestamptz,
        begun_at timestamptz not null,
        begun_by uuid,
        ended_at timestamptz,
        """,
        check={"kind": ["export", "erasure"], "person_kind": ["contact", "member"], "status": ["running", "done"]},
        portal="false",
        portal_writes="none",
    )
    await script("""
        create unique index person_run_running on person_run (tenant_id, person, kind) where status = 'running';
        create index person_run_at on person_run (tenant_id, begun_at desc);
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("person_run")
    await script(_audit(BEFORE, "not valid"))


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
