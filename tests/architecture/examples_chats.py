"""Examples of the routes of group chats."""

import msgspec

from desk.chats.actions.posting import PURPOSE
from desk.chats.robots import Account
from desk.chats.tables import ChatRobot
from desk.foundation.sealing import seal
from desk.kit.time import now

from .examples import Example, example

BOTH = ("workspace", "headquarters")
URL = "https://oapi.dingtalk.com/robot/send?access_token=x"


async def enter(place):
    """A robot, in place of whatever was there."""
    async with place.tenant.scope():
        await ChatRobot.delete(force=True)
        said = seal(PURPOSE, msgspec.json.encode(Account(URL)))
        await ChatRobot(robot="dingtalk", said=said, changed_at=now()).save()


@example("chats.robot", faces=BOTH)
async def robot(place):
    await enter(place)
    return Example(shared=True)


@example("chats.change_robot", faces=BOTH)
async def change_robot(place):
    return Example(form={"robot": "dingtalk", "url": URL})


@example("chats.try_robot", faces=BOTH)
async def try_robot(place):
    await enter(place)
    return Example(form={})
