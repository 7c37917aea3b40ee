"""The board of headquarters: partners week by week, whose time handed-up matters took, and alerts."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import crossing_table, drop_tables, fenced_table, script

ID = "core_0099_board"
VERSION = "1.38.0"
DESCRIPTION = "Weeks of partners, whose time was used, alerts of headquarters."


async def up() -> None:
    """A week is the tenant's own until it is over; whose time was used is said once; alerts are headquarters' own."""
    await crossing_table(
        "partner_week",
        "what a tenant counts of a week: no row names a customer",
        """
        week date not null,
        opened integer not null,
        solved integer not null,
        open_tickets integer not null,
        unassigned_tickets integer not null,
        kept integer not null,
        settled integer not null,
        owed_kept integer not null,
        owed_settled integer not null,
        owed_open integer not null,
        owed_late integer not null,
        published_at timestamptz not null,
        primary key (tenant_id, week),
        check (extract(isodow from week) = 1)
        """,
    )
    await crossing_table(
        "case_time",
        "who used the time of a matter that was handed up: seconds of each side, said once it is over",
        """
        hq_case uuid not null,
        partner_seconds bigint not null,
        customer_seconds bigint not null,
        headquarters_seconds bigint not null,
        at timestamptz not null,
        primary key (tenant_id, hq_case),
        foreign key (tenant_id, hq_case) references hq_case (tenant_id, id)
        """,
    )
    await fenced_table(
        "partner_alert",
        "a figure of a partner beyond headquarters' threshold: since when, who saw to it, until when",
        """
        partner uuid not null,
        slug varchar(40) not null,
        name varchar(200) not null,
        kind varchar(20) not null,
        value integer not null,
        worst integer not null,
        threshold integer not null,
        opened_at timestamptz not null,
        acknowledged_at timestamptz,
        acknowledged_by varchar(100) not null default '',
        closed_at timestamptz,
        """,
        check={"kind": ["unassigned", "open", "late", "owed", "silent"]},
    )
    await script("""
        create index partner_week_newest on partner_week (week);
        create index case_time_newest on case_time (at);
        create unique index partner_alert_open on partner_alert (tenant_id, partner, kind) where closed_at is null;
        create index partner_alert_newest on partner_alert (tenant_id, opened_at desc, id desc);
        revoke delete on partner_week from desk_app;
        revoke update, delete on case_time from desk_app;
        revoke delete on partner_alert from desk_app;
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("partner_week", "case_time", "partner_alert")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
