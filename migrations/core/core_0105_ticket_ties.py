"""What ties tickets to each other and to people: mergers, links, followers, time; and what unlocks one."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0105_ticket_ties"
VERSION = "1.38.0"
DESCRIPTION = "Mergers, links, followers and time of tickets."


async def up() -> None:
    """For the staff alone. A link stands once, whichever of the two it was made from."""
    await script("""
        alter table ticket
          add column merged_into uuid,
          add column authorisation uuid,
          add foreign key (tenant_id, merged_into) references ticket (tenant_id, id);
        create index ticket_merged on ticket (tenant_id, merged_into) where merged_into is not null;
    """)
    await fenced_table(
        "ticket_link",
        "two tickets that have to do with each other",
        """
        one uuid not null,
        other uuid not null,
        kind varchar(20) not null,
        by_id uuid,
        made_at timestamptz not null,
        """,
        check={"kind": ["related", "same_cause", "follows"]},
        references={"one": "ticket cascade", "other": "ticket cascade"},
        unique=["one, other"],
    )
    await fenced_table(
        "ticket_follower",
        "a colleague who wants to hear of a ticket that isn't theirs",
        """
        ticket uuid not null,
        member uuid not null,
        since_at timestamptz not null,
        """,
        references={"ticket": "ticket cascade", "member": "member cascade"},
        unique=["ticket, member"],
    )
    await fenced_table(
        "time_spent",
        "working time that a ticket took",
        """
        ticket uuid not null,
        member uuid not null,
        minutes integer not null check (minutes between 1 and 6000),
        day_on date not null,
        note varchar(300) not null default '',
        noted_at timestamptz not null,
        """,
        references={"ticket": "ticket cascade", "member": "member"},
    )
    await script("create index time_spent_day on time_spent (tenant_id, day_on)")


async def down() -> None:
    """Take it down again."""
    await drop_tables("ticket_link", "ticket_follower", "time_spent")
    await script("alter table ticket drop column merged_into, drop column authorisation")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
