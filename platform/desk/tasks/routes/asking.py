"""Asking somebody for a task, beside the thing that it is about or without one."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.foundation import subjects
from desk.foundation.errors import Invalid, NotFound
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web import idempotency
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.people import queries as people
from desk.tasks import actions, kinds, queries
from desk.tasks.forms import read_task
from desk.tasks.routes.listing import HERE

ASK = needs("task.ask")


@get("/tasks/new", name="tasks.new", opt=ASK)
async def new(
    subject_kind: FromQuery[str] = "", subject_id: FromQuery[UUID | None] = None, kind: FromQuery[str] = ""
) -> Response[str]:
    """The form; what it is about stands in it already."""
    thing = await _thing(subject_kind, subject_id)
    offered = kinds.offered(subject_kind if thing else "")
    chosen = next((one for one in offered if one.id == kind), offered[0])
    start = {"kind": chosen.id, "whom": "member", "member": str(current_principal().id)}
    if thing is not None:
        start |= {"subject_kind": subject_kind, "subject_id": str(subject_id)}
    if chosen is not kinds.ANYTHING:
        start["title"] = gettext(chosen.label)
    return await _form(start, {}, thing)


@post("/tasks", name="tasks.ask", status_code=200, opt=ASK)
async def ask(request: Request[Any, Any, Any]) -> Response[str]:
    """Ask for it; somebody who asks for what is asked for already is led there."""
    values, by = await typed(request), current_principal()
    try:
        asked = read_task(values, current_visit().tenant.zone)
        token = idempotency.token_of(values)
        if place := await idempotency.once(by, token):
            return see_other(place)
        made = await actions.ask(asked, by=by)
    except Invalid as refusal:
        kept = {name: str(value) for name, value in values.items()}
        thing = await _thing(kept.get("subject_kind", ""), _id(kept.get("subject_id", "")))
        return await _form(kept, refusal.fields, thing, status=422)
    place = f"/tasks/{made.task.id}{'?joined=1' if made.joined else ''}"
    await idempotency.once(by, token, place)
    return see_other(place)


async def _form(
    values: dict[str, str], errors: dict[str, str], thing: subjects.Thing | None, *, status: int = 200
) -> Response[str]:
    held = set(await queries.roles_held())
    away = {one["id"]: one for one in await people.assignable() if one["away_until"]}
    return page(
        "tasks/new.html",
        status=status,
        here=HERE,
        values=values,
        errors=errors,
        thing=thing,
        kinds=[(one.id, gettext(one.label)) for one in kinds.offered(values.get("subject_kind", "") if thing else "")],
        members=await queries.assignable(),
        teams=await queries.teams(),
        roles=sorted(((one, label("role", one)) for one in held), key=lambda pair: pair[1]),
        away=[one["name"] for one in away.values()],
    )


async def _thing(kind: str, thing_id: UUID | None) -> subjects.Thing | None:
    """What it is about, or None for nothing. Raises ``NotFound`` for what isn't there or may not be seen."""
    if thing_id is None:
        return None
    found = (await subjects.things_of([(kind, thing_id)])).get((kind, thing_id))
    if found is None or not current_principal().may(found.permission):
        raise NotFound
    return found


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


HANDLERS = (new, ask)
