"""Minimums that reach some partners first, and trials that each partner answers with counts."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import crossing_table, drop_tables, published_table, script

ID = "core_0097_rollouts"
VERSION = "1.38.0"
DESCRIPTION = "Which partners a minimum has reached, and what a change would do with each."

# A trial is work of each partner in the same transaction; what comes of it are counts.
ASKING = """
    create function ask_trial() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare before text := current_setting('desk.tenant_id', true); receiver uuid;
    begin
      for receiver in select id from tenant where kind = 'partner' and status = 'active' order by id loop
        perform set_config('desk.tenant_id', receiver::text, true);
        insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
        values (receiver, gen_random_uuid(), 'deadlines.answer_trial', 'bulk', new.id, 'waiting', 0, new.at, '');
      end loop;
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      return new;
    end $$;
    revoke all on function ask_trial() from public;
    create trigger ask_trial after insert on rollout_trial for each row execute function ask_trial();
    create index minimum_stage_of on minimum_stage (minimum);
    create index rollout_answer_of on rollout_answer (trial);
    revoke insert, update, delete on minimum_stage from desk_app;
    revoke delete on rollout_answer from desk_app;
"""


async def up() -> None:
    """Headquarters alone says whom a minimum reaches; each partner sees itself, and answers trials itself."""
    await script("""
        alter table deadline_minimum
          add column reach varchar(10) not null default 'all' check (reach in ('some', 'halted', 'all', 'back'));
    """)
    await crossing_table(
        "minimum_stage",
        "which partners a minimum has reached before all others",
        """
        minimum uuid not null references deadline_minimum (id),
        by_name varchar(100) not null,
        at timestamptz not null,
        primary key (tenant_id, minimum)
        """,
        adds="true",
    )
    await published_table(
        "rollout_trial",
        "what headquarters would like to change, so that each partner counts what it would do there",
        """
        id uuid primary key,
        kind varchar(10) not null check (kind in ('minimum', 'days')),
        promise varchar(40) not null default '',
        basis varchar(20) check (basis in ('work', 'clock', 'wd', 'cd')),
        amount integer check (amount > 0),
        country varchar(2) not null default '',
        days jsonb not null default '{}',
        by_name varchar(100) not null,
        at timestamptz not null
        """,
    )
    await crossing_table(
        "rollout_answer",
        "how many running deadlines of a partner a trial would move or make late: counts, never which",
        """
        trial uuid not null,
        open integer not null,
        moved integer not null,
        breached integer not null,
        looser boolean not null default false,
        is_whole boolean not null default true,
        at timestamptz not null,
        primary key (tenant_id, trial)
        """,
    )
    await script(ASKING)


async def down() -> None:
    """Take it down again."""
    await drop_tables("minimum_stage", "rollout_trial", "rollout_answer")
    await script("drop function ask_trial(); alter table deadline_minimum drop column reach")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
