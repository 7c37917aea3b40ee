"""The monthly analysis report, and the services against which complaints are counted."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "complaints_0002_report"
VERSION = "1.38.0"
DESCRIPTION = "The monthly analysis report, and the services against which complaints are counted."
KEPT = "select, insert, update"
# Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
ERASED = """grant delete on {table} to desk_app;
create policy erased_when_off on {table} as restrictive for delete to desk_app
  using (exists (select from tenant t where t.id = {table}.tenant_id and not 'complaints' = any(t.plugins)))"""
TABLES = ("complaints_volume", "complaints_report")


async def up() -> None:
    """Both are closed to the portal: they say nothing of any customer, and are of the company's own."""
    await fenced_table(
        "complaints_volume",
        "services given in a month by position, noted by hand",
        """
        month_on date not null,
        hotline integer not null default 0,
        onsite integer not null default 0,
        remote integer not null default 0,
        training integer not null default 0,
        customers integer,
        noted_at timestamptz not null,
        noted_by uuid,
        """,
        unique=["month_on"],
        app=KEPT,
    )
    await fenced_table(
        "complaints_report",
        "the analysis report of a month: its words, and its figures once it was issued",
        """
        month_on date not null,
        status varchar(20) not null default 'collecting',
        text_zh text not null default '',
        text_en text not null default '',
        figures jsonb,
        drafted_at timestamptz,
        reviewed_at timestamptz,
        issued_at timestamptz,
        acknowledged_at timestamptz,
        version integer not null default 1,
        """,
        check={"status": ["collecting", "drafted", "reviewed", "issued", "acknowledged"]},
        unique=["month_on"],
        app=KEPT,
    )
    await script("""
        alter table complaints_volume add constraint complaints_volume_counts
          check (least(hotline, onsite, remote, training, coalesce(customers, 0)) >= 0);
        alter table complaints_volume add constraint complaints_volume_first_day check (extract(day from month_on) = 1);
        alter table complaints_report add constraint complaints_report_first_day check (extract(day from month_on) = 1);
        alter table complaints_report add constraint complaints_report_frozen
          check ((figures is not null) = (status in ('issued', 'acknowledged')));
    """)
    for table in TABLES:
        await script(ERASED.format(table=table))


async def down() -> None:
    """Take it down again."""
    await drop_tables(*TABLES)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="complaints", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
