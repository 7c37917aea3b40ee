"""Group chats: the robot of a tenant's group."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0082_chats"
VERSION = "1.38.0"
DESCRIPTION = "Robots of group chats."


async def up() -> None:
    """One robot at most."""
    await fenced_table(
        "chat_robot",
        "the robot in a tenant's group chat",
        """
        robot varchar(20) not null,
        said text not null,
        changed_at timestamptz not null,
        """,
        check={"robot": ["wecom", "dingtalk", "feishu"]},
    )
    await script("create unique index chat_robot_once on chat_robot (tenant_id)")


async def down() -> None:
    """Take it down again."""
    await drop_tables("chat_robot")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
