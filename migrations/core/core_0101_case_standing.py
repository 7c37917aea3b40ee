"""How a case stands is kept beside it, so that a list of those that wait reads these and no others."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0101_case_standing"
VERSION = "1.38.0"
DESCRIPTION = "A case keeps the status of its last entry."

# Either side adds entries; neither says by itself how the case stands.
STANDING = """
    create function case_stands() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare before text := current_setting('desk.tenant_id', true);
    begin
      perform set_config('desk.tenant_id', new.tenant_id::text, true);
      update hq_case set status = new.status, version = new.place, since_at = new.at
       where tenant_id = new.tenant_id and id = new.hq_case and version < new.place;
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      return null;
    end $$;
    revoke all on function case_stands() from public;
    create trigger case_stands after insert on case_entry for each row execute function case_stands();
"""


async def up() -> None:
    """The entries rule; these columns follow them."""
    await script("""
        alter table hq_case
          add column status varchar(20) not null default 'blank',
          add column version integer not null default 0,
          add column since_at timestamptz;
        create index hq_case_standing on hq_case (status, opened_at desc, id desc);
        create index hq_case_own_standing on hq_case (tenant_id, status, opened_at desc, id desc);
    """)
    await script(STANDING)


async def down() -> None:
    """Take it down again."""
    await script("""
        drop trigger case_stands on case_entry;
        drop function case_stands();
        drop index hq_case_standing, hq_case_own_standing;
        alter table hq_case drop column status, drop column version, drop column since_at;
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
