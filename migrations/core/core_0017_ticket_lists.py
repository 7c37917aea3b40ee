"""Lists of tickets by whose turn it is and by status, however many are settled."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0017_ticket_lists"
VERSION = "1.38.0"
DESCRIPTION = "Lists of tickets by turn and status."


async def up() -> None:
    """Two more ways through the tickets."""
    await script("""
        create index ticket_of_customers_turn on ticket (tenant_id, since_at, id) where turn = 'customer';
        create index ticket_status on ticket (tenant_id, status, opened_at desc, id desc);
    """)


async def down() -> None:
    """Take them away again."""
    await script("drop index ticket_status; drop index ticket_of_customers_turn")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
