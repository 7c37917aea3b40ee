"""Reading the robot of a tenant's group chat."""

from asyncpg import Record

from desk.foundation.database import row

REMOVE = "delete from chat_robot"


async def robot() -> Record | None:
    """The robot; what it says is sealed."""
    return await row("select id, robot, said, changed_at from chat_robot")
