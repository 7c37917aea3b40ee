"""What a customer sees of projects: the plan, and what is to be signed. Never risks, nor what sales handed over."""

from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from desk.extend import CustomerThing, Tile, current_principal, gettext, needs, ngettext, page
from desk_implementation import views
from desk_implementation.queries import people, projects
from desk_implementation.states import ProjectStatus

MOST = 50
WORDS = "implementation.portal"
SEEN = (ProjectStatus.PLANNED, ProjectStatus.READY, ProjectStatus.RUNNING)
"""From when on customers see the plan."""


@get("/implementation", name="portal.projects", opt=needs("implementation.own"))
async def index() -> Response[str]:
    """One's projects."""
    by = current_principal()
    assert by.customer_id is not None, "contacts belong to a customer"
    found = await projects.of_customer(by.customer_id, most=MOST)
    return page(
        "implementation/portal.html",
        here="home",
        projects=[views.project_row(one, WORDS) for one in found],
    )


@get("/implementation/{number:int}", name="portal.project", opt=needs("implementation.own"))
async def show(number: FromPath[int]) -> Response[str]:
    """One project: its plan, its people, its papers."""
    found, by = await projects.sheet(number), current_principal()
    seen = found["status"] in SEEN
    same = ("kickoff_on", "kickoff_decisions", "reason")
    return page(
        "implementation/portal_project.html",
        here="home",
        project=views.project_row(found, WORDS) | {name: found[name] for name in same},
        stages=await views.plan_of(found["id"]) if seen else [],
        team=[dict(one) for one in await people.team(found["id"])] if seen else [],
        papers=await views.papers(found, by) if seen else [],
        prints=[one for one in views.prints(found, by) if "kickoff" in one["url"]] if seen else [],
    )


async def tiles(customer: CustomerThing) -> list[Tile]:
    """How many projects there are, and whether one waits to be signed."""
    if not current_principal().may("implementation.own"):
        return []
    found: list[Any] = [
        one for one in await projects.of_customer(customer.id, most=MOST) if one["status"] in views.OPEN
    ]
    if not found:
        return []
    waiting = sum(one["status"] == ProjectStatus.PLANNED for one in found)
    if waiting:
        text = ngettext("%(num)s plan to sign", "%(num)s plans to sign", waiting) % {"num": waiting}
    else:
        text = ngettext("%(num)s project", "%(num)s projects", len(found)) % {"num": len(found)}
    return [Tile(gettext("Projects"), text, "/implementation", "layers")]


HANDLERS = (index, show)
