"""The robot that a tenant has in its group, and a trial."""

from dataclasses import dataclass
from typing import Any

import msgspec
from asyncpg import Record

from desk.chats import queries
from desk.chats.actions.posting import PURPOSE, account_of
from desk.chats.errors import NoRobot
from desk.chats.events import RobotChanged, RobotRemoved, RobotTried
from desk.chats.robots import ROBOTS, Account
from desk.chats.tables import ChatRobot
from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, Invalid
from desk.foundation.events import record
from desk.foundation.outgoing import AddressRefused, outgoing
from desk.foundation.principals import Principal
from desk.foundation.sealing import seal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import gettext
from desk.foundation.web.forms import NOT_A_CHOICE, REQUIRED
from desk.kit.time import now

PERMISSION = "notice.manage"


@dataclass(frozen=True, slots=True)
class NewRobot:
    """A robot as it is entered: an empty address or secret keeps the one before, if it is the same maker's."""

    robot: str
    url: str
    secret: str


async def change_robot(new: NewRobot, *, by: Principal) -> None:
    """Post by this robot from now on. Raises ``Invalid``, also for an address inside."""
    _allow(by)
    robot = ROBOTS.get(new.robot)
    if robot is None:
        raise Invalid({"robot": gettext(NOT_A_CHOICE)})
    found = await queries.robot()
    before = account_of(found) if found and found["robot"] == robot.key else Account("")
    account = Account(new.url or before.url, (new.secret or before.secret) if robot.signs else "")
    _check(account)
    await _save(found, {"robot": robot.key, "said": seal(PURPOSE, msgspec.json.encode(account))})
    changed = [name for name in ("url", "secret") if getattr(account, name) != getattr(before, name)]
    if changed:
        await record(RobotChanged(current_scope().tenant.id, by=by, robot=robot.key, changed=changed))


def _check(account: Account) -> None:
    if not account.url:
        raise Invalid({"url": gettext(REQUIRED)})
    try:
        outgoing().check(account.url)
    except AddressRefused as refusal:
        raise Invalid({"url": str(refusal)}) from None


async def _save(found: Record | None, values: dict[Any, Any]) -> None:
    if found is None:
        await ChatRobot(**values, changed_at=now()).save()
    else:
        await ChatRobot.update(values | {"changed_at": now()}).where(ChatRobot.id == found["id"])


async def remove_robot(*, by: Principal) -> None:
    """Post in no group any more."""
    _allow(by)
    found = await queries.robot()
    if found is not None:
        await execute(queries.REMOVE)
        await record(RobotRemoved(current_scope().tenant.id, by=by, robot=found["robot"]))


async def try_robot(*, by: Principal) -> None:
    """Have a post written to whoever asks. Raises ``NoRobot``."""
    _allow(by)
    if await queries.robot() is None:
        raise NoRobot
    await record(RobotTried(current_scope().tenant.id, by=by))


def _allow(by: Principal) -> None:
    if not by.may(PERMISSION):
        raise Forbidden
