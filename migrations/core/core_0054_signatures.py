"""Signatures: who signed which words, sealed in a chain for each customer; and the codes that names are typed with."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import APPEND_ONLY, drop_tables, fenced_table, script

ID = "core_0054_signatures"
VERSION = "1.38.0"
DESCRIPTION = "Signatures, and one-time codes for them."


async def up() -> None:
    """The product may add signatures and never change one."""
    await fenced_table(
        "signature",
        "who signed which version of a document",
        """
        kind varchar(60) not null,
        subject_kind varchar(40) not null,
        subject_id uuid not null,
        customer_id uuid,
        number varchar(60) not null default '',
        content text not null,
        fingerprint varchar(64) not null,
        method varchar(20) not null default 'drawn',
        signer varchar(100) not null,
        contact uuid,
        by_kind varchar(20) not null,
        by_id uuid,
        device varchar(300) not null default '',
        mark bytea,
        scan uuid,
        scan_sha256 varchar(64) not null default '',
        signed_at timestamptz not null,
        code varchar(20) not null,
        file uuid not null,
        file_sha256 varchar(64) not null,
        chain uuid not null,
        serial integer not null,
        previous varchar(64) not null default '',
        seal varchar(64) not null,
        """,
        check={"method": ["drawn", "typed", "scan"]},
        unique=["code", "chain, serial"],
        portal="customer_id = {customer}",
        app=APPEND_ONLY,
    )
    await fenced_table(
        "signature_code",
        "one-time codes with which a name is typed",
        """
        kind varchar(60) not null,
        subject_kind varchar(40) not null,
        subject_id uuid not null,
        customer_id uuid,
        contact uuid not null,
        fingerprint varchar(64) not null,
        code_hash varchar(64) not null default '',
        good_until timestamptz,
        created_at timestamptz not null,
        used_at timestamptz,
        """,
        portal="customer_id = {customer}",
    )
    await script("""
        create index signature_subject on signature (tenant_id, subject_id, signed_at);
        create index signature_code_subject on signature_code (tenant_id, subject_id, contact, created_at);
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("signature", "signature_code")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
