"""Plugins: what is known of all tenants, and what takes long for one of them; and their words of the audit trail."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, register_table, script

ID = "core_0068_plugins"
VERSION = "1.38.0"
DESCRIPTION = "Plugins that can't run, and what is done with them."
BEFORE = "'sign_in', 'refused', 'permission', 'member', 'token', 'export', 'look'"


def _audit(words: str, more: str = "") -> str:
    return f"""
        alter table event drop constraint event_audit_known;
        alter table event add constraint event_audit_known check (audit in ({words})) {more};
    """


async def up() -> None:
    """The portal sees nothing of what is done with plugins, but whether one can run."""
    await script(_audit(f"{BEFORE}, 'setting', 'plugin'"))
    await register_table(
        "plugin_fault",
        "plugins whose migrations failed, and are silent for all tenants",
        """
        id uuid primary key,
        plugin varchar(40) not null unique,
        why varchar(400) not null,
        at timestamptz not null,
        """,
    )
    await script("""
        create policy everybody on plugin_fault for select to desk_app using (true);
        grant select on plugin_fault to desk_app;
    """)
    await fenced_table(
        "plugin_chore",
        "what takes long with a plugin: taking it away, letting it hear the past",
        """
        plugin varchar(40) not null,
        kind varchar(20) not null,
        status varchar(20) not null default 'running',
        since_at timestamptz,
        until_at timestamptz,
        reached uuid,
        done integer not null default 0,
        total integer not null default 0,
        file uuid,
        begun_at timestamptz not null,
        begun_by uuid,
        ended_at timestamptz,
        """,
        references={"begun_by": "member"},
        check={"kind": ["removal", "replay"], "status": ["running", "done"]},
        portal="false",
        portal_writes="none",
    )
    await script("""
        create unique index plugin_chore_running on plugin_chore (tenant_id, plugin) where status = 'running';
        create index plugin_chore_by_plugin on plugin_chore (tenant_id, plugin, begun_at desc);
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("plugin_chore", "plugin_fault")
    await script(_audit(BEFORE, "not valid"))


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
