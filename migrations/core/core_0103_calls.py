"""Calls: who rang, who answered, what is to be called back."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0103_calls"
VERSION = "1.38.0"
DESCRIPTION = "Calls."


async def up() -> None:
    """For the staff alone; one row for each reference of the telephone system."""
    await fenced_table(
        "call",
        "a call that came in, and what became of it",
        """
        number varchar(60) not null default '',
        reference varchar(100) not null default '',
        line varchar(40) not null default '',
        status varchar(20) not null default 'ringing',
        in_hours boolean not null default true,
        offered_at timestamptz not null,
        answered_at timestamptz,
        ended_at timestamptz,
        rings smallint,
        member uuid,
        customer uuid,
        contact uuid,
        ticket uuid,
        note text not null default '',
        """,
        check={"status": ["ringing", "talking", "ended", "missed", "to_call_back", "called_back"]},
        references={"member": "member", "customer": "customer", "contact": "contact", "ticket": "ticket"},
    )
    await script("create unique index call_reference_once on call (tenant_id, reference) where reference <> ''")
    await script("create index call_offered on call (tenant_id, offered_at, id)")
    await script("create index call_waiting on call (tenant_id, offered_at) where status = 'to_call_back'")
    await script("create index call_live on call (tenant_id, offered_at) where status in ('ringing', 'talking')")
    await script("create index contact_mobile on contact (tenant_id, mobile) where mobile <> ''")
    await script("create index contact_phone on contact (tenant_id, phone) where phone <> ''")


async def down() -> None:
    """Take it down again."""
    await script("drop index contact_mobile; drop index contact_phone")
    await drop_tables("call")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
