"""What complaints came from and with: a transfer of headquarters, evidence under seal, an appeal."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "complaints_0003_roads"
VERSION = "1.38.0"
DESCRIPTION = "Transfers of headquarters, evidence under seal, appeals."
# Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
ERASED = """grant delete on complaints_evidence to desk_app;
create policy erased_when_off on complaints_evidence as restrictive for delete to desk_app
  using (exists (select from tenant t where t.id = complaints_evidence.tenant_id
                    and not 'complaints' = any(t.plugins)))"""


async def up() -> None:
    """Evidence can be added and read, never changed: what was filed stays what it was."""
    await script("""
        alter table complaints_complaint
          add column hq_case uuid,
          add column appealed_at timestamptz,
          add column motive varchar(20)
            constraint complaints_complaint_motive_known
            check (motive in ('vent', 'solve', 'compensation', 'improper_gain'));
        create unique index complaints_complaint_of_case on complaints_complaint (tenant_id, hq_case)
          where hq_case is not null;
    """)
    await fenced_table(
        "complaints_evidence",
        "what a complaint was filed with, under seal: its own words, and each file",
        """
        complaint uuid not null,
        customer uuid,
        file uuid,
        name varchar(200) not null default '',
        sha256 varchar(64) not null,
        sealed_at timestamptz not null,
        """,
        references={"complaint": "complaints_complaint", "customer": "customer"},
        portal="customer = {customer}",
        app="select, insert, update (customer)",
    )
    await script(ERASED)


async def down() -> None:
    """Take it down again."""
    await drop_tables("complaints_evidence")
    await script("""
        drop index complaints_complaint_of_case;
        alter table complaints_complaint drop column hq_case, drop column appealed_at, drop column motive;
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="complaints", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
