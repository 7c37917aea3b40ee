"""Tickets and what is said in them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0006_tickets"
VERSION = "1.38.0"
DESCRIPTION = "Tickets and what is said in them."


async def up() -> None:
    """Tickets and what is said in them."""
    statuses = [
        *("new", "open", "waiting_customer", "on_hold", "suspended", "in_consultation", "transferred"),
        *("handed_on", "with_hq", "solved", "closed", "closed_no_service", "merged"),
    ]
    channels = ["hotline", "online", "email", "remote", "onsite", "in_shop", "api"]
    await fenced_table(
        "ticket",
        "matters that customers want settled",
        """
        number integer not null,
        subject varchar(200) not null,
        status varchar(20) not null default 'new',
        turn varchar(20) not null default 'us',
        channel varchar(20) not null default 'hotline',
        kind varchar(20) not null default 'question',
        urgent boolean not null default false,
        customer uuid not null,
        contact uuid,
        product uuid,
        assignee uuid,
        first_responder uuid,
        opened_by_kind varchar(20) not null,
        opened_by_id uuid,
        opened_at timestamptz not null,
        since_at timestamptz not null,
        changed_at timestamptz not null,
        solved_at timestamptz,
        closed_at timestamptz,
        reopenings smallint not null default 0,
        symptom text not null default '',
        cause text not null default '',
        solution text not null default '',
        solution_2 text not null default '',
        steps text not null default '',
        prevention text not null default '',
        unsolved_reason text not null default '',
        version integer not null default 1,
        """,
        references={
            "customer": "customer",
            "contact": "contact",
            "product": "product",
            "assignee": "member",
            "first_responder": "member",
        },
        check={"status": statuses, "turn": ["us", "customer", "headquarters", "nobody"], "channel": channels},
        unique=["number"],
        portal="customer = {customer}",
    )
    await fenced_table(
        "entry",
        "what was written or said in a ticket",
        """
        ticket uuid not null,
        customer uuid not null,
        audience varchar(20) not null default 'team',
        side varchar(20) not null default 'us',
        author_kind varchar(20) not null,
        author_id uuid,
        body text not null,
        channel varchar(20) not null default 'online',
        at timestamptz not null,
        """,
        references={"ticket": "ticket", "customer": "customer"},
        check={
            "audience": ["team", "customer", "headquarters"],
            "side": ["us", "customer", "headquarters"],
            "channel": channels,
        },
        portal="audience = 'customer' and customer = {customer}",
    )
    await script("""
        create index ticket_opened on ticket (tenant_id, opened_at desc, id desc);
        create index ticket_waiting on ticket (tenant_id, since_at, id)
         where status not in ('solved', 'closed', 'closed_no_service', 'merged');
        create index ticket_mine on ticket (tenant_id, assignee, since_at, id)
         where status not in ('solved', 'closed', 'closed_no_service', 'merged');
        create index ticket_of_customer on ticket (tenant_id, customer, opened_at desc, id desc);
        create index entry_at on entry (tenant_id, ticket, at, id);
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("ticket", "entry")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
