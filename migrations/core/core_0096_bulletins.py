"""Bulletins of headquarters: written there, published version by version to all partners, counted and nothing more."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import crossing_table, drop_tables, fenced_table, published_table, script

ID = "core_0096_bulletins"
VERSION = "1.38.0"
DESCRIPTION = "Bulletins of headquarters, who read them, and which a partner shows in its portal."

KIND = "kind varchar(20) not null check (kind in ('virus', 'patch', 'other'))"
# A version is never changed, only withdrawn. What is published, or withdrawn, is work of each partner in the same
# transaction; urgent ones on the urgent lane.
SPREADING = """
    create function spread_bulletin() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare before text := current_setting('desk.tenant_id', true); receiver uuid;
    begin
      for receiver in select id from tenant where kind = 'partner' and status <> 'closed' order by id loop
        perform set_config('desk.tenant_id', receiver::text, true);
        insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
        values (receiver, gen_random_uuid(), 'publications.receive_bulletin',
                case when new.urgent then 'urgent' else 'default' end, new.id, 'waiting', 0,
                coalesce(new.withdrawn_at, new.published_at), '');
      end loop;
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      return new;
    end $$;
    revoke all on function spread_bulletin() from public;
    create trigger spread_bulletin after insert or update on bulletin for each row execute function spread_bulletin();
    create index bulletin_newest on bulletin (published_at, id);
    create index bulletin_reading_of on bulletin_reading (tenant_id, bulletin);
    create index bulletin_count_of on bulletin_count (bulletin);
    revoke delete on bulletin from desk_hq;
    create function keep_bulletin() returns trigger language plpgsql set search_path = public, pg_temp as $$
    begin
      if (new.id, new.number, new.version, new.kind, new.urgent, new.title, new.product, new.body, new.told)
          is distinct from
         (old.id, old.number, old.version, old.kind, old.urgent, old.title, old.product, old.body, old.told)
         or old.withdrawn_at is not null then
        raise exception 'a published bulletin is withdrawn once, and nothing else' using errcode = '42501';
      end if;
      return new;
    end $$;
    revoke all on function keep_bulletin() from public;
    create trigger keep_bulletin before update on bulletin for each row execute function keep_bulletin();
    revoke delete on bulletin_count from desk_app;
"""


async def up() -> None:
    """Drafts are headquarters' own; who of a partner read what is the partner's own; between them stand counts."""
    await fenced_table(
        "bulletin_draft",
        "what headquarters is still writing",
        f"""
        number integer not null,
        {KIND},
        urgent boolean not null default false,
        title varchar(200) not null,
        product varchar(200) not null default '',
        body text not null,
        told text not null default '',
        by_name varchar(100) not null,
        at timestamptz not null
        """,
        unique=["number"],
    )
    await published_table(
        "bulletin",
        "what headquarters tells all partners: one row for each version, which nobody changes; at most withdrawn",
        f"""
        id uuid primary key,
        number integer not null,
        version integer not null,
        {KIND},
        urgent boolean not null default false,
        title varchar(200) not null,
        product varchar(200) not null default '',
        body text not null,
        told text not null default '',
        by_name varchar(100) not null,
        published_at timestamptz not null,
        withdrawn_at timestamptz,
        withdrawn_by varchar(100) not null default '',
        withdrawn_why text not null default '',
        unique (number, version)
        """,
    )
    await fenced_table(
        "bulletin_reading",
        "who of a partner read a version of a bulletin, and took note of it",
        """
        bulletin uuid not null,
        member uuid not null,
        read_at timestamptz not null,
        acknowledged_at timestamptz
        """,
        references={"member": "member cascade"},
        unique=["bulletin, member"],
    )
    await fenced_table(
        "bulletin_showing",
        "which version of a bulletin a partner agreed to show in its portal",
        """
        bulletin uuid not null,
        by_name varchar(100) not null,
        at timestamptz not null
        """,
        unique=["bulletin"],
        portal="true",
        portal_writes="none",
    )
    await crossing_table(
        "bulletin_count",
        "how many of a partner read a bulletin and took note of it, and whether it is shown in its portal",
        """
        bulletin uuid not null,
        read integer not null default 0,
        acknowledged integer not null default 0,
        shown boolean not null default false,
        at timestamptz not null,
        primary key (tenant_id, bulletin)
        """,
    )
    await script(SPREADING)


async def down() -> None:
    """Take it down again."""
    await drop_tables("bulletin_draft", "bulletin", "bulletin_reading", "bulletin_showing", "bulletin_count")
    await script("drop function spread_bulletin(); drop function keep_bulletin()")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
