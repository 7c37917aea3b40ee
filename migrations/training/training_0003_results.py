"""What comes of a training: scores, certificates; and vouchers with which a seat is had."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "training_0003_results"
VERSION = "1.38.0"
DESCRIPTION = "Scores, certificates and vouchers."
KEPT = "select, insert, update"
# Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
ERASED = """grant delete on {table} to desk_app;
create policy erased_when_off on {table} as restrictive for delete to desk_app
  using (exists (select from tenant t where t.id = {table}.tenant_id and not 'training' = any(t.plugins)))"""
TABLES = ("training_score", "training_certificate", "training_voucher")
KNOWN = """alter table {table} drop constraint {table}_status_known;
alter table {table} add constraint {table}_status_known check (status in ({statuses}))"""
SESSION = ("planned", "announced", "running", "ended", "cancelled")
ENROLMENT = ("waiting", "registered", "paid", "attended", "absent", "cancelled")


async def up() -> None:
    """A customer sees the scores of their own people once they are fed back, their certificates and their vouchers."""
    await _known("training_session", *SESSION, "graded", "closed")
    await _known("training_enrolment", *ENROLMENT, "passed", "failed")
    await script("alter table training_enrolment add column resit_of uuid")
    await fenced_table(
        "training_score",
        "what somebody reached in an exam",
        """
        enrolment uuid not null,
        customer uuid not null,
        score smallint not null,
        passed boolean not null,
        remark varchar(200) not null default '',
        recorded_at timestamptz not null,
        recorded_by uuid,
        fed_back_at timestamptz,
        """,
        references={"enrolment": "training_enrolment", "customer": "customer"},
        unique=["enrolment"],
        portal="customer = {customer} and fed_back_at is not null",
        portal_writes="none",
        app=KEPT,
    )
    await fenced_table(
        "training_certificate",
        "that somebody is qualified",
        """
        number integer not null,
        code varchar(40) not null,
        enrolment uuid not null,
        customer uuid not null,
        holder varchar(100) not null,
        qualification varchar(100) not null,
        issued_on date not null,
        valid_to_on date,
        """,
        references={"enrolment": "training_enrolment", "customer": "customer"},
        unique=["number", "code", "enrolment"],
        portal="customer = {customer}",
        portal_writes="none",
        app=KEPT,
    )
    await fenced_table(
        "training_voucher",
        "a seat that somebody else pays for",
        """
        customer uuid not null,
        request_id uuid not null,
        request_number integer not null,
        status varchar(20) not null default 'open',
        enrolment uuid,
        at timestamptz not null,
        """,
        references={"customer": "customer", "enrolment": "training_enrolment"},
        check={"status": ["open", "used", "cancelled"]},
        unique=["request_id"],
        portal="customer = {customer}",
        portal_writes="none",
        app=KEPT,
    )
    await script("alter table training_score add constraint training_score_of_100 check (score between 0 and 100)")
    for table in TABLES:
        await script(ERASED.format(table=table))


async def _known(table: str, *statuses: str) -> None:
    await script(KNOWN.format(table=table, statuses=", ".join(f"'{one}'" for one in statuses)))


async def down() -> None:
    """Take it down again."""
    await drop_tables(*TABLES)
    await script("alter table training_enrolment drop column resit_of")
    await _known("training_session", *SESSION)
    await _known("training_enrolment", *ENROLMENT)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="training", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
