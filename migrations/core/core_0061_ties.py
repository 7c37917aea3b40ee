"""What is noted of a customer, the words it is found under, and to whom it belongs."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0061_ties"
VERSION = "1.38.0"
DESCRIPTION = "Notes, tags and relations of customers."


async def up() -> None:
    """Tags are rows, not an array: an equality is leakproof, so row security lets the index be used."""
    await fenced_table(
        "customer_note",
        "what colleagues noted of customers",
        """
        customer uuid not null,
        body text not null,
        pinned boolean not null default false,
        at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        """,
        references={"customer": "customer cascade"},
    )
    await fenced_table(
        "customer_tag",
        "the words that a tenant sorts its customers by",
        """
        customer uuid not null,
        tag varchar(40) not null,
        """,
        references={"customer": "customer cascade"},
        unique=["customer, tag"],
    )
    await fenced_table(
        "customer_relation",
        "which customers belong together, and how",
        """
        customer uuid not null,
        other uuid not null,
        kind varchar(20) not null,
        at timestamptz not null,
        """,
        references={"customer": "customer cascade", "other": "customer cascade"},
        check={"kind": ["parent", "refers", "partner"]},
        unique=["customer, other, kind"],
    )
    await script("create index customer_tag_tag on customer_tag (tenant_id, tag, customer)")


async def down() -> None:
    """Without them."""
    await drop_tables("customer_note", "customer_tag", "customer_relation")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
