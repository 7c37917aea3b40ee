"""Tasks for people, who waits for their results, and what was said about them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import APPEND_ONLY, drop_tables, fenced_table, script

ID = "core_0045_tasks"
VERSION = "1.38.0"
DESCRIPTION = "Tasks for people."


async def up() -> None:
    """For the staff alone: the portal may cause a task and reads none."""
    await fenced_table(
        "task",
        "something that a person shall do",
        """
        kind varchar(60) not null,
        key varchar(200) not null,
        title varchar(200) not null,
        note text not null default '',
        subject_kind varchar(40) not null default '',
        subject_id uuid,
        customer uuid,
        cause_id uuid,
        status varchar(20) not null default 'open',
        urgent boolean not null default false,
        assignee uuid,
        team varchar(100) not null default '',
        role varchar(40) not null default '',
        due_at timestamptz,
        order_at timestamptz not null,
        asked_at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        taken_at timestamptz,
        ended_at timestamptz,
        ended_by uuid,
        result varchar(40) not null default '',
        result_note text not null default '',
        result_values jsonb not null default '{}',
        version integer not null default 1,
        """,
        references={"customer": "customer", "assignee": "member"},
        check={"status": ["open", "taken", "done", "declined", "cancelled"]},
    )
    await fenced_table(
        "task_asker",
        "who waits for the result of a task",
        """
        task uuid not null,
        asker varchar(40) not null default '',
        reference varchar(200) not null default '',
        subject_kind varchar(40) not null default '',
        subject_id uuid,
        by_kind varchar(20) not null,
        by_id uuid,
        at timestamptz not null,
        withdrawn_at timestamptz,
        """,
        references={"task": "task cascade"},
    )
    await fenced_table(
        "task_note",
        "what was said at a hand-over, or when a task ended",
        """
        task uuid not null,
        by_kind varchar(20) not null,
        by_id uuid,
        body text not null,
        at timestamptz not null,
        """,
        references={"task": "task cascade"},
        app=APPEND_ONLY,
    )
    await script("""
        alter table task add constraint task_waits_for_somebody
          check (assignee is not null or team <> '' or role <> '');
        create unique index task_key_once on task (tenant_id, key) where status in ('open', 'taken');
        create index task_key on task (tenant_id, key, asked_at desc);
        create index task_undone on task (tenant_id, order_at, id) where status in ('open', 'taken');
        create index task_mine on task (tenant_id, assignee, order_at, id) where status in ('open', 'taken');
        create index task_ended on task (tenant_id, ended_at desc, id desc)
         where status not in ('open', 'taken');
        create index task_subject on task (tenant_id, subject_kind, subject_id, asked_at desc);
        create index task_asker_who on task_asker (tenant_id, by_id, task);
        create index task_asker_subject on task_asker (tenant_id, subject_kind, subject_id, task);
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("task", "task_asker", "task_note")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
