"""People in full: second steps, access links, roles as a tenant wants them, absences."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0022_people"
VERSION = "1.38.0"
DESCRIPTION = "People in full: second steps, access links, roles, absences."
OWN = "customer_id = {customer}"


async def up() -> None:
    """People in full: second steps, access links, roles as a tenant wants them, absences."""
    await script("""
        alter table credential drop column failures;
        alter table api_token add column revoked_at timestamptz;
    """)
    await fenced_table(
        "second_factor",
        "authenticator apps",
        """
        credential uuid not null,
        customer_id uuid,
        secret text not null,
        confirmed_at timestamptz,
        last_step bigint not null default 0,
        created_at timestamptz not null,
        """,
        references={"credential": "credential cascade"},
        unique=["credential"],
        portal=OWN,
    )
    await fenced_table(
        "recovery_code",
        "codes for when the phone is lost",
        """
        credential uuid not null,
        customer_id uuid,
        code varchar(64) not null,
        used_at timestamptz,
        """,
        references={"credential": "credential cascade"},
        unique=["credential, code"],
        portal=OWN,
    )
    await fenced_table(
        "sign_in_step",
        "sign-ins that wait for a code",
        """
        fingerprint varchar(64) not null,
        credential uuid not null,
        customer_id uuid,
        face varchar(20) not null,
        tries smallint not null default 0,
        expires_at timestamptz not null,
        """,
        references={"credential": "credential cascade"},
        unique=["fingerprint"],
        check={"face": ["workspace", "portal", "headquarters"]},
        portal=OWN,
    )
    await fenced_table(
        "access_link",
        "invitations and links for a new password",
        """
        fingerprint varchar(64) not null,
        credential uuid not null,
        customer_id uuid,
        purpose varchar(20) not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        """,
        references={"credential": "credential cascade"},
        unique=["fingerprint"],
        check={"purpose": ["invitation", "reset"]},
        portal=OWN,
    )
    await fenced_table(
        "role_change",
        "what a tenant changed about its roles",
        """
        role varchar(40) not null,
        permission varchar(80) not null,
        granted boolean not null,
        """,
        unique=["role, permission"],
        portal="true",
        portal_writes="none",
    )
    await fenced_table(
        "absence",
        "days on which members are not there",
        """
        member uuid not null,
        from_on date not null,
        to_on date not null check (to_on >= from_on),
        deputy uuid,
        created_at timestamptz not null,
        """,
        references={"member": "member cascade", "deputy": "member"},
    )


async def down() -> None:
    """Take it down again."""
    await drop_tables("second_factor", "recovery_code", "sign_in_step", "access_link", "role_change", "absence")
    await script("""
        alter table api_token drop column revoked_at;
        alter table credential add column failures smallint not null default 0;
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
