"""Scorecards: frozen months that partners publish, and the mean over them that nobody is named in."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import crossing_table, drop_tables, script

ID = "core_0060_scorecards"
VERSION = "1.38.0"
DESCRIPTION = "Scorecards and their averages."


async def up() -> None:
    """The function stands past every policy: it gives means of at least three partners, and none to the portal."""
    await crossing_table(
        "scorecard",
        "frozen months of the figures that headquarters may see",
        """
        month date not null,
        figure varchar(80) not null,
        currency varchar(3) not null default '',
        part bigint not null,
        whole bigint not null,
        published_at timestamptz not null,
        primary key (tenant_id, month, figure, currency)
        """,
    )
    await script("""
        create index scorecard_month on scorecard (month);
        create index partner_name on partner (name, tenant_id);
        revoke update, delete on scorecard from desk_app;
        create policy averages on scorecard for select to desk_search using (true);
        grant select on scorecard to desk_search;
        create function find_averages(of_month date, at_least integer)
        returns table (figure text, currency text, mean float8, mean_ratio float8)
        language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        declare enough integer := greatest(coalesce($2, 5), 3);
        begin
          if nullif(current_setting('desk.tenant_id', true), '') is null
             or coalesce(current_setting('desk.customer_id', true), '') <> '' then
            return;
          end if;
          return query
            select s.figure::text, s.currency::text, avg(s.part)::float8,
                   case when count(*) filter (where s.whole > 0) >= enough
                        then (avg(s.part::numeric / nullif(s.whole, 0)))::float8 end
              from scorecard s where s.month = of_month group by s.figure, s.currency having count(*) >= enough;
        end $$;
        revoke all on function find_averages(date, integer) from public;
        grant execute on function find_averages(date, integer) to desk_app;
        alter function find_averages(date, integer) owner to desk_search;
    """)


async def down() -> None:
    """Take it down again."""
    await script("drop function find_averages(date, integer); drop index partner_name")
    await drop_tables("scorecard")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
