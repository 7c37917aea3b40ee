"""How many of a gift are held for who asked for it: counted where a customer's request sees it, too."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "loyalty_0002_shelf"
VERSION = "1.38.0"
DESCRIPTION = "What is held of gifts."


async def up() -> None:
    """Customers see nobody else's redemptions, and must not take what is held for others: see docs/loyalty.md."""
    await fenced_table(
        "loyalty_shelf",
        "how many of a gift are held for who asked for it",
        """
        gift uuid not null,
        held integer not null default 0,
        """,
        references={"gift": "loyalty_gift"},
        unique=["gift"],
        portal="true",
        app="select, insert, update, delete",
    )
    # Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
    await script("""
        alter table loyalty_shelf add constraint loyalty_shelf_holds check (held >= 0);
        create policy erased_when_off on loyalty_shelf as restrictive for delete to desk_app
          using (exists (select from tenant t where t.id = loyalty_shelf.tenant_id
                            and not 'loyalty' = any(t.plugins)));
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("loyalty_shelf")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="loyalty", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
