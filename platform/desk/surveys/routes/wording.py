"""Whether, when and in which words customers are asked."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import NotFound, Refusal
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import kept, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.surveys import actions, kinds, queries
from desk.surveys.forms import read_wording
from desk.surveys.kinds import SurveyKind
from desk.surveys.routes.listing import HERE


@get("/surveys/kinds", name="surveys.kinds", opt=needs("survey.manage"))
async def show(saved: FromQuery[str] = "") -> Response[str]:
    """How each kind is asked."""
    return await _show(saved=bool(saved))


@post("/surveys/kinds/{kind:str}", name="surveys.wording", status_code=200, opt=needs("survey.manage"))
async def change(request: Request[Any, Any, Any], kind: FromPath[str]) -> Response[str]:
    """Change it."""
    values, found = await typed(request), kinds.offered().get(kind)
    if found is None:
        raise NotFound
    try:
        await actions.change_wording(kind, read_wording(values, found), by=current_principal())
    except Refusal as refusal:
        said = kept(values, refusal)
        return await _show(said["values"], said["errors"], kind, status=said["status"])
    return see_other("/surveys/kinds?saved=yes")


async def _show(
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    changed: str = "",
    *,
    saved: bool = False,
    status: int = 200,
) -> Response[str]:
    shown = [
        await _view(one) | ({"typed": values or {}, "wrong": errors or {}} if name == changed else {})
        for name, one in kinds.offered().items()
    ]
    return page("surveys/kinds.html", status=status, here=HERE, kinds=shown, saved=saved)


async def _view(kind: SurveyKind) -> dict[str, Any]:
    wording = await queries.wording(kind)
    stored = {"is_on": "yes" if wording.is_on else "", "wait_hours": str(wording.wait_hours), "intro": wording.intro}
    return {
        "id": kind.id,
        "label": gettext(kind.label),
        "intro": gettext(kind.intro),
        "waits": bool(kind.event),
        "questions": [(one.id, label("survey.dimension", one.dimension), gettext(one.text)) for one in kind.questions],
        "typed": stored | {f"text_{one.id}": wording.texts.get(one.id, "") for one in kind.questions},
        "wrong": {},
    }


HANDLERS = (show, change)
