"""One project: its page, and the doors on it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import (
    Principal,
    Refusal,
    current_principal,
    kept,
    links_beside,
    needs,
    once,
    page,
    see_other,
    token_of,
    typed,
)
from desk_implementation import views
from desk_implementation.forms import said_in
from desk_implementation.queries import people, plans, projects, works
from desk_implementation.routes.doors import ONE, Door, opened
from desk_implementation.routes.listing import HERE
from desk_implementation.routes.of_parts import PARTS, PROMISES, RISKS, STAGES, TASKS
from desk_implementation.routes.of_project import DOORS
from desk_implementation.routes.of_running import RUNNING
from desk_implementation.routes.of_work import CHANGES, LOGS, POINTS, STAGE_WORK, WORK

MOST_LOGS = 60


@get(ONE, name="implementation.project", opt=needs("implementation.read"))
async def show(number: FromPath[int]) -> Response[str]:
    """One project."""
    return await show_project(number)


def _of_project(door: Door) -> Any:
    @post(door.path, name=f"implementation.{door.name}", status_code=200, opt=needs(door.move.permission))
    async def go(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
        return await _through(door, request, number, door.noun)

    return go


def _of_part(door: Door) -> Any:
    @post(door.path, name=f"implementation.{door.name}", status_code=200, opt=needs(door.move.permission))
    async def go(request: Request[Any, Any, Any], number: FromPath[int], item: FromPath[UUID]) -> Response[str]:
        return await _through(door, request, number, f"{door.noun}-{item}", item)

    return go


async def _through(door: Door, request: Request[Any, Any, Any], number: int, at: str, *item: UUID) -> Response[str]:
    """Through a door, and back to the page; a form that is sent twice counts once."""
    values, by, place = await typed(request), current_principal(), f"/implementation/{number}"
    try:
        said = said_in(values, door.form)
        if await once(by, token_of(values)):
            return see_other(place)
        await door.act(number, *item, by=by, **said)
    except Refusal as refusal:
        return await show_project(number, at=at, **kept(values, refusal))
    await once(by, token_of(values), place)
    return see_other(place)


async def show_project(number: int, *, status: int = 200, at: str = "", **came_back: Any) -> Response[str]:
    """The page of a project, also with what was refused; ``at`` is the door that stays open."""
    found, by = await projects.sheet(number), current_principal()
    values = views.sheet_values(found)
    team = await people.team(found["id"])
    staff = {"lead": str(found["lead"] or ""), "team": [str(one["id"]) for one in team]}
    handover = await plans.handover(found["id"])
    return page(
        "implementation/project.html",
        status=status,
        here=HERE,
        project=views.project_sheet(found),
        doors=await opened((*DOORS, *RUNNING), found, by),
        stages=await _stages(found, by),
        team=[dict(one) for one in team],
        handover=dict(handover) if handover else None,
        promises=await _parts(await plans.promises(found["id"]), PROMISES, found, by),
        risks=await _parts(await plans.risks(found["id"]), RISKS, found, by),
        papers=await views.papers(found, by),
        **await _running(found, by),
        prints=views.prints(found, by),
        beside=await links_beside("implementation_project", found["id"]),
        offers=await views.offers(found),
        first=values | {"assignment": staff, "team": staff, "handover": dict(handover) if handover else {}},
        at=at,
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


async def _stages(found: Any, by: Principal) -> list[dict[str, Any]]:
    plan = [one | views.look_of("stage", one["status"]) for one in await views.plan_of(found["id"])]
    stages = _signable("implementation_stage", await _parts(plan, (*STAGES, *STAGE_WORK), found, by), by, "reviewed")
    return [one | {"tasks": await _parts(one["tasks"], TASKS, found, by)} for one in stages]


async def _running(found: Any, by: Principal) -> dict[str, Any]:
    """What there is of a project that has begun."""
    logs = await views.logs_of(found["id"], most=MOST_LOGS)
    changes = [views.change_view(one) for one in await works.changes(found["id"])]
    logs, changes = await _parts(logs, LOGS, found, by), await _parts(changes, CHANGES, found, by)
    return {
        "logs": _signable("implementation_log", logs, by, "confirmed"),
        "changes": _signable("implementation_change", changes, by, "explained"),
        "points": await _parts(await works.points(found["id"]), POINTS, found, by),
        "requests": [dict(one) for one in await works.requests(found["id"])],
        "evaluations": [dict(one) for one in await works.evaluations(found["id"])],
        "unlogged": await views.unlogged(found),
        "may_note_payments": by.may("payment.claim"),
    }


def _signable(kind: str, parts: list[dict[str, Any]], by: Principal, status: str) -> list[dict[str, Any]]:
    """Parts with the way to sign them, where that is what comes next."""
    return [
        one | {"signs": views.ways_to_sign(kind, one["id"], by) if one["status"] == status else []} for one in parts
    ]


async def _parts(parts: Any, doors: tuple[Door, ...], found: Any, by: Principal) -> list[dict[str, Any]]:
    """Parts of a project, each with its doors and with what their forms show at first."""
    return [
        {**dict(one), "doors": await opened(doors, found, by, one), "first": views.part_values(one)} for one in parts
    ]


HANDLERS = (
    show,
    *(_of_project(one) for one in (*DOORS, *RUNNING)),
    *(_of_part(one) for one in (*PARTS, *WORK)),
)
