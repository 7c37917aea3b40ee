"""Projects until they run: need, application, handover, plan and kickoff."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "implementation_0001_projects"
VERSION = "1.38.0"
DESCRIPTION = "Projects, their plans, and what sales hands over."
KEPT = "select, insert, update"
# Parts of a plan are taken out until it is signed; of all others rows go only when the plugin is taken away.
ERASED = """grant delete on {table} to desk_app;
create policy erased_when_off on {table} as restrictive for delete to desk_app
  using (exists (select from tenant t where t.id = {table}.tenant_id and not 'implementation' = any(t.plugins)))"""
KEPT_FOR_GOOD = ("implementation_project", "implementation_handover", "implementation_promise", "implementation_risk")
TABLES = (
    *("implementation_project", "implementation_member", "implementation_stage", "implementation_task"),
    *("implementation_handover", "implementation_promise", "implementation_risk", "implementation_template"),
)
PROJECT = {"project": "implementation_project", "customer": "customer"}
THEIRS = "customer = {customer}"


async def up() -> None:
    """A customer sees their projects, the team and the plan; what sales knows and the risks are ours alone."""
    await _project()
    await _plan()
    await _inner()
    await script("""
        alter table implementation_project add constraint implementation_project_fee check (fee_cents >= 0);
        alter table implementation_project add constraint implementation_project_days check (days > 0);
        alter table implementation_stage add constraint implementation_stage_lasts check (ends_on >= begins_on);
        alter table implementation_task add constraint implementation_task_lasts check (ends_on >= begins_on);
        create index implementation_project_newest on implementation_project (tenant_id, needed_at desc, id desc);
        create index implementation_project_of_customer on implementation_project (tenant_id, customer, needed_at desc);
        create index implementation_stage_of on implementation_stage (tenant_id, project, begins_on, id);
        create index implementation_task_of on implementation_task (tenant_id, stage, begins_on, id);
        create index implementation_promise_of on implementation_promise (tenant_id, project);
        create index implementation_risk_of on implementation_risk (tenant_id, project);
    """)
    for table in KEPT_FOR_GOOD:
        await script(ERASED.format(table=table))


async def _project() -> None:
    await fenced_table(
        "implementation_project",
        "a product that is brought into use",
        """
        number integer not null,
        customer uuid not null,
        contact uuid,
        title varchar(200) not null,
        status varchar(30) not null default 'needed',
        source varchar(20) not null,
        need text not null,
        contract varchar(100) not null default '',
        products text not null default '',
        wanted_on date,
        days integer,
        fee_cents bigint,
        lead uuid,
        proposal text not null default '',
        scope text not null default '',
        expectations text not null default '',
        duties text not null default '',
        kickoff_on date,
        kickoff_ours text not null default '',
        kickoff_theirs text not null default '',
        kickoff_decisions text not null default '',
        reason text not null default '',
        needed_at timestamptz not null,
        needed_by uuid,
        applied_at timestamptz,
        applied_by uuid,
        started_at timestamptz,
        version integer not null default 1,
        """,
        references={"customer": "customer", "contact": "contact", "lead": "member"},
        check={
            "status": ["needed", "applied", "assigned", "planned", "ready", "running", "dropped"],
            "source": ["first_visit", "sales", "customer", "other"],
        },
        unique=["number"],
        portal=THEIRS,
        portal_writes="none",
        app=KEPT,
    )
    await fenced_table(
        "implementation_member",
        "somebody who works on a project",
        """
        project uuid not null,
        customer uuid not null,
        member uuid not null,
        """,
        references=PROJECT | {"member": "member"},
        unique=["project, member"],
        portal=THEIRS,
        portal_writes="none",
    )


async def _plan() -> None:
    await fenced_table(
        "implementation_stage",
        "a part of a plan",
        """
        project uuid not null,
        customer uuid not null,
        name varchar(100) not null,
        begins_on date not null,
        ends_on date not null,
        owner uuid not null,
        deliverables text not null default '',
        criteria text not null default '',
        """,
        references=PROJECT | {"owner": "member"},
        portal=THEIRS,
        portal_writes="none",
    )
    await fenced_table(
        "implementation_task",
        "one thing to be done in a stage",
        """
        stage uuid not null,
        customer uuid not null,
        name varchar(200) not null,
        begins_on date not null,
        ends_on date not null,
        owner uuid,
        milestone boolean not null default false,
        """,
        references={"stage": "implementation_stage cascade", "customer": "customer", "owner": "member"},
        portal=THEIRS,
        portal_writes="none",
    )


async def _inner() -> None:
    await fenced_table(
        "implementation_handover",
        "what sales knows of a project",
        """
        project uuid not null,
        customer uuid not null,
        requirements text not null,
        risks text not null default '',
        documents text not null default '',
        at timestamptz not null,
        by_id uuid,
        """,
        references=PROJECT,
        unique=["project"],
        app=KEPT,
    )
    await fenced_table(
        "implementation_promise",
        "what sales promised",
        """
        project uuid not null,
        customer uuid not null,
        promise text not null,
        promised_by varchar(100) not null,
        promised_on date,
        feasible varchar(10) not null default 'open',
        """,
        references=PROJECT,
        check={"feasible": ["yes", "no", "open"]},
        app=KEPT,
    )
    await fenced_table(
        "implementation_risk",
        "what may go wrong",
        """
        project uuid not null,
        customer uuid not null,
        risk text not null,
        probability varchar(10) not null,
        impact varchar(10) not null,
        measure text not null,
        owner uuid,
        over boolean not null default false,
        """,
        references=PROJECT | {"owner": "member"},
        check={"probability": ["low", "medium", "high"], "impact": ["low", "medium", "high"]},
        app=KEPT,
    )
    await fenced_table(
        "implementation_template",
        "a plan to begin with",
        """
        name varchar(100) not null,
        stages jsonb not null default '[]',
        days smallint not null,
        """,
        unique=["name"],
    )


async def down() -> None:
    """Take it down again."""
    await drop_tables(*TABLES)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="implementation", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
