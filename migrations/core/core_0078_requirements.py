"""Requirements that customers of several partners ask for, and what headquarters learned from closed cases."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import crossing_table, drop_tables, fenced_table, published_table, script

ID = "core_0078_requirements"
VERSION = "1.38.0"
DESCRIPTION = "Requirements, who asks for them and what is said to them, and knowledge candidates."

# What is said of a requirement is work of each partner that asks for it, in the same transaction.
TELLING = """
    create function cross_requirement() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare before text := current_setting('desk.tenant_id', true);
    begin
      perform set_config('desk.tenant_id', new.tenant_id::text, true);
      insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
      values (new.tenant_id, gen_random_uuid(), 'cases.receive_word', 'default', new.id, 'waiting', 0, new.at, '');
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      return new;
    end $$;
    revoke all on function cross_requirement() from public;
    create trigger cross_requirement after insert on requirement_word for each row
      execute function cross_requirement();
    create index requirement_ask_case on requirement_ask (tenant_id, hq_case);
    create index requirement_ask_of on requirement_ask (requirement);
    create index requirement_word_case on requirement_word (tenant_id, hq_case);
    revoke insert, update, delete on requirement_ask, requirement_word from desk_app;
    create index requirement_word_of on requirement_word (requirement);
"""


async def up() -> None:
    """Headquarters alone writes requirements, who asks for them, and what is said to whoever asks."""
    await published_table(
        "requirement",
        "functions that are missing, in headquarters' own words: nobody's customer stands in them",
        """
        id uuid primary key,
        number integer not null unique,
        title varchar(200) not null,
        body text not null default '',
        status varchar(20) not null check (status in ('reported', 'evaluated', 'planned', 'declined', 'released')),
        evaluation text not null default '',
        target_kind varchar(20) not null default '' check (target_kind in ('', 'patch', 'version')),
        target varchar(100) not null default '',
        since_at timestamptz not null,
        created_at timestamptz not null
        """,
    )
    await crossing_table(
        "requirement_ask",
        "which case of which partner asks for a requirement",
        """
        requirement uuid not null references requirement (id),
        hq_case uuid not null,
        at timestamptz not null,
        primary key (tenant_id, hq_case),
        foreign key (tenant_id, hq_case) references hq_case (tenant_id, id)
        """,
        adds="true",
    )
    await crossing_table(
        "requirement_word",
        "what is said of a requirement to whoever asks for it; told to the customer once it is released",
        """
        id uuid not null,
        requirement uuid not null references requirement (id),
        hq_case uuid not null,
        status varchar(20) not null,
        body text not null default '',
        at timestamptz not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, hq_case) references hq_case (tenant_id, id)
        """,
        adds="true",
    )
    await fenced_table(
        "knowledge_candidate",
        "what headquarters learned from a closed case, without a customer's name",
        """
        hq_case uuid not null,
        partner varchar(40) not null,
        number integer not null,
        product varchar(200) not null default '',
        problem text not null,
        answer text not null,
        author_name varchar(100) not null,
        at timestamptz not null,
        """,
        unique=["hq_case"],
    )
    await script(TELLING)


async def down() -> None:
    """Take it down again."""
    await drop_tables("requirement", "requirement_ask", "requirement_word", "knowledge_candidate")
    await script("drop function cross_requirement()")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
