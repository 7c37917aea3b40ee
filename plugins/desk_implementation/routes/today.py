"""The log of a day on a phone, at the customer: with photos and a signature, kept in the browser until it is sent."""

from typing import Any
from uuid import UUID, uuid4

from litestar import Request, Response, get, post

from desk.extend import (
    Forbidden,
    Invalid,
    Refusal,
    current_principal,
    current_scope,
    current_signature,
    current_visit,
    files,
    fragment,
    gettext,
    kept,
    needs,
    now,
    page,
    see_other,
    sign_drawn,
    signature_drawing,
    tenant_scope,
    to_zone,
    typed,
)
from desk_implementation.actions import bringing
from desk_implementation.errors import NO_SIGNER
from desk_implementation.forms import BroughtForm, said_in
from desk_implementation.queries import plans, projects, works
from desk_implementation.routes.listing import HERE

PLACE = "/implementation/today"
PAPER = "implementation.log"
SHOWN = ("stage", "day", "begins", "ends", "work", "problems", "next_steps", "comments", "signer", "sent_as")


@get(PLACE, name="implementation.today", opt=needs("implementation.work"))
async def show() -> Response[str]:
    """The form for the log of today."""
    return await _page()


@post(
    PLACE,
    name="implementation.bring_log",
    status_code=200,
    opt=needs("implementation.work", scope="own", upload=True),
)
async def bring(request: Request[Any, Any, Any]) -> Response[str]:
    """Take a log once, however often it is sent; with a drawing it is signed, too."""
    values = await typed(request)
    try:
        number = await _bring(values)
    except Refusal as refusal:
        back = kept(values, refusal)
        if current_visit().is_fragment:
            said = [*back["errors"].values(), *filter(None, [back["refused"]])]
            return fragment("implementation/_not_taken.html", status=back["status"], said=said)
        async with tenant_scope(current_visit().tenant):
            return await _page(**back)
    return see_other(f"/implementation/{number}")


async def _bring(values: dict[str, Any]) -> int:
    said, by = said_in(values, BroughtForm), current_principal()
    sent_as, signer, mark = said.pop("sent_as"), said.pop("signer").strip(), said.pop("mark")
    if mark and not by.may("signature.take"):
        raise Forbidden
    drawing = await signature_drawing(mark) if mark else None
    if drawing and not signer:
        raise Invalid({"signer": gettext(NO_SIGNER)})
    async with tenant_scope(current_visit().tenant):
        number = await _project_of(said["stage"])
        log = await bringing.bring_log(number, bringing.DayWork(**said), files(values, "photos"), sent_as, by=by)
        is_signed = drawing is not None and await current_signature(PAPER, log.id, by=by) is not None
    if drawing and not is_signed:
        await sign_drawn(PAPER, log.id, signer=signer, mark=drawing, token=f"{PAPER} {sent_as}")
    return number


async def _project_of(stage_id: UUID) -> int:
    """The number of the project of a stage. Raises ``NotFound``."""
    return await projects.number_of((await plans.stage_sheet(stage_id))["project"])


async def _page(*, status: int = 200, **came_back: Any) -> Response[str]:
    by = current_principal()
    under_way = await works.stages_under_way(by.id)
    first = {
        "day": str(to_zone(now(), current_scope().tenant.zone).date()),
        "signer": under_way[0]["signer"] if under_way else "",
        "sent_as": str(uuid4()),
    }
    values = came_back.get("values", {})
    return page(
        "implementation/today.html",
        status=status,
        here=HERE,
        stages=[(str(one["id"]), f"{one['title']} · {one['name']}") for one in under_way],
        who=str(by.id),
        most=bringing.MOST_PHOTOS,
        values=first | {name: values[name] for name in SHOWN if values.get(name)},
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


HANDLERS = (show, bring)
