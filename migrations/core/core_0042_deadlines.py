"""Deadlines: what was promised, the log that says when it falls due, the steps of its ladder, and who is told."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import APPEND_ONLY, drop_tables, fenced_table, script

ID = "core_0042_deadlines"
VERSION = "1.38.0"
DESCRIPTION = "Deadlines with their log, their steps and their alerts."
OWN = "customer_id = {customer}"


async def up() -> None:
    """What a customer does in the portal starts, pauses and ends deadlines, so their own are within reach there."""
    await fenced_table(
        "deadline_policy",
        "what a tenant set for a promise, version by version",
        """
        promise varchar(40) not null,
        version integer not null,
        basis varchar(20) not null,
        amount integer not null default 0,
        ladder varchar(10) not null,
        reminders smallint[],
        applies varchar(10) not null default 'new',
        at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        why text not null default '',
        """,
        check={"applies": ["new", "open"], "basis": ["work", "clock", "wd", "cd", "shift", "promised"]},
        unique=["promise, version"],
        portal="true",
        portal_writes="none",
        app=APPEND_ONLY,
    )
    await fenced_table(
        "deadline",
        "one case of a promise",
        """
        promise varchar(40) not null,
        subject_kind varchar(40) not null,
        subject_id uuid not null,
        customer_id uuid,
        member uuid,
        title varchar(300) not null default '',
        url varchar(200) not null default '',
        status varchar(20) not null default 'running',
        turn varchar(20) not null default 'us',
        urgent boolean not null default false,
        lane varchar(20) not null default 'default',
        policy_version integer not null default 0,
        basis varchar(20) not null,
        amount integer not null default 0,
        fixed_at timestamptz,
        ladder varchar(10) not null,
        calendar_id uuid,
        calendar_version integer not null default 0,
        started_at timestamptz not null,
        due_at timestamptz,
        met_at timestamptz,
        missed_at timestamptz,
        ended_at timestamptz,
        late_seconds integer,
        acknowledged_at timestamptz,
        acknowledged_by uuid,
        cause_id uuid,
        """,
        check={
            "status": ["running", "paused", "met", "missed", "cancelled"],
            "basis": ["work", "clock", "wd", "cd", "shift", "promised"],
            "turn": ["us", "customer", "headquarters"],
            "lane": ["urgent", "default", "bulk"],
        },
        references={"member": "member"},
        portal=OWN,
        portal_writes="leave",
    )
    await fenced_table(
        "deadline_segment",
        "when a deadline ran, paused or was over",
        """
        deadline uuid not null,
        customer_id uuid,
        position smallint not null,
        from_at timestamptz not null,
        state varchar(20) not null,
        turn varchar(20) not null default 'us',
        event varchar(80) not null default '',
        event_id uuid,
        """,
        references={"deadline": "deadline"},
        check={"state": ["running", "paused", "ended"], "turn": ["us", "customer", "headquarters"]},
        unique=["deadline, position"],
        portal=OWN,
        portal_writes="leave",
        app=APPEND_ONLY,
    )
    await fenced_table(
        "deadline_step",
        "steps of a ladder, each with its own time",
        """
        deadline uuid not null,
        customer_id uuid,
        what varchar(20) not null,
        mark varchar(20) not null,
        rungs varchar(40)[] not null default '{}',
        lane varchar(20) not null default 'default',
        at timestamptz,
        fired_at timestamptz,
        outcome varchar(20) not null default '',
        done_at timestamptz,
        gaps varchar(40)[] not null default '{}',
        """,
        references={"deadline": "deadline cascade"},
        check={
            "what": ["remind", "tell", "act", "record"],
            "lane": ["urgent", "default", "bulk"],
            "outcome": ["", "told", "nobody", "recorded", "done", "acknowledged"],
        },
        unique=["deadline, mark, what"],
        portal=OWN,
        portal_writes="leave",
    )
    await fenced_table(
        "deadline_alert",
        "steps that members are told of",
        """
        member uuid not null,
        deadline uuid not null,
        step uuid not null,
        rung varchar(40) not null,
        for_member uuid,
        at timestamptz not null,
        read_at timestamptz,
        """,
        references={"member": "member", "deadline": "deadline cascade"},
        unique=["step, member"],
    )
    await script("""
        create index deadline_of_subject on deadline (tenant_id, subject_id, promise);
        create index deadline_due_next on deadline (tenant_id, due_at, id) where status in ('running', 'paused');
        create index deadline_mine on deadline (tenant_id, member, due_at, id) where status in ('running', 'paused');
        create index deadline_of_promise on deadline (tenant_id, promise, started_at, id);
        create index deadline_by_calendar on deadline (tenant_id, id) where status in ('running', 'paused');
        create index deadline_alert_unread on deadline_alert (tenant_id, member, at) where read_at is null;

        -- One look at the first of all due steps costs the same, however many are open; and so does one at a tenant's.
        create index deadline_step_due on deadline_step (at) where fired_at is null;
        create index deadline_step_of_tenant on deadline_step (tenant_id, at) where fired_at is null;
        create policy clock on deadline_step to desk_clock using (true);
        grant select (tenant_id, id, lane, at, fired_at), update (fired_at) on deadline_step to desk_clock;
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("deadline_policy", "deadline", "deadline_segment", "deadline_step", "deadline_alert")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
