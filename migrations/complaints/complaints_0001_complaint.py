"""Complaints, and what is said of them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "complaints_0001_complaint"
VERSION = "1.38.0"
DESCRIPTION = "Complaints, and what is said of them."
KEPT = "select, insert, update"
# Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
ERASED = """grant delete on {table} to desk_app;
create policy erased_when_off on {table} as restrictive for delete to desk_app
  using (exists (select from tenant t where t.id = {table}.tenant_id and not 'complaints' = any(t.plugins)))"""
TABLES = ("complaints_complaint", "complaints_entry")
# The member who asks stands in a setting of the transaction (people/queries/who.py); work by itself is nobody's.
ACCUSED = """
create policy inner_words on complaints_entry as restrictive for select to desk_app
 using (audience = 'customer'
        or coalesce(current_setting('desk.member_id', true), '') = ''
        or not exists (select from complaints_complaint c
                        where c.tenant_id = complaints_entry.tenant_id and c.id = complaints_entry.complaint
                          and nullif(current_setting('desk.member_id', true), '')::uuid
                              in (c.about_person, c.about_manager)))"""


async def up() -> None:
    """A customer sees their own complaints and what was said to them; who is complained about, no inner words."""
    await _complaint()
    await fenced_table(
        "complaints_entry",
        "what was said of a complaint, to the customer or inside",
        """
        complaint uuid not null,
        customer uuid,
        kind varchar(20) not null,
        audience varchar(20) not null,
        text text not null,
        at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        """,
        references={"complaint": "complaints_complaint", "customer": "customer"},
        check={
            "kind": [
                *("review", "explanation", "advice", "instruction", "reply", "result", "verification", "opinion"),
                *("escalation", "answer", "cause", "corrective", "preventive", "note"),
            ],
            "audience": ["team", "customer"],
        },
        portal="customer = {customer} and audience = 'customer'",
        app=KEPT,
    )
    await script(ACCUSED)
    for table in TABLES:
        await script(ERASED.format(table=table))


async def _complaint() -> None:
    await fenced_table(
        "complaints_complaint",
        "what a customer complains of",
        """
        number integer not null,
        status varchar(20) not null default 'received',
        customer uuid,
        contact uuid,
        ticket uuid,
        unit varchar(200) not null default '',
        address varchar(200) not null default '',
        complainant varchar(100) not null default '',
        phone varchar(40) not null default '',
        email varchar(200) not null default '',
        complained_at timestamptz not null,
        received_at timestamptz not null,
        medium varchar(20) not null,
        receiver uuid,
        department varchar(100) not null default '',
        about_person uuid,
        about_manager uuid,
        assignee uuid,
        level varchar(20),
        category varchar(20),
        item varchar(20),
        position varchar(20),
        product varchar(200) not null default '',
        text text not null,
        wanted text not null default '',
        valid boolean,
        key_customer boolean not null default false,
        loops smallint not null default 0,
        reopened smallint not null default 0,
        judged_at timestamptz,
        responded_at timestamptz,
        verified_at timestamptz,
        archived_at timestamptz,
        satisfied boolean,
        version integer not null default 1,
        """,
        references={
            "customer": "customer",
            "contact": "contact",
            "ticket": "ticket",
            "receiver": "member",
            "about_person": "member",
            "about_manager": "member",
            "assignee": "member",
        },
        check={
            "status": [
                *("received", "accepted", "explained", "assigned", "handling", "verifying"),
                *("escalated", "verified", "capa_done", "archived"),
            ],
            "level": ["general", "serious"],
            "category": ["service", "sales", "product", "other"],
            "position": ["hotline", "onsite", "remote", "training", "counter", "project"],
            "medium": [
                *("phone", "letter", "fax", "email", "portal", "counter", "visit", "headquarters", "supervision"),
            ],
        },
        unique=["number"],
        portal="customer = {customer}",
        app=KEPT,
    )
    await script("""
        alter table complaints_complaint add constraint complaints_complaint_judged
          check (valid is not true or (level is not null and category is not null and item is not null));
        create index complaints_complaint_latest on complaints_complaint (tenant_id, complained_at desc, id desc);
        create index complaints_complaint_counted on complaints_complaint
          (tenant_id, complained_at, category, item, position) include (level) where valid;
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables(*TABLES)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="complaints", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
