"""Copies of customers' files are forgotten: after a time, when the consent is withdrawn, when a person is erased."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import crossing_table, drop_tables, script

ID = "core_0098_case_copies"
VERSION = "1.38.0"
DESCRIPTION = "What ends the copies of files that went along with cases."

# What a partner ends is work of headquarters in the same transaction: its own copy goes, too.
FORGETTING = """
    create function forget_copy() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare before text := current_setting('desk.tenant_id', true); receiver uuid;
    begin
      select id into receiver from tenant where kind = 'headquarters' order by id limit 1;
      if receiver is null then return new; end if;
      perform set_config('desk.tenant_id', receiver::text, true);
      insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
      values (receiver, gen_random_uuid(), 'cases.forget_copy', 'default', new.file, 'waiting', 0, new.at, '');
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      return new;
    end $$;
    revoke all on function forget_copy() from public;
    create trigger forget_copy after insert on case_file_end for each row when (new.why <> 'expired')
      execute function forget_copy();
    create index case_file_end_of on case_file_end (tenant_id, file);
    create index case_file_contact on case_file (tenant_id, contact) where contact is not null;
    revoke update, delete on case_file_end from desk_app;
    create policy partner_ends on case_file_end as restrictive for insert to desk_app with check (why <> 'expired');
    grant update (contact) on case_file to desk_app;
"""


async def up() -> None:
    """Who sent a file stands beside its copy, so that erasing them finds it; nobody takes an end back."""
    await script("alter table case_file add column contact uuid")
    await crossing_table(
        "case_file_end",
        "which copies are forgotten on both sides, and why: the consent withdrawn, a person erased, the time over",
        """
        file uuid not null,
        why varchar(20) not null check (why in ('withdrawn', 'erased', 'expired')),
        by_name varchar(100) not null default '',
        at timestamptz not null,
        primary key (tenant_id, file),
        foreign key (tenant_id, file) references case_file (tenant_id, id)
        """,
        adds="why = 'expired'",
    )
    await script(FORGETTING)


async def down() -> None:
    """Take it down again."""
    await drop_tables("case_file_end")
    await script("""
        drop function forget_copy();
        revoke update (contact) on case_file from desk_app;
        alter table case_file drop column contact;
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
