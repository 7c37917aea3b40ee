"""Two gaps in the wall: the owner's view of the index, and numbers for nobody."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import TENANT, script

ID = "core_0008_walls"
VERSION = "1.38.0"
DESCRIPTION = "Close the index to the owner without a tenant; give no numbers to nobody."


NUMBER = """
    create or replace function next_number(kind text) returns bigint
    language plpgsql security definer set search_path = {path} as $$
    declare name text := 'number_' || kind || '_' || replace({tenant}, '-', '');
    begin
      if kind !~ '^[a-z_]{{1,20}}$' then raise exception 'not a kind of number: %', kind; end if;
      {check}
      if to_regclass(name) is null then
        perform pg_advisory_xact_lock(hashtext(name));
        execute format('create sequence if not exists %I start 1001', name);
      end if;
      return nextval(name);
    end $$;
"""


# Tables made before the schema words knew of this wall, and again for those made since.
CLOSE = """
    do $$ declare name text; begin
      for name in select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace
                     and obj_description(c.oid, 'pg_class') ~ '^(fenced|crossing): ' loop
        execute format('drop policy if exists owner_wall on %I', name);
        execute format('create policy owner_wall on %I as restrictive to desk_owner using (tenant_id = %s)',
                       name, $tenant$TENANT$tenant$);
      end loop; end $$;
""".replace("TENANT", TENANT)


async def up() -> None:
    """The owner may become desk_search and so has its policies: one more that nothing can widen, for it alone."""
    check = "if name is null then raise exception 'a number was asked for outside a tenant'; end if;"
    await script(CLOSE)
    await script(NUMBER.format(path="public, pg_temp", tenant=f"({TENANT})::text", check=check))


async def down() -> None:
    """As it was before; the owner's wall stays."""
    await script(NUMBER.format(path="public", tenant="current_setting('desk.tenant_id')", check=""))


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
