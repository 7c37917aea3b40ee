"""The price standard: what headquarters says that things cost, version by version, each valid from a day."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, published_table, script

ID = "core_0098_prices"
VERSION = "1.38.0"
DESCRIPTION = "Headquarters' price standard."

# A new standard is work of each partner in the same transaction: its own job tells whoever has to know.
SPREADING = """
    create function spread_prices() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare before text := current_setting('desk.tenant_id', true); receiver uuid;
    begin
      for receiver in select id from tenant where kind = 'partner' and status <> 'closed' order by id loop
        perform set_config('desk.tenant_id', receiver::text, true);
        insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
        values (receiver, gen_random_uuid(), 'publications.receive_prices', 'default', new.id, 'waiting', 0,
                new.published_at, '');
      end loop;
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      return new;
    end $$;
    revoke all on function spread_prices() from public;
    create trigger spread_prices after insert on price_standard for each row execute function spread_prices();
    create index price_line_of on price_line (standard, place);
    revoke update, delete on price_standard, price_line from desk_hq;
"""


async def up() -> None:
    """Headquarters adds versions and changes none."""
    await published_table(
        "price_standard",
        "a version of what headquarters says that things cost",
        """
        id uuid primary key,
        version integer not null unique,
        valid_from date not null,
        currency varchar(3) not null,
        why varchar(500) not null,
        by_name varchar(100) not null,
        published_at timestamptz not null
        """,
    )
    await published_table(
        "price_line",
        "what one thing costs by a version of the price standard",
        """
        standard uuid not null references price_standard (id),
        place integer not null,
        code varchar(40) not null,
        name varchar(200) not null,
        unit varchar(40) not null,
        cents bigint not null check (cents >= 0),
        primary key (standard, code)
        """,
    )
    await script(SPREADING)


async def down() -> None:
    """Take it down again."""
    await drop_tables("price_standard", "price_line")
    await script("drop function spread_prices()")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
