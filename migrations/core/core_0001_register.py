"""The register of tenants, and numbers."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, register_table, script

ID = "core_0001_register"
VERSION = "1.38.0"
DESCRIPTION = "The register of tenants, and numbers."


async def up() -> None:
    """The register of tenants, and numbers."""
    await register_table(
        "tenant",
        "partner companies and headquarters",
        """
        id uuid primary key,
        slug varchar(40) not null unique,
        kind varchar(20) not null default 'partner',
        name varchar(200) not null,
        status varchar(20) not null default 'active',
        plugins varchar(40)[] not null default '{}',
        settings jsonb not null default '{}',
        locale varchar(10) not null default 'zh-CN',
        zone varchar(60) not null default 'Asia/Shanghai',
        accent varchar(7) not null default '#0f6a66',
        mark varchar(4) not null default '',
        version integer not null default 1,
        created_at timestamptz not null,
        check (kind in ('partner', 'headquarters')),
        check (status in ('active', 'suspended', 'closed')),
        check (slug ~ '^[a-z][a-z0-9-]*$')
        """,
        mine="id",
        app="grant select, update (settings, locale, zone, accent, mark, plugins, version) on tenant to desk_app",
    )
    await register_table(
        "tenant_host",
        "host names, whose they are and which face they show",
        """
        host varchar(253) primary key,
        tenant_id uuid not null references tenant (id),
        face varchar(20) not null,
        check (face in ('workspace', 'portal', 'headquarters', 'files'))
        """,
        mine="tenant_id",
        app="grant select on tenant_host to desk_app",
    )
    await register_table(
        "backfill",
        "which tenants a backfill has done",
        """
        id uuid primary key,
        migration varchar(200) not null,
        tenant_id uuid not null,
        unique (migration, tenant_id)
        """,
    )
    await script("""
        create index tenant_host_tenant on tenant_host (tenant_id);
        comment on table migration is 'register: migrations that have run';
        revoke all on migration from public;

        -- Whose host this is: asked before any tenant is known; says an id and a face, nothing else.
        create function tenant_at(host_name text) returns table (tenant_id uuid, face text)
        language sql stable security definer set search_path = public as
        $$ select h.tenant_id, h.face::text from tenant_host h where h.host = host_name $$;
        revoke all on function tenant_at from public;
        grant execute on function tenant_at to desk_app;

        -- The next number of a kind in the tenant that is asking; its sequence is made at the first use.
        create function next_number(kind text) returns bigint
        language plpgsql security definer set search_path = public as $$
        declare name text := 'number_' || kind || '_' || replace(current_setting('desk.tenant_id'), '-', '');
        begin
          if kind !~ '^[a-z_]{1,20}$' then raise exception 'not a kind of number: %', kind; end if;
          if to_regclass(name) is null then
            perform pg_advisory_xact_lock(hashtext(name));
            execute format('create sequence if not exists %I start 1001', name);
          end if;
          return nextval(name);
        end $$;
        revoke all on function next_number from public;
        grant execute on function next_number to desk_app;
    """)


async def down() -> None:
    """Take it down again."""
    await script("""
        drop function next_number; drop function tenant_at;
        do $$ declare name text; begin
          for name in select relname from pg_class where relkind = 'S' and relname like 'number\\_%' loop
            execute format('drop sequence %I', name);
          end loop; end $$;
    """)
    await drop_tables("tenant", "tenant_host", "backfill")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
