"""Taking stock: the planner learns of rows that have just come, without waiting for the vacuum."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0074_take_stock"
VERSION = "1.38.0"
DESCRIPTION = "What writes many rows at once may let the planner look at them."


async def up() -> None:
    """
    Only tables of tenants, and of each only whose its rows are: that is what plans go wrong by.

    It needs the owner's rights and shows nobody anything. Where somebody else looks at a table just now it is left out.
    """
    await script("""
        create function take_stock(names text[]) returns void
          language plpgsql security definer set lock_timeout = '200ms'
          set search_path = pg_catalog, public, pg_temp as $$
        declare one text;
        begin
          for one in select c.relname from pg_class c
                      where c.relnamespace = 'public'::regnamespace and c.relname = any(names)
                        and obj_description(c.oid, 'pg_class') like 'fenced:%' order by c.relname loop
            begin
              execute format('analyze public.%I (tenant_id)', one);
            exception when lock_not_available then null;
            end;
          end loop;
        end $$;
        revoke all on function take_stock from public;
        grant execute on function take_stock to desk_app;
    """)


async def down() -> None:
    await script("drop function take_stock;")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
