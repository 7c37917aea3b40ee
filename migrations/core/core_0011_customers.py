"""Find customers by whatever is said on the phone, list them by status and grade, report imports whole."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0011_customers"
VERSION = "1.38.0"
DESCRIPTION = "Find customers, and report imports whole."

_SIGNATURE = "find_customers(tsquery, text, text, text, text, uuid, boolean, integer)"


async def up() -> None:
    """What a customer is found by stands in its own row, so that lists are narrowed, sorted and paged in one go."""
    await script("""
        alter table customer add column words tsvector not null default '', add column digits text not null default '';
        create index customer_words on customer using gin (tenant_id, words);
        create index customer_digits on customer using gin (tenant_id, digits gin_trgm_ops);
        create index customer_status on customer (tenant_id, status, name_key, id);
        create index customer_grade on customer (tenant_id, grade, name_key, id);
        alter table import_run add column headings jsonb not null default '[]',
              add column ignored jsonb not null default '[]', add column stopped text not null default '';
    """)
    await script("""
        -- Stands past every policy, so it writes out both walls; see docs/decisions/0001.
        create policy search on customer for select to desk_search using (true);
        grant select on customer to desk_search;
        create function find_customers(
          query tsquery, number_part text, of_status text, of_grade text,
          beyond_key text, beyond_id uuid, backwards boolean, most integer)
        returns setof uuid
        language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        declare
          wanted text := 'select c.id from customer c where c.tenant_id = $1 and ($2 is null or c.id = $2)';
        begin
          if query is not null and number_part is not null then
            wanted := wanted || ' and (c.words @@ $3 or c.digits like ''%'' || $4 || ''%'')';
          elsif number_part is not null then
            wanted := wanted || ' and c.digits like ''%'' || $4 || ''%''';
          else
            wanted := wanted || ' and c.words @@ $3';
          end if;
          if of_status is not null then wanted := wanted || ' and c.status = $5'; end if;
          if of_grade is not null then wanted := wanted || ' and c.grade = $6'; end if;
          if beyond_id is not null then
            wanted := wanted || ' and (c.name_key, c.id) ' || case when backwards then '<' else '>' end || ' ($7, $8)';
          end if;
          wanted := wanted || case when backwards then ' order by c.name_key desc, c.id desc'
                                   else ' order by c.name_key, c.id' end || ' limit $9';
          return query execute wanted
            using nullif(current_setting('desk.tenant_id', true), '')::uuid,
                  nullif(current_setting('desk.customer_id', true), '')::uuid,
                  query, number_part, of_status, of_grade, beyond_key, beyond_id, least(most, 2000);
        end $$;
    """)
    await script(
        f"revoke all on function {_SIGNATURE} from public; grant execute on function {_SIGNATURE} to desk_app;"
        f"alter function {_SIGNATURE} owner to desk_search"
    )


async def down() -> None:
    """Without finding."""
    await script(f"drop function {_SIGNATURE}")
    await script("""
        drop policy search on customer;
        revoke select on customer from desk_search;
        alter table import_run drop column headings, drop column ignored, drop column stopped;
        drop index customer_grade, customer_status, customer_digits, customer_words;
        alter table customer drop column words, drop column digits;
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
