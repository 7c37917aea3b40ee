"""What a customer sees of projects: plan, stages, logs, open points, papers to sign. Never risks nor evaluations."""

from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from desk.extend import CustomerThing, Principal, Tile, current_principal, gettext, needs, ngettext, page
from desk_implementation import views
from desk_implementation.queries import people, projects, works
from desk_implementation.states import ENDING, GOING, OPEN, ProjectStatus

MOST = 50
WORDS = "implementation.portal"
BEGUN = (*GOING, *ENDING, ProjectStatus.ARCHIVED, ProjectStatus.TERMINATED)
SEEN = (ProjectStatus.PLANNED, ProjectStatus.READY, *BEGUN)
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
    seen, begun = found["status"] in SEEN, found["status"] in BEGUN
    logs = await views.logs_of(found["id"], most=MOST, drafts=False) if begun else []
    changes = await works.changes(found["id"], drafts=False) if begun else []
    stages = await views.plan_of(found["id"]) if seen else []
    surveys = await works.surveys_to_answer([one["id"] for one in stages])
    same = ("kickoff_on", "kickoff_decisions", "reason")
    return page(
        "implementation/portal_project.html",
        here="home",
        project=views.project_row(found, WORDS) | {name: found[name] for name in same},
        stages=_signable("stage", [one | {"survey": surveys.get(one["id"])} for one in stages], "reviewed", by),
        logs=_signable("log", logs, "confirmed", by),
        changes=_signable("change", [dict(one) for one in changes], "explained", by),
        points=[dict(one) for one in await works.points(found["id"])] if begun else [],
        team=[dict(one) for one in await people.team(found["id"])] if seen else [],
        papers=await views.papers(found, by) if seen else [],
        prints=[one for one in views.prints(found, by) if _is_ours(one["url"])] if seen else [],
    )


def _is_ours(url: str) -> bool:
    """Whether a sheet stands beside the papers to sign, which have links of their own."""
    return url.split("/")[2] in ("implementation.kickoff", "implementation.archive")


def _signable(part: str, parts: list[dict[str, Any]], status: str, by: Principal) -> list[dict[str, Any]]:
    """Parts with how they stand, and with the way to sign where that is what comes next."""
    kind = f"implementation_{part}"
    return [
        one
        | views.look_of(part, one["status"])
        | {"signs": views.ways_to_sign(kind, one["id"], by) if one["status"] == status else []}
        for one in parts
    ]


async def tiles(customer: CustomerThing) -> list[Tile]:
    """How many projects there are, and whether one waits to be signed."""
    if not current_principal().may("implementation.own"):
        return []
    found: list[Any] = [one for one in await projects.of_customer(customer.id, most=MOST) if one["status"] in OPEN]
    if not found:
        return []
    waiting = sum(one["status"] == ProjectStatus.PLANNED for one in found)
    if waiting:
        text = ngettext("%(num)s plan to sign", "%(num)s plans to sign", waiting) % {"num": waiting}
    else:
        text = ngettext("%(num)s project", "%(num)s projects", len(found)) % {"num": len(found)}
    return [Tile(gettext("Projects"), text, "/implementation", "layers")]


HANDLERS = (index, show)
