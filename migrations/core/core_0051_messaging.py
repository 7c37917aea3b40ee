"""Messaging: what was sent to whom, what contacts want, a tenant's own words, its mail server."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0051_messaging"
VERSION = "1.38.0"
DESCRIPTION = "Deliveries, consent, texts of notices, mail servers."


async def up() -> None:
    """A contact sees what went to their customer, and what was said of consent there; nothing else."""
    await fenced_table(
        "delivery",
        "one notice for one person by one channel",
        """
        cause uuid not null,
        event_name varchar(80) not null,
        kind varchar(80) not null,
        channel varchar(40) not null,
        person_kind varchar(20) not null,
        person_id uuid not null,
        customer_id uuid,
        subject_kind varchar(40) not null,
        subject_id uuid not null,
        status varchar(20) not null default 'waiting',
        why varchar(20) not null default '',
        note varchar(300) not null default '',
        locale varchar(10) not null,
        title varchar(300) not null default '',
        body text not null default '',
        path varchar(300) not null default '',
        address varchar(200) not null default '',
        tries smallint not null default 0,
        next_at timestamptz,
        begun_at timestamptz,
        created_at timestamptz not null,
        ended_at timestamptz,
        read_at timestamptz,
        """,
        check={
            "status": ["waiting", "sending", "sent", "failed", "bounced", "skipped", "unknown"],
            "person_kind": ["member", "contact"],
        },
        unique=["cause, person_id, channel"],
        portal="customer_id = {customer}",
    )
    await fenced_table(
        "consent",
        "what a contact last said about a channel and a kind of notice",
        """
        contact uuid not null,
        customer_id uuid not null,
        channel varchar(40) not null,
        kind varchar(80) not null default '',
        allowed boolean not null,
        source varchar(20) not null,
        at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        """,
        references={"contact": "contact cascade"},
        check={"source": ["staff", "portal", "link", "reply", "program", "sample"]},
        unique=["contact, channel, kind"],
        portal="customer_id = {customer}",
    )
    await fenced_table(
        "notice_text",
        "a tenant's own words for a notice",
        """
        kind varchar(80) not null,
        channel varchar(40) not null,
        locale varchar(10) not null,
        subject varchar(300) not null default '',
        body text not null,
        changed_at timestamptz not null,
        """,
        check={"locale": ["zh-CN", "en"]},
        unique=["kind, channel, locale"],
    )
    await fenced_table(
        "mail_server",
        "a tenant's own mail server",
        """
        host varchar(253) not null,
        port integer not null,
        security varchar(20) not null,
        username varchar(200) not null default '',
        password text not null default '',
        sender varchar(200) not null,
        changed_at timestamptz not null,
        """,
        check={"security": ["tls", "starttls", "none"]},
    )
    await script("""
        create unique index mail_server_once on mail_server (tenant_id);
        create index delivery_person on delivery (tenant_id, person_id, id);
        create index delivery_subject on delivery (tenant_id, subject_id, id);
        create index delivery_unread on delivery (tenant_id, person_id)
            where channel = 'inbox' and status = 'sent' and read_at is null;
        create index delivery_under_way on delivery (tenant_id, id) where status in ('waiting', 'sending');
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("delivery", "consent", "notice_text", "mail_server")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
