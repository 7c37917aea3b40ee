"""Amends: what a customer is given after a complaint was solved, with somebody's agreement."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "complaints_0004_amends"
VERSION = "1.38.0"
DESCRIPTION = "Compensations, proposed and agreed to."
TABLE = "complaints_amends"
# Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
ERASED = """grant delete on complaints_amends to desk_app;
create policy erased_when_off on complaints_amends as restrictive for delete to desk_app
  using (exists (select from tenant t where t.id = complaints_amends.tenant_id
                    and not 'complaints' = any(t.plugins)))"""


async def up() -> None:
    """Closed to the portal: the customer is told by whoever brings it."""
    await fenced_table(
        TABLE,
        "what a customer is given after a complaint was solved",
        """
        complaint uuid not null,
        customer uuid,
        kind varchar(20) not null,
        what varchar(200) not null,
        value_cents bigint not null default 0,
        currency varchar(3) not null,
        status varchar(20) not null default 'proposed',
        reason varchar(400) not null default '',
        proposed_at timestamptz not null,
        proposed_by uuid,
        decided_at timestamptz,
        decided_by uuid,
        """,
        references={"complaint": "complaints_complaint", "customer": "customer"},
        check={
            "kind": ["gift", "material", "training", "visit", "discount", "other"],
            "status": ["proposed", "approved", "refused"],
        },
        app="select, insert, update",
    )
    await script(ERASED)
    await script("alter table complaints_amends add constraint complaints_amends_value check (value_cents >= 0)")


async def down() -> None:
    """Take it down again."""
    await drop_tables(TABLE)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="complaints", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
