"""What becomes of answers to campaigns, and who registered."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "campaigns_0002_answers"
VERSION = "1.38.0"
DESCRIPTION = "Answers to campaigns."


async def up() -> None:
    """Answers are kept, as they were, where nobody says anything else."""
    await script("""
        alter table campaigns_campaign add column answers varchar(20) not null default 'kept';
        alter table campaigns_campaign add constraint campaigns_campaign_answers
          check (answers in ('kept', 'ticket', 'registration'));
        alter table campaigns_recipient add column registered_at timestamptz;
        alter table campaigns_recipient add column ticket integer;
    """)


async def down() -> None:
    """Take them away again."""
    await script("""
        alter table campaigns_recipient drop column ticket, drop column registered_at;
        alter table campaigns_campaign drop column answers;
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="campaigns", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
