"""Sessions that come every month by themselves."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "training_0004_series"
VERSION = "1.38.0"
DESCRIPTION = "Monthly series of sessions."


async def up() -> None:
    """The team's alone: customers see the sessions."""
    await fenced_table(
        "training_series",
        "sessions that come every month",
        """
        course uuid not null,
        day smallint not null,
        begins_minute smallint not null,
        hours smallint not null,
        place varchar(200) not null,
        trainer uuid not null,
        seats smallint not null,
        planned_to_on date,
        ended_at timestamptz,
        created_at timestamptz not null,
        """,
        references={"course": "training_course", "trainer": "member"},
        app="select, insert, update",
    )
    # Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
    await script("""
        alter table training_series add constraint training_series_fits
          check (day between 1 and 28 and begins_minute between 0 and 1439 and hours > 0 and seats > 0);
        grant delete on training_series to desk_app;
        create policy erased_when_off on training_series as restrictive for delete to desk_app
          using (exists (select from tenant t where t.id = training_series.tenant_id
                            and not 'training' = any(t.plugins)));
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("training_series")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="training", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
