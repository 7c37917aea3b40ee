"""Surveys: who is asked what because of what, the answers by dimension, and how a tenant asks."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0055_surveys"
VERSION = "1.38.0"
DESCRIPTION = "Surveys and satisfaction."
KEPT = "select, insert, update"


async def up() -> None:
    """A customer sees and answers their own surveys in the portal; answers are never changed."""
    await fenced_table(
        "survey",
        "one asking of one customer because of one fact",
        """
        kind varchar(60) not null,
        subject_kind varchar(40) not null,
        subject_id uuid not null,
        cause_id uuid not null,
        title varchar(200) not null,
        customer uuid not null,
        contact uuid,
        member uuid,
        status varchar(20) not null default 'waiting',
        why varchar(20) not null default '',
        token_hash varchar(64) not null default '',
        token_until timestamptz,
        planned_at timestamptz not null,
        ask_at timestamptz not null,
        asked_at timestamptz,
        answered_at timestamptz,
        channel varchar(20) not null default '',
        by_kind varchar(20) not null default '',
        by_id uuid,
        low boolean not null default false,
        comment text not null default '',
        handled_at timestamptz,
        """,
        references={"customer": "customer", "contact": "contact", "member": "member"},
        check={
            "status": ["waiting", "asked", "skipped", "answered"],
            "channel": ["", "link", "qr", "page", "phone"],
        },
        unique=["kind, cause_id"],
        portal="customer = {customer}",
        app=KEPT,
    )
    await fenced_table(
        "survey_answer",
        "what somebody said about one dimension",
        """
        survey uuid not null,
        customer uuid not null,
        question varchar(40) not null,
        dimension varchar(40) not null,
        level varchar(10) not null,
        """,
        references={"survey": "survey", "customer": "customer"},
        check={"level": ["poor", "average", "good"]},
        unique=["survey, question"],
        portal="customer = {customer}",
        app="select, insert",
    )
    await fenced_table(
        "survey_wording",
        "how a tenant asks: whether, when, and in which words",
        """
        kind varchar(60) not null,
        active boolean not null default true,
        wait_hours integer not null,
        intro text not null default '',
        texts jsonb not null default '{}',
        changed_at timestamptz not null,
        """,
        unique=["kind"],
        portal="true",
        portal_writes="none",
        app=KEPT,
    )
    await script("""
        create unique index survey_token_once on survey (tenant_id, token_hash) where token_hash <> '';
        create index survey_newest on survey (tenant_id, planned_at desc, id desc);
        create index survey_cause on survey (tenant_id, cause_id);
        create index survey_subject on survey (tenant_id, subject_kind, subject_id, planned_at desc);
        create index survey_contact_asked on survey (tenant_id, contact, asked_at);
        create index survey_answered on survey (tenant_id, answered_at) where status = 'answered';
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("survey", "survey_answer", "survey_wording")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
