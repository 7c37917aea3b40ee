"""What people asked, and where the materials of a course lie."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "training_0005_questions"
VERSION = "1.38.0"
DESCRIPTION = "Questions of sessions, materials of courses."


async def up() -> None:
    """The questions are the team's alone; materials are shown to whoever has a seat."""
    await script("alter table training_course add column materials text not null default ''")
    await fenced_table(
        "training_question",
        "what people asked in a session, and what was answered",
        """
        session uuid not null,
        question text not null,
        answer text not null default '',
        for_knowledge boolean not null default false,
        noted_at timestamptz not null,
        noted_by uuid,
        """,
        references={"session": "training_session"},
        app="select, insert, update",
    )
    # Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
    await script("""
        grant delete on training_question to desk_app;
        create policy erased_when_off on training_question as restrictive for delete to desk_app
          using (exists (select from tenant t where t.id = training_question.tenant_id
                            and not 'training' = any(t.plugins)));
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("training_question")
    await script("alter table training_course drop column materials")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="training", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
