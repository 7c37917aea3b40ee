"""Summaries of complaints, consultations and suggestions: of each week of a hall, and of longer periods."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "complaints_0005_summaries"
VERSION = "1.38.0"
DESCRIPTION = "Summaries of weeks and longer periods."
TABLE = "complaints_summary"
# Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
ERASED = """grant delete on complaints_summary to desk_app;
create policy erased_when_off on complaints_summary as restrictive for delete to desk_app
  using (exists (select from tenant t where t.id = complaints_summary.tenant_id
                    and not 'complaints' = any(t.plugins)))"""


async def up() -> None:
    """Closed to the portal: they say nothing of any customer, and are of the company's own."""
    await fenced_table(
        TABLE,
        "what was complained, asked and suggested in a period, and what was done",
        """
        kind varchar(20) not null,
        since_on date not null,
        until_on date not null,
        text text not null default '',
        figures jsonb,
        opened_at timestamptz not null,
        handed_in_at timestamptz,
        handed_in_by uuid,
        """,
        check={"kind": ["hall", "week", "month", "quarter", "half_year", "year"]},
        unique=["kind, since_on"],
        app="select, insert, update",
    )
    await script(ERASED)
    await script("""
        alter table complaints_summary add constraint complaints_summary_days check (since_on <= until_on);
        alter table complaints_summary add constraint complaints_summary_frozen
          check ((figures is not null) = (handed_in_at is not null));
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables(TABLE)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="complaints", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
