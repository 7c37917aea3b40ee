"""Missing functions at headquarters: which there are, who asks, and what is decided."""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.cases import actions, queries, views
from desk.cases.forms import read_decision, read_join
from desk.cases.headquarters.board import INDEX
from desk.cases.headquarters.matter import ONE as CASE
from desk.cases.headquarters.matter import show_matter
from desk.cases.labels import LABELS
from desk.cases.states import OF_REQUIREMENTS, Standing
from desk.foundation.crossing import crossing_rows
from desk.foundation.errors import NotFound, Refusal, Unacceptable
from desk.foundation.labels import words
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import kept, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

HERE = "requirements"
ALL = "/requirements"
ONE = f"{ALL}/{{number:int}}"
SIZE = 50
STATUSES = ("", *LABELS["requirement.status"])
ACTS = {one.action for one in OF_REQUIREMENTS}


@get(ALL, name="cases.requirements", opt=needs("case.read"))
async def index(
    status: FromQuery[str] = "", q: FromQuery[str] = "", before: FromQuery[int | None] = None
) -> Response[str]:
    """Missing functions, the newest first."""
    q = q[:100].strip()
    if status not in STATUSES or "\0" in q or (before or 0) > queries.LARGEST:
        raise Unacceptable
    found = await queries.requirements(crossing_rows, status=status, q=q, most=SIZE + 1, before=before)
    shown = found[:SIZE]
    more = {"status": status, "q": q, "before": shown[-1]["number"]} if len(found) > SIZE else {}
    return page(
        "cases/requirements.html",
        here=HERE,
        chosen=status,
        q=q,
        views=[_tab(name, q, name == status) for name in STATUSES],
        rows=[views.requirement_view(one) for one in shown],
        next_url=f"{ALL}?{urlencode(more)}" if more else "",
    )


def _tab(name: str, q: str, is_current: bool) -> dict[str, Any]:
    word = words("requirement.status")[name] if name else gettext("All")
    url = f"{ALL}?{urlencode({'status': name, 'q': q})}"
    return {"label": word, "url": url, "current": is_current, "count": None, "hot": False}


@get(ONE, name="cases.requirement", opt=needs("case.read"))
async def show(number: FromPath[int]) -> Response[str]:
    """One of them, with who asks for it."""
    return await _show(number)


@post(f"{ONE}/{{act:str}}", name="cases.decide", status_code=200, opt=needs("requirement.decide"))
async def decide(request: Request[Any, Any, Any], number: FromPath[int], act: FromPath[str]) -> Response[str]:
    """Evaluate, plan, refuse or release it; every partner that asks is told."""
    if act not in ACTS:
        raise NotFound
    values = await typed(request)
    try:
        await actions.decide_requirement(number, act, read_decision(values, act), by=current_principal())
    except NotFound:
        raise
    except Refusal as refusal:
        return await _show(number, opened=act, **kept(values, refusal))
    return see_other(f"{ALL}/{number}")


@post(f"{CASE}/requirement", name="cases.join", status_code=200, opt=needs("case.answer"))
async def join(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Let a case ask for a missing function, one that is there or a new one."""
    values = await typed(request)
    try:
        form = read_join(values)
        await actions.join_requirement(partner, number, form.requirement, form.title, by=current_principal())
    except NotFound:
        raise
    except Refusal as refusal:
        return await show_matter(partner, number, opened="requirement", **kept(values, refusal))
    return see_other(f"{INDEX}/{partner}/{number}")


async def _show(
    number: int,
    *,
    status: int = 200,
    opened: str = "",
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> Response[str]:
    found, by = await queries.requirement(crossing_rows, number), current_principal()
    return page(
        "cases/requirement.html",
        status=status,
        here=HERE,
        requirement=views.requirement_view(found),
        askers=await queries.askers_of(found["id"]),
        may={one.action: one.refusal(Standing(found["status"]), by) is None for one in OF_REQUIREMENTS},
        opened=opened,
        values=values or {},
        errors=errors or {},
        refused=refused,
    )


HANDLERS = (index, show, decide, join)
