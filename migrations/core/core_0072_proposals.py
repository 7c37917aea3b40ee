"""What customers want changed about themselves, and what was answered."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0072_proposals"
VERSION = "1.38.0"
DESCRIPTION = "Changes that customers propose."


async def up() -> None:
    """A customer sees and adds its own; what becomes of them is the team's to say."""
    await fenced_table(
        "proposal",
        "what a contact wants changed about themselves or their company",
        """
        customer uuid not null,
        contact uuid not null,
        subject_kind varchar(20) not null,
        subject_id uuid not null,
        status varchar(20) not null default 'waiting',
        at timestamptz not null,
        ended_at timestamptz,
        by_kind varchar(20) not null default '',
        by_id uuid,
        """,
        references={"customer": "customer", "contact": "contact"},
        check={"subject_kind": ["customer", "contact"], "status": ["waiting", "answered", "withdrawn"]},
        portal="customer = {customer}",
    )
    await fenced_table(
        "proposal_field",
        "one field of it: what stood there, what shall, and the answer",
        """
        proposal uuid not null,
        field varchar(40) not null,
        old text,
        new text,
        status varchar(20) not null default 'waiting',
        reason varchar(300) not null default '',
        """,
        references={"proposal": "proposal cascade"},
        check={"status": ["waiting", "accepted", "refused"]},
        unique=["proposal, field"],
        portal="proposal in (select p.id from proposal p where p.customer = {customer})",
    )
    await script("""
        create index proposal_waiting on proposal (tenant_id, contact, subject_id) where status = 'waiting';
        create index proposal_at on proposal (tenant_id, at desc, id desc);
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("proposal", "proposal_field")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
