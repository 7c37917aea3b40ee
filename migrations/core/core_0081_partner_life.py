"""A partner's life: invited by headquarters, suspended, opened again, closed; and which modules it may switch on."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import crossing_table, drop_tables, fenced_table, script

ID = "core_0081_partner_life"
VERSION = "1.38.0"
DESCRIPTION = "The life of partners."

# The register is the owner's alone. Headquarters gets three questions and answers, each about partners and nobody else.
FUNCTIONS = """
    create function partners_known() returns table (
      id uuid, slug varchar, name varchar, status varchar, plugins varchar[], created_at timestamptz)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      return query select t.id, t.slug, t.name, t.status, t.plugins, t.created_at from tenant t
                    where t.kind = 'partner' order by t.name, t.id;
    end $$;

    create function found_partner(
      new_id uuid, new_slug text, new_name text, new_locale text, new_zone text, hosts jsonb, works jsonb,
      at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare before text := current_setting('desk.tenant_id', true);
    begin
      insert into tenant (id, slug, name, kind, locale, zone, created_at)
      values (new_id, new_slug, new_name, 'partner', new_locale, new_zone, at);
      insert into tenant_host (host, tenant_id, face) select h.key, new_id, h.value from jsonb_each_text(hosts) h;
      perform set_config('desk.tenant_id', new_id::text, true);
      insert into scheduled_work (tenant_id, id, name, lane, period_seconds, next_at)
      select new_id, gen_random_uuid(), w ->> 'name', w ->> 'lane', (w ->> 'seconds')::integer, at
        from jsonb_array_elements(works) w;
      insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
      values (new_id, gen_random_uuid(), 'headquarters.welcome', 'default', new_id, 'waiting', 0, at, '');
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
    end $$;

    create function turn_partner(of_slug text, to_status text, at timestamptz) returns uuid
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare one uuid; before text := current_setting('desk.tenant_id', true);
    begin
      update tenant set status = to_status, version = version + 1
       where slug = of_slug and kind = 'partner' returning id into one;
      if one is null then return null; end if;
      perform set_config('desk.tenant_id', one::text, true);
      update partner set status = to_status where tenant_id = one;
      update scheduled_work set next_at = case when to_status = 'active' then at else 'infinity'::timestamptz end
       where tenant_id = one;
      if to_status = 'active' then
        update reaction set status = 'waiting', available_at = at where tenant_id = one and status = 'held';
      end if;
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      return one;
    end $$;

    revoke all on function partners_known() from public;
    revoke all on function found_partner(uuid, text, text, text, text, jsonb, jsonb, timestamptz) from public;
    revoke all on function turn_partner(text, text, timestamptz) from public;
    grant execute on function partners_known() to desk_hq;
    grant execute on function found_partner(uuid, text, text, text, text, jsonb, jsonb, timestamptz) to desk_hq;
    grant execute on function turn_partner(text, text, timestamptz) to desk_hq;
"""


async def up() -> None:
    """What headquarters says of a partner is added, never changed; the partner notes when it was accepted."""
    await crossing_table(
        "partner_invitation",
        "who is to be the first administrator of a new partner",
        """
        admin_name varchar(100) not null,
        admin_email varchar(200) not null,
        invited_by varchar(100) not null,
        invited_at timestamptz not null,
        accepted_at timestamptz,
        primary key (tenant_id)
        """,
        adds="accepted_at is null",
    )
    await crossing_table(
        "partner_allowance",
        "which modules a partner may switch on; the newest row counts, none means all",
        """
        at timestamptz not null,
        plugins varchar(40)[] not null,
        by_name varchar(100) not null,
        primary key (tenant_id, at)
        """,
        adds="true",
    )
    await fenced_table(
        "partner_turn",
        "what headquarters did with a partner, and why",
        """
        partner uuid not null,
        act varchar(20) not null,
        why varchar(400) not null default '',
        by_name varchar(100) not null,
        at timestamptz not null,
        """,
        check={"act": ["invite", "suspend", "reopen", "close", "allow"]},
        app="select, insert",
    )
    await script("""
        revoke insert, delete on partner_invitation from desk_app;
        revoke insert, update, delete on partner_allowance from desk_app;
        create index partner_turn_of on partner_turn (tenant_id, partner, at);
    """)
    await script(FUNCTIONS)


async def down() -> None:
    """Take it down again."""
    await script("""
        drop function partners_known();
        drop function found_partner(uuid, text, text, text, text, jsonb, jsonb, timestamptz);
        drop function turn_partner(text, text, timestamptz);
    """)
    await drop_tables("partner_invitation", "partner_allowance", "partner_turn")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
