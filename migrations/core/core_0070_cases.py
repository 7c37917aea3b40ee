"""Cases: matters that a partner hands up to headquarters, what both sides say in them, and who looked."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import crossing_table, drop_tables, fenced_table, script

ID = "core_0070_cases"
VERSION = "1.38.0"
DESCRIPTION = "Cases between partners and headquarters."

# What is told across becomes work of the other side in the same transaction, whoever wrote it: a partner's own job
# makes facts of what headquarters said, and the other way round.
CROSS = """
    create function cross_over() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare before text := current_setting('desk.tenant_id', true); receiver uuid := new.tenant_id;
    begin
      if new.towards = 'headquarters' then
        select id into receiver from tenant where kind = 'headquarters' order by id limit 1;
        if receiver is null then return new; end if;
      end if;
      perform set_config('desk.tenant_id', receiver::text, true);
      insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
      values (receiver, gen_random_uuid(),
              case new.towards when 'partner' then 'cases.receive' else 'cases.arrive' end,
              'default', new.hq_case, 'waiting', 0, new.at, '');
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      return new;
    end $$;
    revoke all on function cross_over() from public;
    create trigger cross_over after insert on crossing_reaction for each row execute function cross_over();
"""


async def up() -> None:
    """Headquarters adds its own words and nothing else; nobody changes what was said."""
    await crossing_table(
        "hq_case",
        "matters handed up to headquarters: the envelope, written by the partner",
        """
        id uuid not null,
        number integer not null,
        partner varchar(40) not null,
        partner_name varchar(200) not null,
        kind varchar(20) not null check (kind in ('complaint', 'technical', 'data', 'requirement', 'dongle', 'other')),
        subject_kind varchar(40) not null,
        subject_id uuid not null,
        title varchar(200) not null default '',
        customer_name varchar(200) not null default '',
        product varchar(200) not null default '',
        description text not null default '',
        tried text not null default '',
        impact text not null default '',
        wanted text not null default '',
        authorisation varchar(200) not null default '',
        submitter_name varchar(100) not null default '',
        submitter uuid,
        promise varchar(20) not null default '',
        due_at timestamptz,
        late_seconds integer not null default 0,
        opened_at timestamptz not null,
        primary key (tenant_id, id),
        unique (tenant_id, number)
        """,
    )
    await crossing_table(
        "case_entry",
        "what each side said in a case, in order; the status after the last is the case's",
        """
        id uuid not null,
        hq_case uuid not null,
        place integer not null,
        side varchar(20) not null check (side in ('partner', 'headquarters')),
        audience varchar(20) not null check (audience in ('sides', 'customer')),
        act varchar(20) not null,
        status varchar(20) not null
          check (status in ('blank', 'submitted', 'returned', 'in_hq', 'answered', 'declined', 'closed')),
        author_name varchar(100) not null default '',
        author_id uuid,
        body text not null default '',
        at timestamptz not null,
        primary key (tenant_id, id),
        unique (tenant_id, hq_case, place),
        foreign key (tenant_id, hq_case) references hq_case (tenant_id, id)
        """,
        adds="side = 'headquarters' and status in ('returned', 'in_hq', 'answered', 'declined')",
    )
    await crossing_table(
        "case_look",
        "which operator looked at a case on which day: the partner sees it",
        """
        hq_case uuid not null,
        operator uuid not null,
        operator_name varchar(100) not null,
        day date not null,
        at timestamptz not null,
        primary key (tenant_id, hq_case, operator, day),
        foreign key (tenant_id, hq_case) references hq_case (tenant_id, id)
        """,
        adds="true",
    )
    await crossing_table(
        "crossing_reaction",
        "what one side has to take over from the other; gone when it is done",
        """
        id uuid not null,
        towards varchar(20) not null check (towards in ('partner', 'headquarters')),
        hq_case uuid not null,
        entry uuid not null,
        at timestamptz not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, hq_case) references hq_case (tenant_id, id),
        foreign key (tenant_id, entry) references case_entry (tenant_id, id)
        """,
        adds="towards = 'partner'",
    )
    await fenced_table(
        "case_desk",
        "headquarters' own side of a case: who has it, and how far it was taken over",
        """
        hq_case uuid not null,
        partner varchar(40) not null,
        partner_name varchar(200) not null,
        number integer not null,
        kind varchar(20) not null,
        owner uuid,
        place integer not null default 0,
        arrived_at timestamptz not null,
        """,
        references={"owner": "member"},
        unique=["hq_case"],
    )
    await script("""
        create index hq_case_newest on hq_case (opened_at, id);
        create index hq_case_subject on hq_case (tenant_id, subject_kind, subject_id);
        create index crossing_reaction_case on crossing_reaction (tenant_id, hq_case);
        create index crossing_reaction_entry on crossing_reaction (tenant_id, entry);
        revoke delete on hq_case from desk_app;
        revoke update, delete on case_entry from desk_app;
        revoke insert, update, delete on case_look from desk_app;
        revoke update on crossing_reaction from desk_app;
        create policy partner_says on case_entry as restrictive for insert to desk_app with check (side = 'partner');
        create policy partner_tells on crossing_reaction as restrictive for insert to desk_app
          with check (towards = 'headquarters');
        create policy partner_takes on crossing_reaction as restrictive for delete to desk_app
          using (towards = 'partner');
        create policy headquarters_takes on crossing_reaction as restrictive for delete to desk_hq
          using (towards = 'headquarters');
        grant delete on crossing_reaction to desk_hq;
    """)
    await script(CROSS)


async def down() -> None:
    """Take it down again."""
    await drop_tables("hq_case", "case_entry", "case_look", "crossing_reaction", "case_desk")
    await script("drop function cross_over()")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
