"""The canaries: two tenants of a kind of their own, unseen by headquarters, and what is kept of their runs."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.canaries import ASKER, OWNER
from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0080_canary"
VERSION = "1.38.0"
DESCRIPTION = "Two tenants that try the wall."

# Tables that cross were made before there were canaries; those that are made now are made so.
LEAVE_OUT = """
    do $$ declare one record; begin
      for one in select c.relname from pg_class c join pg_policy p on p.polrelid = c.oid
                  where obj_description(c.oid) like 'crossing: %' and p.polname = 'headquarters' loop
        execute format('alter policy headquarters on %I using ({seen})', one.relname);
      end loop;
    end $$;
"""


async def up() -> None:
    """The canaries' ids and their kind go together, so neither can be given to a partner."""
    await script(f"""
        alter table tenant drop constraint tenant_kind_check;
        alter table tenant add constraint tenant_kind_check check (kind in ('partner', 'headquarters', 'canary'));
        alter table tenant add constraint tenant_canaries check ((kind = 'canary') = (id in ('{OWNER}', '{ASKER}')));
    """)
    await script(LEAVE_OUT.format(seen=f"tenant_id not in (''{OWNER}'', ''{ASKER}'')"))
    await fenced_table(
        "canary_run",
        "each time that it was tried whether anything leaks between tenants",
        """
        status varchar(20) not null,
        begun_at timestamptz not null,
        seen_at timestamptz not null,
        ended_at timestamptz,
        place integer not null default 0,
        steps integer not null default 0,
        leaked integer not null default 0,
        leaks jsonb not null default '[]',
        untried varchar(200)[] not null default '{}',
        prints jsonb not null default '{}',
        """,
        check={"status": ["running", "clean", "leaking", "cut_short"]},
    )
    await script("create index canary_run_newest on canary_run (tenant_id, begun_at)")


async def down() -> None:
    """Take it down again. The canaries themselves have to be gone."""
    await drop_tables("canary_run")
    await script(LEAVE_OUT.format(seen="true"))
    await script("""
        alter table tenant drop constraint tenant_canaries, drop constraint tenant_kind_check;
        alter table tenant add constraint tenant_kind_check check (kind in ('partner', 'headquarters'));
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
