"""People and how they sign in."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table

ID = "core_0003_people"
VERSION = "1.38.0"
DESCRIPTION = "People and how they sign in."


async def up() -> None:
    """People and how they sign in."""
    await fenced_table(
        "credential",
        "logins and their passwords",
        """
        customer_id uuid,
        login varchar(200) not null,
        password_hash text not null default '',
        must_change boolean not null default false,
        failures smallint not null default 0,
        changed_at timestamptz not null,
        """,
        unique=["login"],
        portal="customer_id = {customer}",
    )
    await fenced_table(
        "member",
        "the tenant's staff",
        """
        credential uuid,
        staff_no varchar(20) not null,
        name varchar(100) not null,
        name_key varchar(300) not null default '',
        roles varchar(40)[] not null default '{}',
        department varchar(100) not null default '',
        email varchar(200) not null default '',
        phone varchar(40) not null default '',
        locale varchar(10),
        status varchar(20) not null default 'active',
        left_at timestamptz,
        """,
        references={"credential": "credential"},
        check={"status": ["active", "left"]},
        unique=["staff_no"],
        portal="true",
        portal_writes="none",
    )
    await fenced_table(
        "sign_in",
        "browsers that are signed in",
        """
        fingerprint varchar(64) not null,
        credential uuid not null,
        customer_id uuid,
        face varchar(20) not null,
        created_at timestamptz not null,
        seen_at timestamptz not null,
        expires_at timestamptz not null,
        address varchar(60) not null default '',
        agent varchar(300) not null default '',
        """,
        references={"credential": "credential cascade"},
        unique=["fingerprint"],
        check={"face": ["workspace", "portal", "headquarters"]},
        portal="customer_id = {customer}",
    )
    await fenced_table(
        "api_token",
        "members' keys for programs",
        """
        member uuid not null,
        name varchar(100) not null,
        fingerprint varchar(64) not null,
        scopes varchar(80)[] not null default '{}',
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        """,
        references={"member": "member cascade"},
        unique=["fingerprint"],
    )


async def down() -> None:
    """Take it down again."""
    await drop_tables("credential", "member", "sign_in", "api_token")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
