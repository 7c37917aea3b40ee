"""Courses, the sessions in which they are taught, and who is registered."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "training_0001_sessions"
VERSION = "1.38.0"
DESCRIPTION = "Courses, sessions and who is registered."
KEPT = "select, insert, update"
# Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
ERASED = """grant delete on {table} to desk_app;
create policy erased_when_off on {table} as restrictive for delete to desk_app
  using (exists (select from tenant t where t.id = {table}.tenant_id and not 'training' = any(t.plugins)))"""
TABLES = ("training_course", "training_session", "training_seating", "training_enrolment")


async def up() -> None:
    """Every customer sees the catalogue and how many seats are left; who sits on them, each for their own alone."""
    await _catalogue()
    await _people()
    await script("""
        alter table training_course add constraint training_course_fee check (fee_cents >= 0);
        alter table training_course add constraint training_course_hours check (hours > 0);
        alter table training_course add constraint training_course_mark check (pass_mark between 0 and 100);
        alter table training_session add constraint training_session_fee check (fee_cents >= 0);
        alter table training_session add constraint training_session_lasts check (ends_at >= begins_at);
        alter table training_seating add constraint training_seating_fits
          check (seats > 0 and taken between 0 and seats and waiting >= 0);
        create index training_session_begins on training_session (tenant_id, begins_at, id);
        create index training_enrolment_latest on training_enrolment (tenant_id, at desc, id desc);
        create unique index training_enrolment_comes_once on training_enrolment (tenant_id, session, contact)
         where status <> 'cancelled';
    """)
    for table in TABLES:
        await script(ERASED.format(table=table))


async def _catalogue() -> None:
    await fenced_table(
        "training_course",
        "what is taught",
        """
        code varchar(20) not null,
        name varchar(100) not null,
        kind varchar(20) not null,
        level varchar(20) not null default 'basic',
        status varchar(20) not null default 'draft',
        content text not null,
        need text not null default '',
        hours smallint not null,
        fee_cents bigint not null default 0,
        pass_mark smallint,
        valid_months smallint,
        created_at timestamptz not null,
        version integer not null default 1,
        """,
        check={
            "kind": ["operation", "improvement", "business", "beginners", "product", "certification", "special"],
            "level": ["basic", "intermediate", "advanced"],
            "status": ["draft", "published", "retired"],
        },
        unique=["code"],
        portal="true",
        portal_writes="none",
        app=KEPT,
    )
    await fenced_table(
        "training_session",
        "a date on which a course is taught",
        """
        number integer not null,
        course uuid not null,
        status varchar(20) not null default 'planned',
        place varchar(200) not null,
        begins_at timestamptz not null,
        ends_at timestamptz not null,
        trainer uuid not null,
        fee_cents bigint not null default 0,
        note text not null default '',
        reason text not null default '',
        planned_at timestamptz not null,
        planned_by uuid,
        announced_at timestamptz,
        version integer not null default 1,
        """,
        references={"course": "training_course", "trainer": "member"},
        check={"status": ["planned", "announced", "cancelled"]},
        unique=["number"],
        portal="true",
        portal_writes="none",
        app=KEPT,
    )


async def _people() -> None:
    await fenced_table(
        "training_seating",
        "how many seats a session has, and how many are taken",
        """
        session uuid not null,
        seats smallint not null,
        taken smallint not null default 0,
        waiting smallint not null default 0,
        """,
        references={"session": "training_session"},
        unique=["session"],
        portal="true",
        app=KEPT,
    )
    await fenced_table(
        "training_enrolment",
        "one person in one session",
        """
        number integer not null,
        session uuid not null,
        customer uuid not null,
        contact uuid not null,
        status varchar(20) not null,
        product varchar(100) not null default '',
        needs text not null default '',
        fee_cents bigint not null default 0,
        at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        reason text not null default '',
        ended_at timestamptz,
        version integer not null default 1,
        """,
        references={"session": "training_session", "customer": "customer", "contact": "contact"},
        check={"status": ["waiting", "registered", "cancelled"]},
        unique=["number"],
        portal="customer = {customer}",
        app=KEPT,
    )


async def down() -> None:
    """Take it down again."""
    await drop_tables(*TABLES)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="training", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
