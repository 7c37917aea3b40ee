"""Teaching: fees, attendance by half-days, and trainers out of the room."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "training_0002_teaching"
VERSION = "1.38.0"
DESCRIPTION = "Fees, attendance and absences."
KEPT = "select, insert, update"
# Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
ERASED = """grant delete on {table} to desk_app;
create policy erased_when_off on {table} as restrictive for delete to desk_app
  using (exists (select from tenant t where t.id = {table}.tenant_id and not 'training' = any(t.plugins)))"""
TABLES = ("training_attendance", "training_absence")
KNOWN = """alter table {table} drop constraint {table}_status_known;
alter table {table} add constraint {table}_status_known check (status in ({statuses}))"""


async def up() -> None:
    """A customer sees the attendance of their own people; when a trainer was away is the team's alone."""
    await _known("training_session", "planned", "announced", "running", "ended", "cancelled")
    await _known("training_enrolment", "waiting", "registered", "paid", "attended", "absent", "cancelled")
    await script("""
        alter table training_session
          add column reminded_at timestamptz, add column started_at timestamptz, add column ended_at timestamptz;
        alter table training_enrolment add column payment integer;
    """)
    await fenced_table(
        "training_attendance",
        "who was there in half a day",
        """
        enrolment uuid not null,
        customer uuid not null,
        half_on date not null,
        half varchar(20) not null,
        mark varchar(20) not null,
        noted_at timestamptz not null,
        noted_by uuid,
        """,
        references={"enrolment": "training_enrolment", "customer": "customer"},
        check={"half": ["a_morning", "b_afternoon"], "mark": ["present", "late", "left_early", "absent"]},
        unique=["enrolment, half_on, half"],
        portal="customer = {customer}",
        portal_writes="none",
        app=KEPT,
    )
    await fenced_table(
        "training_absence",
        "a trainer out of the room",
        """
        session uuid not null,
        trainer uuid not null,
        left_at timestamptz not null,
        back_at timestamptz,
        reason varchar(200) not null default '',
        substitute uuid,
        violation boolean not null default false,
        """,
        references={"session": "training_session", "trainer": "member", "substitute": "member"},
        app=KEPT,
    )
    for table in TABLES:
        await script(ERASED.format(table=table))


async def _known(table: str, *statuses: str) -> None:
    await script(KNOWN.format(table=table, statuses=", ".join(f"'{one}'" for one in statuses)))


async def down() -> None:
    """Take it down again."""
    await drop_tables(*TABLES)
    await script("""
        alter table training_session drop column reminded_at, drop column started_at, drop column ended_at;
        alter table training_enrolment drop column payment;
    """)
    await _known("training_session", "planned", "announced", "cancelled")
    await _known("training_enrolment", "waiting", "registered", "cancelled")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="training", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
