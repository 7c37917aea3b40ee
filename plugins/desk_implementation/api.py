"""Projects for programs: ``/api/v1/implementation``."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath, FromQuery

from desk.extend import (
    N_,
    Listed,
    answer,
    current_principal,
    decode,
    needs,
    page_of,
    read_json,
    size_of,
)
from desk_implementation import answers, views
from desk_implementation.actions import applying
from desk_implementation.forms import NeedForm, said_by
from desk_implementation.queries import projects, works
from desk_implementation.queries.projects import Wanted
from desk_implementation.routes.doors import ONE, Door, opened
from desk_implementation.routes.needs import need_of
from desk_implementation.routes.of_parts import PARTS
from desk_implementation.routes.of_project import DOORS
from desk_implementation.routes.of_running import RUNNING
from desk_implementation.routes.of_work import WORK

READ = "implementation.read"
MOST_LOGS = 100


@get("/implementation", name="api.implementation.projects", opt=needs(READ, says=N_("Implementation projects.")))
async def index(
    status: FromQuery[answers.StatusWord | None] = None,
    customer: FromQuery[UUID | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.Project]:
    """The newest need first."""
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    wanted = Wanted(statuses=(status,) if status else None, customer=customer)
    found = page_of(
        await projects.projects(wanted, most=size + 1, after=after), size, lambda one: (one["needed_at"], one["id"])
    )
    return Listed([answer(answers.Project, one) for one in found.items], found.next)


@post(
    "/implementation",
    name="api.implementation.note_need",
    opt=needs(
        "implementation.ask",
        says=N_("Note that a customer needs an implementation."),
        body=NeedForm,
        example={
            "customer": "0195f3c2-7d5e-7aaa-8000-0123456789ab",
            "title": "Introducing the ledger",
            "need": "Books are kept by hand.",
        },
    ),
)
async def note_need(request: Request[Any, Any, Any]) -> answers.ProjectWithPlan:
    """Note the need."""
    made = await applying.note_need(need_of(await read_json(request, NeedForm)), by=current_principal())
    return await _sheet(made.number)


@get(ONE, name="api.implementation.project", opt=needs(READ, says=N_("One project with its plan.")))
async def show(number: FromPath[int]) -> answers.ProjectWithPlan:
    """One project."""
    return await _sheet(number)


def _of_project(door: Door) -> Any:
    @put(
        door.path,
        name=f"api.implementation.{door.name}",
        opt=needs(door.move.permission, says=door.says, body=door.form),
    )
    async def go(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.ProjectWithPlan:
        sent = await read_json(request, door.form, optional=not door.fields)
        await door.act(number, by=current_principal(), **said_by(sent))
        return await _sheet(number)

    return go


def _of_part(door: Door) -> Any:
    @put(
        door.path,
        name=f"api.implementation.{door.name}",
        opt=needs(door.move.permission, says=door.says, body=door.form),
    )
    async def go(
        request: Request[Any, Any, Any], number: FromPath[int], item: FromPath[UUID]
    ) -> answers.ProjectWithPlan:
        sent = await read_json(request, door.form, optional=not door.fields)
        await door.act(number, item, by=current_principal(), **said_by(sent))
        return await _sheet(number)

    return go


async def _sheet(number: int) -> answers.ProjectWithPlan:
    found = await projects.sheet(number)
    stages = [
        answer(answers.PlanStage, one, tasks=[answer(answers.PlanTask, task) for task in one["tasks"]])
        for one in await views.plan_of(found["id"])
    ]
    doors = await opened((*DOORS, *RUNNING), found, current_principal())
    moves = [one["id"] for one in doors if not one["missing"]]
    return answers.ProjectWithPlan(
        answer(answers.Project, found),
        stages,
        [answer(answers.DayLog, one) for one in await works.logs(found["id"], most=MOST_LOGS)],
        [answer(answers.PlanChange, one) for one in await works.changes(found["id"])],
        [answer(answers.OpenPoint, one) for one in await works.points(found["id"])],
        moves,
    )


HANDLERS = (
    *(index, note_need, show),
    *(_of_project(one) for one in (*DOORS, *RUNNING)),
    *(_of_part(one) for one in (*PARTS, *WORK)),
)
