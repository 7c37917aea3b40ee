"""Facts and the work that follows from them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import APPEND_ONLY, drop_tables, fenced_table, script

ID = "core_0002_facts"
VERSION = "1.38.0"
DESCRIPTION = "Facts and the work that follows from them."


async def up() -> None:
    """Facts and the work that follows from them."""
    await fenced_table(
        "event",
        "facts: audit trail, timeline and cause of what follows",
        """
        name varchar(80) not null,
        version smallint not null default 1,
        at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        subject_kind varchar(40) not null,
        subject_id uuid not null,
        customer_id uuid,
        cause_id uuid,
        audience varchar(20) not null default 'team',
        payload jsonb not null default '{}',
        """,
        check={"audience": ["team", "customer", "headquarters"]},
        portal="audience = 'customer' and customer_id = {customer}",
        portal_writes="leave",
        app=APPEND_ONLY,
    )
    await fenced_table(
        "reaction",
        "work that follows from facts",
        """
        event_id uuid,
        subscriber varchar(120) not null,
        lane varchar(20) not null default 'default',
        subject_id uuid,
        status varchar(20) not null default 'waiting',
        attempts smallint not null default 0,
        available_at timestamptz not null,
        sent_at timestamptz,
        failed_at timestamptz,
        error text not null default '',
        """,
        check={"lane": ["urgent", "default", "bulk"], "status": ["waiting", "sent", "failed", "held"]},
    )
    await fenced_table(
        "scheduled_work",
        "what is done again and again",
        """
        name varchar(120) not null,
        lane varchar(20) not null default 'default',
        period_seconds integer not null,
        next_at timestamptz not null,
        """,
        check={"lane": ["urgent", "default", "bulk"]},
        unique=["name"],
    )
    await fenced_table(
        "field_change",
        "old and new values of personal fields, erasable",
        """
        event_id uuid not null,
        at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        subject_kind varchar(40) not null,
        subject_id uuid not null,
        field varchar(80) not null,
        old text,
        new text,
        """,
    )
    await fenced_table(
        "idempotency_key",
        "answers kept for clients that ask again",
        """
        key varchar(200) not null,
        owner varchar(80) not null,
        customer_id uuid,
        request varchar(64) not null,
        at timestamptz not null,
        status smallint,
        body text,
        replayable boolean not null default true,
        """,
        unique=["owner, key"],
        portal="customer_id = {customer}",
    )
    await script("""
        create index event_subject on event (tenant_id, subject_id, at);
        create index event_at on event (tenant_id, at desc, id desc);
        create index field_change_subject on field_change (tenant_id, subject_id, at);
        create index idempotency_key_at on idempotency_key (tenant_id, at);

        -- The pacer sees when work is due, not what it is about.
        create index reaction_waiting on reaction (lane, tenant_id, id) where status = 'waiting';
        create index reaction_sent on reaction (lane, tenant_id) where status = 'sent';
        create index reaction_lost on reaction (sent_at) where status = 'sent';
        create index reaction_subject on reaction (tenant_id, subject_id, id);
        create index reaction_failed on reaction (tenant_id, failed_at) where status in ('failed', 'held');
        create policy clock on reaction to desk_clock using (true);
        grant select (tenant_id, id, lane, status, subject_id, available_at, sent_at),
              insert (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error),
              update (status, sent_at) on reaction to desk_clock;
        create index scheduled_work_due on scheduled_work (next_at);
        create policy clock on scheduled_work to desk_clock using (true);
        grant select (tenant_id, id, name, lane, period_seconds, next_at), update (next_at)
           on scheduled_work to desk_clock;
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("event", "reaction", "scheduled_work", "field_change", "idempotency_key")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
