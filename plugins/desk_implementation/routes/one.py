"""One project: its page, and the doors on it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import Principal, Refusal, current_principal, kept, needs, page, see_other, typed
from desk_implementation import views
from desk_implementation.forms import said_in
from desk_implementation.queries import people, plans, projects
from desk_implementation.routes.doors import ONE, Door, opened
from desk_implementation.routes.listing import HERE
from desk_implementation.routes.of_parts import PARTS, PROMISES, RISKS, STAGES, TASKS
from desk_implementation.routes.of_project import DOORS


@get(ONE, name="implementation.project", opt=needs("implementation.read"))
async def show(number: FromPath[int]) -> Response[str]:
    """One project."""
    return await show_project(number)


def _of_project(door: Door) -> Any:
    @post(door.path, name=f"implementation.{door.name}", status_code=200, opt=needs(door.move.permission))
    async def go(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
        values = await typed(request)
        try:
            await door.act(number, by=current_principal(), **said_in(values, door.form))
        except Refusal as refusal:
            return await show_project(number, at=door.noun, **kept(values, refusal))
        return see_other(f"/implementation/{number}")

    return go


def _of_part(door: Door) -> Any:
    @post(door.path, name=f"implementation.{door.name}", status_code=200, opt=needs(door.move.permission))
    async def go(request: Request[Any, Any, Any], number: FromPath[int], item: FromPath[UUID]) -> Response[str]:
        values = await typed(request)
        try:
            await door.act(number, item, by=current_principal(), **said_in(values, door.form))
        except Refusal as refusal:
            return await show_project(number, at=f"{door.noun}-{item}", **kept(values, refusal))
        return see_other(f"/implementation/{number}")

    return go


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
        doors=await opened(DOORS, found, by),
        stages=await _stages(found, by),
        team=[dict(one) for one in team],
        handover=dict(handover) if handover else None,
        promises=await _parts(await plans.promises(found["id"]), PROMISES, found, by),
        risks=await _parts(await plans.risks(found["id"]), RISKS, found, by),
        papers=await views.papers(found, by),
        prints=views.prints(found, by),
        offers=await views.offers(found),
        first=values | {"assignment": staff, "team": staff, "handover": dict(handover) if handover else {}},
        at=at,
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


async def _stages(found: Any, by: Principal) -> list[dict[str, Any]]:
    stages = await _parts(await views.plan_of(found["id"]), STAGES, found, by)
    return [one | {"tasks": await _parts(one["tasks"], TASKS, found, by)} for one in stages]


async def _parts(parts: Any, doors: tuple[Door, ...], found: Any, by: Principal) -> list[dict[str, Any]]:
    """Parts of a project, each with its doors and with what their forms show at first."""
    return [
        {**dict(one), "doors": await opened(doors, found, by, one["id"]), "first": views.part_values(one)}
        for one in parts
    ]


HANDLERS = (show, *(_of_project(one) for one in DOORS), *(_of_part(one) for one in PARTS))
