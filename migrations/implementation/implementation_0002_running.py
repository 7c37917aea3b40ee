"""Projects that run: stages with their sign-off, logs, changes of the plan, open points, pauses, and how they end."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "implementation_0002_running"
VERSION = "1.38.0"
DESCRIPTION = "Running, pausing, evaluating, accepting and archiving projects."
KEPT = "select, insert, update"
# Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
ERASED = """grant delete on {table} to desk_app;
create policy erased_when_off on {table} as restrictive for delete to desk_app
  using (exists (select from tenant t where t.id = {table}.tenant_id and not 'implementation' = any(t.plugins)))"""
TABLES = (
    *("implementation_log", "implementation_change", "implementation_point", "implementation_request"),
    "implementation_evaluation",
)
PROJECT = {"project": "implementation_project", "customer": "customer"}
THEIRS = "customer = {customer}"
FIRST = ("needed", "applied", "assigned", "planned", "ready", "running", "dropped")
MORE = (
    *("pause_requested", "paused", "evaluating", "final_acceptance", "document_review", "manager_review"),
    *("archived", "termination_requested", "terminated"),
)
REASONS = ["customer", "staffing", "product_need", "presales_promise", "payment", "other"]
VERDICTS = ["passed", "stage_work_incomplete", "presales_promise", "product_requirement"]


async def up() -> None:
    """A customer sees logs, changes and open points; why we pause or end, and how we evaluate, is the team's."""
    await _known(*FIRST, *MORE)
    await script("""
        alter table implementation_project
          add column summary text not null default '', add column checklist text not null default '',
          add column missing text not null default '', add column lessons text not null default '',
          add column reviewed_by uuid, add column paused_on date, add column ended_at timestamptz,
          add column payment integer, add column log_owed_on date;
        alter table implementation_stage
          add column status varchar(20) not null default 'planned', add column documents text not null default '',
          add column summary text not null default '', add column attendee varchar(100) not null default '',
          add column review text not null default '', add column delivered_by uuid, add column reviewed_by uuid,
          add column started_on date, add column effective_at timestamptz,
          add column rounds smallint not null default 0;
        alter table implementation_stage add constraint implementation_stage_status_known
          check (status in ('planned', 'running', 'delivered', 'reviewed', 'effective', 'surveyed'));
    """)
    await _shown()
    await _inner()
    await script("""
        alter table implementation_log add constraint implementation_log_lasts check (ends >= begins);
        create index implementation_log_latest on implementation_log (tenant_id, project, day desc, id desc);
        create index implementation_change_of on implementation_change (tenant_id, project);
        create index implementation_point_of on implementation_point (tenant_id, project);
        create index implementation_request_of on implementation_request (tenant_id, project);
        create index implementation_evaluation_of on implementation_evaluation (tenant_id, project);
    """)
    for table in TABLES:
        await script(ERASED.format(table=table))


async def _shown() -> None:
    await fenced_table(
        "implementation_log",
        "what was done on a day",
        """
        project uuid not null,
        customer uuid not null,
        stage uuid not null,
        day date not null,
        consultant uuid not null,
        begins varchar(5) not null,
        ends varchar(5) not null,
        work text not null,
        problems text not null default '',
        next_steps text not null default '',
        comments text not null default '',
        status varchar(20) not null default 'draft',
        at timestamptz not null,
        """,
        references=PROJECT | {"stage": "implementation_stage", "consultant": "member"},
        check={"status": ["draft", "confirmed", "signed"]},
        portal=THEIRS,
        portal_writes="none",
        app=KEPT,
    )
    await fenced_table(
        "implementation_change",
        "a change of a plan that was signed",
        """
        project uuid not null,
        customer uuid not null,
        number integer not null,
        status varchar(20) not null default 'draft',
        what text not null,
        why text not null,
        on_time text not null,
        on_cost text not null,
        on_scope text not null,
        moves jsonb not null default '[]',
        at timestamptz not null,
        by_id uuid,
        executed_at timestamptz,
        """,
        references=PROJECT,
        check={"status": ["draft", "explained", "signed", "executed", "withdrawn"]},
        unique=["project, number"],
        portal=THEIRS,
        portal_writes="none",
        app=KEPT,
    )
    await fenced_table(
        "implementation_point",
        "something that is open",
        """
        project uuid not null,
        customer uuid not null,
        point text not null,
        owner uuid,
        due_on date,
        closed_on date,
        result text not null default '',
        at timestamptz not null,
        """,
        references=PROJECT | {"owner": "member"},
        portal=THEIRS,
        portal_writes="none",
        app=KEPT,
    )


async def _inner() -> None:
    await fenced_table(
        "implementation_request",
        "a pause or an end that somebody asked for",
        """
        project uuid not null,
        customer uuid not null,
        kind varchar(20) not null,
        came_from varchar(30) not null,
        reason varchar(20) not null,
        description text not null,
        evidence text not null,
        asked_at timestamptz not null,
        asked_by uuid,
        agreed_at timestamptz,
        agreed_by uuid,
        agreed text not null default '',
        decided_at timestamptz,
        decided_by uuid,
        decision text not null default '',
        granted boolean,
        """,
        references=PROJECT,
        check={"kind": ["pause", "termination"], "reason": REASONS},
        app=KEPT,
    )
    await fenced_table(
        "implementation_evaluation",
        "how a project was evaluated",
        """
        project uuid not null,
        customer uuid not null,
        results text not null,
        open_items text not null default '',
        verdict varchar(30) not null,
        stages uuid[] not null default '{}',
        at timestamptz not null,
        by_id uuid,
        over boolean not null default false,
        """,
        references=PROJECT,
        check={"verdict": VERDICTS},
        app=KEPT,
    )


async def _known(*statuses: str) -> None:
    words = ", ".join(f"'{one}'" for one in statuses)
    await script(f"""
        alter table implementation_project drop constraint implementation_project_status_known;
        alter table implementation_project add constraint implementation_project_status_known
          check (status in ({words}));
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables(*TABLES)
    await script("""
        alter table implementation_project
          drop column summary, drop column checklist, drop column missing, drop column lessons,
          drop column reviewed_by, drop column paused_on, drop column ended_at, drop column payment,
          drop column log_owed_on;
        alter table implementation_stage
          drop column status, drop column documents, drop column summary, drop column attendee, drop column review,
          drop column delivered_by, drop column reviewed_by, drop column started_on, drop column effective_at,
          drop column rounds;
    """)
    await _known(*FIRST)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="implementation", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
