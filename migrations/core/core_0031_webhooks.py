"""Webhooks: where facts are sent, what became of each, and who listens to all of them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import APPEND_ONLY, drop_tables, fenced_table, script

ID = "core_0031_webhooks"
VERSION = "1.38.0"
DESCRIPTION = "Webhooks, and listening to all facts."


async def up() -> None:
    """Listeners are read with the tenant's facts, from the portal too; the rest is for members alone."""
    await fenced_table(
        "listening",
        "which subscribers to all facts hear what",
        """
        subscriber varchar(120) not null,
        pattern varchar(80) not null,
        """,
        unique=["subscriber, pattern"],
        portal="true",
        portal_writes="none",
    )
    await fenced_table(
        "webhook",
        "addresses of other programs to which facts are sent",
        """
        name varchar(100) not null,
        url varchar(2000) not null,
        patterns varchar(80)[] not null,
        status varchar(20) not null default 'on',
        why varchar(20) not null default '',
        secret text not null,
        secret_before text not null default '',
        before_until timestamptz,
        failures integer not null default 0,
        failing_since timestamptz,
        rest_until timestamptz,
        last_at timestamptz,
        created_at timestamptz not null,
        changed_at timestamptz not null,
        """,
        check={"status": ["on", "off", "dead"]},
    )
    await fenced_table(
        "webhook_delivery",
        "one fact on its way to one address",
        """
        webhook uuid not null,
        event_id uuid not null,
        event_name varchar(80) not null,
        status varchar(20) not null default 'waiting',
        attempts integer not null default 0,
        tries smallint not null default 0,
        next_at timestamptz,
        code smallint,
        why varchar(20) not null default '',
        created_at timestamptz not null,
        ended_at timestamptz,
        """,
        references={"webhook": "webhook cascade"},
        check={"status": ["waiting", "sent", "failed"]},
        unique=["webhook, event_id"],
    )
    await fenced_table(
        "webhook_attempt",
        "each call and what came of it",
        """
        delivery uuid not null,
        number integer not null,
        at timestamptz not null,
        code smallint,
        ms integer not null,
        why varchar(20) not null default '',
        """,
        references={"delivery": "webhook_delivery cascade"},
        app=APPEND_ONLY,
    )
    await script("""
        create index webhook_delivery_due on webhook_delivery (tenant_id, webhook, next_at) where status = 'waiting';
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("listening", "webhook", "webhook_delivery", "webhook_attempt")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
