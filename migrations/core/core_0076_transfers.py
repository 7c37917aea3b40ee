"""Complaints that headquarters transfers to a partner: cases that go down, with feedback, and letters of customers."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import crossing_table, drop_tables, script

ID = "core_0076_transfers"
VERSION = "1.38.0"
DESCRIPTION = "Complaints from headquarters to partners, feedback on them, and customers' letters to headquarters."

UP = "('blank', 'submitted', 'returned', 'in_hq', 'answered', 'declined', 'closed')"
BOTH = f"{UP[:-1]}, 'transferred', 'accepted', 'handled', 'fed_back')"
DIRECTION = "(select c.direction from hq_case c where c.tenant_id = case_entry.tenant_id and c.id = case_entry.hq_case)"

# Both sides open cases, each in its direction; what goes down takes its number from the partner's own sequence.
OPENING = """
    alter table hq_case
      add column direction varchar(4) not null default 'up' check (direction in ('up', 'down')),
      add column contact_name varchar(100) not null default '',
      add column contact_reach varchar(200) not null default '',
      add column letter uuid;
    drop policy headquarters on hq_case;
    create policy headquarters on hq_case to desk_hq using (true) with check (direction = 'down');
    create policy partner_opens on hq_case as restrictive for insert to desk_app with check (direction = 'up');
    create policy partner_writes on hq_case as restrictive for update to desk_app using (direction = 'up');
    grant insert on hq_case to desk_hq;
    create function number_case() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare before text := current_setting('desk.tenant_id', true);
    begin
      perform set_config('desk.tenant_id', new.tenant_id::text, true);
      new.number := next_number('case');
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      return new;
    end $$;
    revoke all on function number_case() from public;
    create trigger number_case before insert on hq_case for each row when (new.direction = 'down')
      execute function number_case();
"""
# Who may lead a case to which status, by its direction: a complaint is closed by headquarters, the rest by the partner.
SAYING = f"""
    alter table case_entry drop constraint case_entry_status_check,
      add constraint case_entry_status_check check (status in {BOTH});
    drop policy headquarters on case_entry;
    create policy headquarters on case_entry to desk_hq using (true) with check (side = 'headquarters' and
      case {DIRECTION} when 'up' then status in ('returned', 'in_hq', 'answered', 'declined')
                       else status in ('transferred', 'accepted', 'closed') end);
    drop policy partner_says on case_entry;
    create policy partner_says on case_entry as restrictive for insert to desk_app with check (side = 'partner' and
      case {DIRECTION} when 'down' then status in ('accepted', 'handled', 'fed_back') else status in {UP} end);
"""
# A letter of a customer is work of headquarters in the same transaction; the partner gets none.
LETTERS = """
    create function cross_letter() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare before text := current_setting('desk.tenant_id', true); receiver uuid;
    begin
      select id into receiver from tenant where kind = 'headquarters' order by id limit 1;
      if receiver is null then return new; end if;
      perform set_config('desk.tenant_id', receiver::text, true);
      insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
      values (receiver, gen_random_uuid(), 'cases.receive_letter', 'default', new.id, 'waiting', 0, new.at, '');
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      return new;
    end $$;
    revoke all on function cross_letter() from public;
    create trigger cross_letter after insert on hq_letter for each row execute function cross_letter();
    create index hq_letter_newest on hq_letter (at, id);
    create index hq_letter_customer on hq_letter (tenant_id, customer, at);
    create index hq_reply_letter on hq_reply (tenant_id, letter);
    create index case_feedback_case on case_feedback (tenant_id, hq_case);
    revoke update, delete on hq_letter, case_feedback from desk_app;
    grant update (customer, contact, contact_name, reach) on hq_letter to desk_app;
    revoke insert, update, delete on hq_reply from desk_app;
"""


async def up() -> None:
    """Headquarters opens what goes down; the partner gives feedback; customers write and read what comes of it."""
    await script(OPENING)
    await script(SAYING)
    await crossing_table(
        "case_feedback",
        "what a partner reports of a complaint that headquarters transferred",
        """
        id uuid not null,
        hq_case uuid not null,
        result text not null,
        done_on date not null,
        opinion text not null,
        measures text not null,
        author_name varchar(100) not null,
        author_id uuid,
        at timestamptz not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, hq_case) references hq_case (tenant_id, id)
        """,
    )
    await crossing_table(
        "hq_letter",
        "what customers write to headquarters in the portal",
        """
        id uuid not null,
        partner varchar(40) not null,
        partner_name varchar(200) not null,
        customer uuid not null,
        customer_name varchar(200) not null,
        contact uuid,
        contact_name varchar(100) not null,
        reach varchar(200) not null,
        title varchar(200) not null,
        body text not null,
        wanted text not null default '',
        at timestamptz not null,
        primary key (tenant_id, id)
        """,
        portal="customer = {customer}",
        portal_writes="own",
    )
    await crossing_table(
        "hq_reply",
        "what came of a customer's letter: one row for each step, in order",
        """
        letter uuid not null,
        place integer not null,
        act varchar(20) not null check (act in ('transfer', 'answer', 'close')),
        body text not null default '',
        author_name varchar(100) not null,
        at timestamptz not null,
        primary key (tenant_id, letter, place),
        foreign key (tenant_id, letter) references hq_letter (tenant_id, id)
        """,
        adds="true",
        portal="exists (select from hq_letter l where l.tenant_id = hq_reply.tenant_id and l.id = hq_reply.letter)",
        portal_writes="none",
    )
    await script(LETTERS)


async def down() -> None:
    """Take it down again. Fails while there are complaints that went down."""
    await drop_tables("case_feedback", "hq_letter", "hq_reply")
    await script(f"""
        drop function cross_letter();
        drop policy headquarters on case_entry;
        create policy headquarters on case_entry to desk_hq using (true)
          with check (side = 'headquarters' and status in ('returned', 'in_hq', 'answered', 'declined'));
        drop policy partner_says on case_entry;
        create policy partner_says on case_entry as restrictive for insert to desk_app with check (side = 'partner');
        alter table case_entry drop constraint case_entry_status_check,
          add constraint case_entry_status_check check (status in {UP});
        drop trigger number_case on hq_case;
        drop function number_case();
        revoke insert on hq_case from desk_hq;
        drop policy partner_opens on hq_case;
        drop policy partner_writes on hq_case;
        drop policy headquarters on hq_case;
        create policy headquarters on hq_case to desk_hq using (true) with check (false);
        alter table hq_case drop column direction, drop column contact_name, drop column contact_reach,
          drop column letter;
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
