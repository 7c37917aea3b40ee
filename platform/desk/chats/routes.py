"""The page about the robot of a group chat."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.chats import actions, queries
from desk.chats.forms import RobotForm
from desk.chats.robots import ROBOTS
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.messaging import views as messaging

PAGE = "/notices/chat"
MANAGE = needs("notice.manage")


@get(PAGE, name="chats.robot", opt=MANAGE)
async def robot(tried: FromQuery[str] = "") -> Response[str]:
    """The robot; its address and secret are never shown again."""
    return await _show(tried=bool(tried))


@post(PAGE, name="chats.change_robot", status_code=200, opt=MANAGE)
async def change_robot(request: Request[Any, Any, Any]) -> Response[str]:
    """Post by this robot; posted with ``_method=DELETE``, by none."""
    values, by = await typed(request), current_principal()
    if values.get("_method") == "DELETE":
        await actions.remove_robot(by=by)
        return see_other(PAGE)
    try:
        form = read_values(values, RobotForm)
        await actions.change_robot(actions.NewRobot(form.robot, form.url, form.secret), by=by)
    except Invalid as refusal:
        return await _show(status=422, chosen=str(values.get("robot", "")), errors=refusal.fields)
    return see_other(PAGE)


@post(f"{PAGE}/trial", name="chats.try_robot", status_code=200, opt=MANAGE)
async def try_robot() -> Response[str]:
    """Have a post written to oneself."""
    await actions.try_robot(by=current_principal())
    return see_other(f"{PAGE}?tried=yes")


async def _show(
    *, status: int = 200, tried: bool = False, chosen: str = "", errors: Mapping[str, str] | None = None
) -> Response[str]:
    found = await queries.robot()
    stands = found["robot"] if found else next(iter(ROBOTS))
    return page(
        "chats/robot.html",
        status=status,
        here="messages",
        tabs=messaging.tabs(PAGE, current_principal()),
        robots=[{"key": one.key, "begins": one.begins, "signs": one.signs} for one in ROBOTS.values()],
        robot_words=[(one.key, gettext(one.label)) for one in ROBOTS.values()],
        has_robot=found is not None,
        values={"robot": chosen or stands},
        errors=dict(errors or {}),
        tried=tried,
    )


HANDLERS = (robot, change_robot, try_robot)
