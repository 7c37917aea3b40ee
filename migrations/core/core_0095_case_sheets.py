"""What each kind of case asks for besides the envelope, and the genuineness check as a kind of its own."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0095_case_sheets"
VERSION = "1.38.0"
DESCRIPTION = "What each kind of case asks for, in the envelope and in what is said."

BEFORE = "('complaint', 'technical', 'data', 'requirement', 'dongle', 'other')"
KINDS = f"{BEFORE[:-1]}, 'genuine')"


async def up() -> None:
    """Each side's own words stand in what it writes anyway: the envelope, and its entries."""
    await script(f"""
        alter table hq_case add column particulars jsonb not null default '{{}}',
          drop constraint hq_case_kind_check, add constraint hq_case_kind_check check (kind in {KINDS});
        alter table case_entry add column particulars jsonb not null default '{{}}';
    """)


async def down() -> None:
    """Take it down again. Fails while there are cases about genuineness."""
    await script(f"""
        alter table case_entry drop column particulars;
        alter table hq_case drop column particulars,
          drop constraint hq_case_kind_check, add constraint hq_case_kind_check check (kind in {BEFORE});
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
