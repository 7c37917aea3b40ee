"""What becomes of a partner's content: an archive at its closing, who fetched it, and erasure in the end."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import crossing_table, drop_tables, script

ID = "core_0100_archives"
VERSION = "1.38.0"
DESCRIPTION = "Archives and erasure of partners."

TURN = """
    create or replace function turn_partner(of_slug text, to_status text, at timestamptz) returns uuid
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare one uuid; before text := current_setting('desk.tenant_id', true);
    begin
      update tenant set status = to_status, version = version + 1
       where slug = of_slug and kind = 'partner' and status <> 'erased' returning id into one;
      if one is null then return null; end if;
      perform set_config('desk.tenant_id', one::text, true);
      update partner set status = to_status where tenant_id = one;
      update scheduled_work set next_at = case when to_status = 'active' then at else 'infinity'::timestamptz end
       where tenant_id = one;
      if to_status = 'active' then
        update reaction set status = 'waiting', available_at = at where tenant_id = one and status = 'held';
      end if;{at_closing}
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      return one;
    end $$;
"""
AT_CLOSING = """
      if to_status = 'closed' then
        insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
        values (one, gen_random_uuid(), 'headquarters.archive', 'bulk', one, 'waiting', 0, at, '');
      end if;"""
# What stays are counts without a person, what headquarters itself did, and who fetched the archive.
STAYS = "'partner', 'partner_week', 'scorecard', 'partner_archive', 'archive_look'"
ERASE = """
    create function erase_partner(of_slug text, most integer) returns bigint
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      one uuid; name text; gone bigint := 0; taken bigint; rest text[] := '{}'; there boolean;
      before text := current_setting('desk.tenant_id', true);
    begin
      select id into one from tenant where slug = of_slug and kind = 'partner' and status = 'closed' for update;
      if one is null then return null; end if;
      perform set_config('desk.tenant_id', one::text, true);
      for name in select c.relname from pg_class c
                   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                     and (obj_description(c.oid) like 'fenced: %' or obj_description(c.oid) like 'crossing: %')
                     and c.relname not in (STAYS) order by c.relname loop
        exit when gone >= most;
        begin
          execute format('delete from %1$I where ctid = any(array(
                          select ctid from %1$I where tenant_id = $1 limit $2))', name) using one, most - gone;
          get diagnostics taken = row_count;
          gone := gone + taken;
        exception when foreign_key_violation then null;
        end;
        execute format('select exists (select from %I where tenant_id = $1)', name) into there using one;
        if there then rest := rest || name; end if;
      end loop;
      if gone = 0 and rest <> '{}' then
        -- Rows that point to each other go together: references are looked at when the statement is over.
        execute 'with ' || (select string_agg(format('x%s as (delete from %I where tenant_id = $1)', i, t), ', ')
                              from unnest(rest) with ordinality u (t, i)) || ' select 1' using one;
        gone := cardinality(rest);
      end if;
      if gone = 0 then
        delete from tenant_host where tenant_id = one;
        update tenant set status = 'erased', settings = '{}', plugins = '{}', version = version + 1 where id = one;
        update partner set status = 'erased', plugins = '{}' where tenant_id = one;
      end if;
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      return gone;
    end $$;
    revoke all on function erase_partner(text, integer) from public;
    grant execute on function erase_partner(text, integer) to desk_hq;
"""


async def up() -> None:
    """Both sides see how far an archive is, and who fetched it: each side notes its own looks."""
    await crossing_table(
        "partner_archive",
        "everything of a partner in one file: how far it is, how large, until when",
        """
        id uuid not null,
        status varchar(20) not null default 'running' check (status in ('running', 'ready', 'dropped')),
        done integer not null default 0,
        total integer not null default 0,
        rows bigint not null default 0,
        size bigint not null default 0,
        file uuid,
        asked_by varchar(100) not null default '',
        asked_at timestamptz not null,
        ended_at timestamptz,
        primary key (tenant_id, id)
        """,
    )
    await crossing_table(
        "archive_look",
        "who fetched the archive of a partner, and why: both sides see it",
        """
        id uuid not null,
        archive uuid not null,
        side varchar(20) not null check (side in ('partner', 'headquarters')),
        who uuid not null,
        who_name varchar(100) not null,
        why varchar(400) not null default '',
        at timestamptz not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, archive) references partner_archive (tenant_id, id)
        """,
        adds="side = 'headquarters'",
    )
    await script("""
        create policy own_side on archive_look as restrictive for insert to desk_app with check (side = 'partner');
        create index archive_look_of on archive_look (tenant_id, archive, at);
        create unique index partner_archive_running on partner_archive (tenant_id) where status = 'running';
        revoke delete on partner_archive from desk_app;
        revoke update, delete on archive_look from desk_app;
        alter table tenant drop constraint tenant_status_check;
        alter table tenant add constraint tenant_status_check
          check (status in ('active', 'suspended', 'closed', 'erased'));
        alter table partner_turn drop constraint partner_turn_act_known;
        alter table partner_turn add constraint partner_turn_act_known
          check (act in ('invite', 'suspend', 'reopen', 'close', 'allow', 'fetch', 'drop', 'erase'));
    """)
    await script(TURN.format(at_closing=AT_CLOSING))
    await script(ERASE.replace("STAYS", STAYS))


async def down() -> None:
    """Take it down again; what was erased stays so, and stands as closed."""
    await script("drop function erase_partner(text, integer)")
    await script(TURN.format(at_closing="").replace(" and status <> 'erased'", ""))
    await drop_tables("partner_archive", "archive_look")
    await script("""
        update tenant set status = 'closed' where status = 'erased';
        alter table tenant drop constraint tenant_status_check;
        alter table tenant add constraint tenant_status_check check (status in ('active', 'suspended', 'closed'));
        alter table partner_turn drop constraint partner_turn_act_known;
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
