"""Consultations: colleagues called together over a ticket, and what came of it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0091_consultations"
VERSION = "1.38.0"
DESCRIPTION = "Consultations over a ticket."


async def up() -> None:
    """For the staff alone; of a ticket at most one is open."""
    await fenced_table(
        "consultation",
        "colleagues called together over a ticket that one alone can't solve",
        """
        ticket uuid not null,
        question text not null,
        called_by uuid not null,
        called_at timestamptz not null,
        ended_at timestamptz,
        ended_by uuid,
        visit_at timestamptz,
        """,
        references={"ticket": "ticket cascade", "called_by": "member", "ended_by": "member"},
    )
    await fenced_table(
        "consultation_member",
        "who was called",
        """
        consultation uuid not null,
        member uuid not null,
        """,
        references={"consultation": "consultation cascade", "member": "member"},
        unique=["consultation, member"],
    )
    await script(
        "create unique index consultation_open_once on consultation (tenant_id, ticket) where ended_at is null"
    )


async def down() -> None:
    """Take it down again."""
    await drop_tables("consultation", "consultation_member")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
