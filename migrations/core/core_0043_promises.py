"""Promises for people: the profile of a tenant, factors of its policies, headquarters' minimums, and lists' indexes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import APPEND_ONLY, drop_tables, fenced_table, published_table, script

ID = "core_0043_promises"
VERSION = "1.38.0"
DESCRIPTION = "Profiles, factors, minimums, and indexes for lists of deadlines."


async def up() -> None:
    """What waits for silence is no promise of ours: it stands in no list, so the lists' indexes leave it out."""
    await fenced_table(
        "deadline_profile",
        "which set of limits a tenant chose, version by version",
        """
        version integer not null,
        profile varchar(40) not null,
        applies varchar(10) not null default 'new',
        at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        why text not null default '',
        """,
        check={
            "applies": ["new", "open"],
            "profile": ["software_partner", "contract_service", "hall"],
        },
        unique=["version"],
        portal="true",
        portal_writes="none",
        app=APPEND_ONLY,
    )
    await published_table(
        "deadline_minimum",
        "how long a promise may take at most with any partner, version by version",
        """
        id uuid primary key,
        promise varchar(40) not null,
        version integer not null,
        basis varchar(20) check (basis in ('work', 'clock', 'wd', 'cd')),
        amount integer check (amount > 0),
        why varchar(500) not null default '',
        at timestamptz not null,
        by_id uuid,
        by_name varchar(100) not null default '',
        unique (promise, version),
        check ((basis is null) = (amount is null))
        """,
    )
    await script("""
        alter table deadline_policy
          add column grades jsonb, add column priorities jsonb,
          add column source varchar(10) not null default 'own' check (source in ('own', 'profile'));
        alter table deadline add column waits boolean not null default false;
        drop index deadline_due_next;
        drop index deadline_mine;
        create index deadline_due_next on deadline (tenant_id, due_at, id)
         where status in ('running', 'paused') and not waits;
        create index deadline_mine on deadline (tenant_id, member, due_at, id)
         where status in ('running', 'paused') and not waits;
        create index deadline_due_of_promise on deadline (tenant_id, promise, due_at, id)
         where status in ('running', 'paused');
        create index deadline_due_of_ladder on deadline (tenant_id, ladder, due_at, id)
         where status in ('running', 'paused') and not waits;
        create index deadline_paused on deadline (tenant_id, started_at, id) where status = 'paused' and not waits;
        create index deadline_settled on deadline (tenant_id, (coalesce(missed_at, ended_at)))
         where coalesce(missed_at, ended_at) is not null and not waits;
    """)


async def down() -> None:
    """Take it down again."""
    await script("""
        drop index deadline_due_next, deadline_mine, deadline_due_of_promise, deadline_due_of_ladder, deadline_paused,
          deadline_settled;
        alter table deadline drop column waits;
        alter table deadline_policy drop column grades, drop column priorities, drop column source;
        create index deadline_due_next on deadline (tenant_id, due_at, id) where status in ('running', 'paused');
        create index deadline_mine on deadline (tenant_id, member, due_at, id) where status in ('running', 'paused');
    """)
    await drop_tables("deadline_profile", "deadline_minimum")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
