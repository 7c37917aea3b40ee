"""What comes back from channels: receipts of what was sent, and what people answer."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0084_receipts"
VERSION = "1.38.0"
DESCRIPTION = "Receipts and answers."


async def up() -> None:
    """A receipt finds its delivery by the other side's word for it, an answer by where it came from."""
    await script("""
        alter table delivery add column said jsonb not null default '[]';
        alter table delivery add column reference varchar(100) not null default '';
        alter table delivery add column segments smallint not null default 0;
        alter table delivery add column arrived_at timestamptz;
        create index delivery_reference on delivery (tenant_id, channel, reference) where reference <> '';
        create index delivery_address on delivery (tenant_id, channel, address, id) where address <> '';
    """)
    await fenced_table(
        "reply",
        "what somebody answered to a message",
        """
        channel varchar(40) not null,
        address varchar(200) not null,
        contact uuid,
        customer_id uuid,
        delivery uuid,
        body text not null,
        stopped boolean not null default false,
        reference varchar(200) not null,
        at timestamptz not null,
        """,
        references={"contact": "contact cascade"},
        unique=["channel, reference"],
    )


async def down() -> None:
    """Take it down again."""
    await drop_tables("reply")
    await script("""
        alter table delivery drop column said, drop column reference, drop column segments, drop column arrived_at
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
