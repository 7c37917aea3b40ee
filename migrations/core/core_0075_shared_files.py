"""Files that every customer of a tenant may see, as far as whoever owns them says so: see decision 0018."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import CUSTOMER, STAFF, portal_wall, script

ID = "core_0075_shared_files"
VERSION = "1.38.0"
DESCRIPTION = "Files for all customers."
OWN = "audience = 'customer' and customer_id = {customer}"
KNOWN = """alter table stored_file drop constraint stored_file_audience_known;
alter table stored_file add constraint stored_file_audience_known check (audience in ({audiences}))"""


async def up() -> None:
    """Seen by all customers, written by none: what a customer writes stays theirs."""
    own = f"({STAFF} or ({OWN.format(customer=CUSTOMER)}))"
    await script(KNOWN.format(audiences="'team', 'customer', 'headquarters', 'customers'"))
    await script(f"""
        alter table stored_file add constraint stored_file_of_all_is_of_none
          check (audience <> 'customers' or customer_id is null);
        drop policy portal_all on stored_file;
        create policy portal_select on stored_file as restrictive for select to desk_app
          using ({own} or audience = 'customers');
        create policy portal_insert on stored_file as restrictive for insert to desk_app with check {own};
        create policy portal_update on stored_file as restrictive for update to desk_app using {own};
        create policy portal_delete on stored_file as restrictive for delete to desk_app using {own};
    """)


async def down() -> None:
    """Take it down again; what was for all is for the team then."""
    await script("alter table stored_file drop constraint stored_file_of_all_is_of_none")
    for command in ("select", "insert", "update", "delete"):
        await script(f"drop policy portal_{command} on stored_file")
    await portal_wall("stored_file", OWN)
    await script(KNOWN.format(audiences="'team', 'customer', 'headquarters'"))


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
