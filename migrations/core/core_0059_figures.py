"""Figures of months as they were frozen, and the indices by which a period is counted."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0059_figures"
VERSION = "1.38.0"
DESCRIPTION = "Frozen months of figures."


async def up() -> None:
    """For the staff alone; a frozen row is never changed, so nobody may."""
    await fenced_table(
        "figure_month",
        "figures of months as they were frozen",
        """
        month date not null,
        figure varchar(80) not null,
        currency varchar(3) not null default '',
        part bigint not null default 0,
        whole bigint not null default 0,
        frozen_at timestamptz not null,
        """,
        unique=["month, figure, currency"],
        app="select, insert",
    )
    await script("""
        alter table figure_month add constraint figure_month_begins_it check (extract(day from month) = 1);
        create index ticket_closed on ticket (tenant_id, closed_at) where closed_at is not null;
        create index request_opened on request (tenant_id, opened_at);
        create index delivery_made on delivery (tenant_id, created_at);
        create index customer_came on customer (tenant_id, created_at);
    """)


async def down() -> None:
    """Take it down again."""
    await script("drop index ticket_closed, request_opened, delivery_made, customer_came")
    await drop_tables("figure_month")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
