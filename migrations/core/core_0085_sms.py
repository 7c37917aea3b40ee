"""Short messages: a tenant's account with a gateway, and the templates that it has there."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0085_sms"
VERSION = "1.38.0"
DESCRIPTION = "Accounts with gateways for short messages."


async def up() -> None:
    """One account at most, and one template for a notice in a language."""
    await fenced_table(
        "sms_account",
        "a tenant's account with a gateway for short messages",
        """
        gateway varchar(40) not null,
        url varchar(300) not null,
        said text not null,
        changed_at timestamptz not null,
        """,
    )
    await fenced_table(
        "sms_template",
        "a vendor's template for a notice in a language",
        """
        kind varchar(80) not null default '',
        locale varchar(10) not null,
        code varchar(60) not null,
        changed_at timestamptz not null,
        """,
        check={"locale": ["zh-CN", "en"]},
        unique=["kind, locale"],
    )
    await script("create unique index sms_account_once on sms_account (tenant_id)")


async def down() -> None:
    """Take it down again."""
    await drop_tables("sms_template", "sms_account")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
