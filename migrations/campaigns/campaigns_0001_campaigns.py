"""Campaigns and their recipients."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "campaigns_0001_campaigns"
VERSION = "1.38.0"
DESCRIPTION = "Campaigns."
STATUSES = ["draft", "ready", "approved", "scheduled", "sending", "paused", "done", "cancelled"]
CONTENTS = [
    *("service_info", "service_event", "training_notice", "exam_dates", "virus_warning", "tips", "greeting"),
    *("newsletter", "faq_digest", "impact_notice", "new_product"),
]


async def up() -> None:
    """A contact is in a campaign once, whatever happens."""
    await fenced_table(
        "campaigns_campaign",
        "one message to many contacts",
        """
        number integer not null,
        name varchar(100) not null,
        content varchar(20) not null,
        channels varchar(40)[] not null default '{}',
        status varchar(20) not null default 'draft',
        subject varchar(200) not null default '',
        body text not null,
        filters jsonb not null default '{}',
        per_minute integer,
        recipients integer not null default 0,
        skipped integer not null default 0,
        handed integer not null default 0,
        written_at timestamptz not null,
        written_by uuid,
        approved_at timestamptz,
        approved_by uuid,
        send_at timestamptz,
        started_at timestamptz,
        ended_at timestamptz,
        version integer not null default 1,
        """,
        check={"status": STATUSES, "content": CONTENTS},
        unique=["number"],
    )
    await fenced_table(
        "campaigns_recipient",
        "one contact of one campaign",
        """
        campaign uuid not null,
        contact uuid not null,
        customer uuid not null,
        status varchar(20) not null default 'waiting',
        why varchar(20) not null default '',
        """,
        references={
            "campaign": "campaigns_campaign cascade",
            "contact": "contact cascade",
            "customer": "customer cascade",
        },
        check={"status": ["waiting", "handed", "skipped", "dropped"]},
        unique=["campaign, contact"],
    )
    await script("""
        alter table campaigns_campaign add constraint campaigns_campaign_pace check (per_minute > 0);
        create index campaigns_campaign_newest on campaigns_campaign (tenant_id, written_at desc, id desc);
        create index campaigns_recipient_waiting on campaigns_recipient (tenant_id, campaign, id)
          where status = 'waiting';
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("campaigns_campaign", "campaigns_recipient")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="campaigns", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
