"""Requests for providers, what was claimed for them, and what was said about them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import APPEND_ONLY, drop_tables, fenced_table, script

ID = "core_0057_requests"
VERSION = "1.38.0"
DESCRIPTION = "Requests for providers."


async def up() -> None:
    """A customer sees their own requests in the portal, nothing of what was said or claimed, and changes nothing."""
    await fenced_table(
        "request",
        "work that is asked of whoever provides it",
        """
        number integer not null,
        kind varchar(60) not null,
        title varchar(200) not null,
        note text not null default '',
        told text not null default '',
        status varchar(20) not null default 'open',
        urgent boolean not null default false,
        customer uuid not null,
        product uuid,
        subject_kind varchar(40) not null default '',
        subject_id uuid,
        cause_id uuid,
        due_at timestamptz,
        order_at timestamptz not null,
        provider varchar(40) not null default '',
        reference varchar(200) not null default '',
        assignee uuid,
        cover varchar(20) not null default 'none',
        cover_by varchar(40) not null default '',
        cover_title varchar(200) not null default '',
        opened_at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        taken_at timestamptz,
        ended_at timestamptz,
        version integer not null default 1,
        """,
        references={"customer": "customer", "product": "product", "assignee": "member"},
        check={
            "status": ["open", "taken", "returned", "done", "cancelled"],
            "cover": ["paid", "special_free", "remedy", "contract", "free_period", "none"],
        },
        unique=["number"],
        portal="customer = {customer}",
        portal_writes="none",
    )
    await fenced_table(
        "request_claim",
        "what was claimed for a request",
        """
        request uuid not null,
        plugin varchar(40) not null,
        title varchar(200) not null,
        reference varchar(200) not null default '',
        at timestamptz not null,
        """,
        references={"request": "request cascade"},
        app=APPEND_ONLY,
    )
    await fenced_table(
        "request_note",
        "what was said when a request changed hands",
        """
        request uuid not null,
        by_kind varchar(20) not null,
        by_id uuid,
        by_name varchar(100) not null default '',
        body text not null,
        at timestamptz not null,
        """,
        references={"request": "request cascade"},
        app=APPEND_ONLY,
    )
    await script("""
        alter table request add constraint request_has_one_hand check (provider = '' or assignee is null);
        create index request_undone on request (tenant_id, order_at, id) where status in ('open', 'taken', 'returned');
        create index request_ended on request (tenant_id, ended_at desc, id desc)
         where status not in ('open', 'taken', 'returned');
        create index request_of_customer on request (tenant_id, customer, opened_at desc, id desc);
        create index request_subject on request (tenant_id, subject_kind, subject_id, opened_at desc);
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("request", "request_claim", "request_note")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
