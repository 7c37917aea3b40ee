"""Mailboxes, and the mail that comes in by them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0102_mail"
VERSION = "1.38.0"
DESCRIPTION = "Mail that customers write."


async def up() -> None:
    """For the staff alone. A mail is there once for its bytes, however often it is fetched."""
    await fenced_table(
        "mailbox",
        "an address at which customers' mail comes in",
        """
        address varchar(200) not null,
        host varchar(253) not null default '',
        port integer not null default 993,
        security varchar(20) not null default 'tls',
        username varchar(200) not null default '',
        password text not null default '',
        folder varchar(100) not null default 'INBOX',
        plus boolean not null default false,
        active boolean not null default true,
        validity bigint not null default 0,
        last_uid bigint not null default 0,
        looked_at timestamptz,
        failures integer not null default 0,
        failing_since timestamptz,
        told_at timestamptz,
        why varchar(20) not null default '',
        changed_at timestamptz not null,
        """,
        check={"security": ["tls", "starttls", "none"]},
        unique=["address"],
    )
    await fenced_table(
        "incoming_mail",
        "a mail as it came, and what became of it",
        """
        mailbox uuid not null,
        hash varchar(64) not null,
        original bytea,
        size integer not null,
        is_cut boolean not null default false,
        received_at timestamptz not null,
        status varchar(20) not null default 'arrived',
        why varchar(20) not null default '',
        message_id varchar(300) not null default '',
        sender varchar(200) not null default '',
        sender_name varchar(200) not null default '',
        subject varchar(300) not null default '',
        text text not null default '',
        quoted text not null default '',
        html text not null default '',
        ticket uuid,
        entry uuid,
        contact uuid,
        customer uuid,
        settled_by uuid,
        settled_at timestamptz,
        """,
        check={"status": ["arrived", "entered", "held", "automatic", "returned", "refused"]},
        references={"ticket": "ticket", "contact": "contact"},
        unique=["mailbox, hash"],
    )
    await script("create index incoming_mail_status on incoming_mail (tenant_id, status, id)")
    await script("create index incoming_mail_sender on incoming_mail (tenant_id, sender, id)")
    await script("create index incoming_mail_original on incoming_mail (tenant_id, id) where original is not null")
    await script("create index contact_email on contact (tenant_id, lower(email)) where email <> ''")


async def down() -> None:
    """Take it down again."""
    await script("drop index contact_email")
    await drop_tables("mailbox", "incoming_mail")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
