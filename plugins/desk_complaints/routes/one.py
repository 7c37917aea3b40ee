"""One complaint: as the register form, as the handling slip, and what is done with it."""

from typing import Any

from asyncpg import Record
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.extend import (
    NotFound,
    Refusal,
    current_principal,
    files,
    files_of,
    kept,
    links_beside,
    needs,
    page,
    read_values,
    see_other,
    typed,
)
from desk_complaints import views
from desk_complaints.actions import sealing, steps
from desk_complaints.forms import StepForm, said_of
from desk_complaints.queries import complaints, evidence, people, transfers
from desk_complaints.routes.listing import HERE

ONE = "/complaints/{number:int}"
SLIP = ("review", "advice", "instruction", "reply", "result")
"""What the handling slip shows of what was said; the register form shows all of it."""


@get(ONE, name="complaints.show", opt=needs("complaints.read"))
async def show(number: FromPath[int], view: FromQuery[str] = "") -> Response[str]:
    """One complaint, as the register form or as the slip."""
    return await show_complaint(number, view="slip" if view == "slip" else "form")


@post(f"{ONE}/steps/{{step:str}}", name="complaints.step", status_code=200, opt=needs("complaints.read"))
async def step(request: Request[Any, Any, Any], number: FromPath[int], step: FromPath[str]) -> Response[str]:
    """Go on by one step; the move itself says who may."""
    if step not in steps.OF_STAFF:
        raise NotFound
    values = await typed(request)
    try:
        form = read_values(values, StepForm)
        await steps.take_step(number, step, said_of(form), by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await show_complaint(number, opened=step, **kept(values, refusal))
    return see_other(f"/complaints/{number}")


@post(f"{ONE}/evidence", name="complaints.add_evidence", status_code=200, opt=needs("complaints.read", upload=True))
async def add_evidence(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Put files to it, under seal."""
    values = await typed(request)
    try:
        await sealing.add_evidence(number, files(values, "files"), by=current_principal())
    except Refusal as refusal:
        return await show_complaint(number, opened="evidence", **kept({}, refusal))
    return see_other(f"/complaints/{number}")


async def show_complaint(
    number: int, *, view: str = "form", status: int = 200, opened: str = "", **came_back: Any
) -> Response[str]:
    """The page of a complaint, with what came back of a form."""
    found, by = await complaints.sheet(number), current_principal()
    said = [views.entry_view(one) for one in await complaints.entries(found["id"])]
    members = await people.members()
    barred = (found["about_person"], found["about_manager"])
    [shown] = await views.with_dues([views.complaint_sheet(found, by)])
    return page(
        "complaints/show.html",
        status=status,
        here=HERE,
        complaint=shown,
        view=view,
        entries=[one for one in said if view == "form" or one["kind"] in SLIP],
        evidence=views.evidence_view(found, await evidence.sealed(found["id"])),
        files=(await files_of(evidence.KIND, [found["id"]])).get(found["id"], []) if not shown["sealed"] else [],
        transfer=await transfers.case(found["hq_case"]) if found["hq_case"] else None,
        beside=await links_beside("complaint", found["id"]),
        made=await views.amended(found, by),
        steps=views.possible(found, by),
        offered=views.offered(),
        members=[(str(one["id"]), one["name"]) for one in members if one["id"] not in barred],
        departments=await people.departments(),
        opened=opened,
        values=came_back.get("values") or await _graded(found),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


async def _graded(found: Record) -> dict[str, str]:
    """How it is classified; before that, of a ticket whose promise was missed: as a delay."""
    graded = {name: found[name] or "" for name in ("level", "category", "item", "position")}
    if not graded["category"] and found["ticket"] and await people.was_late(found["ticket"]):
        return graded | {"category": "service", "item": "delay"}
    return graded


HANDLERS = (show, step, add_evidence)
