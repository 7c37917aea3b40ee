"""Summaries of weeks and longer periods: what is owed, and handing it in."""

import json
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import Refusal, current_principal, kept, label, needs, next_dues, page, read_values, see_other, typed
from desk_complaints.actions import summarising
from desk_complaints.forms import SummaryForm
from desk_complaints.queries import summaries
from desk_complaints.queries.summaries import COUNTED
from desk_complaints.routes.listing import HERE
from desk_complaints.tables import ComplaintsSummary

OWN = needs("complaints.summarise")
ONE = "/complaints/summaries/{summary_id:uuid}"
KIND = "complaints_summary"
MOST = 60


@get("/complaints/summaries", name="complaints.summaries", opt=OWN)
async def index() -> Response[str]:
    """What is owed, and what was handed in."""
    found = await summaries.summaries(most=MOST)
    dues = await next_dues(KIND, [one["id"] for one in found])
    shown = [
        {**dict(one), "word": label("complaints.summary", one["kind"]), "due": dues.get(one["id"])} for one in found
    ]
    return page("complaints/summaries.html", here=HERE, summaries=shown)


@get(ONE, name="complaints.summary", opt=OWN)
async def show(summary_id: FromPath[UUID]) -> Response[str]:
    """One of them: its figures, and the words that are still to be written."""
    return await _show(summary_id)


@post(f"{ONE}/delivery", name="complaints.hand_in_summary", status_code=200, opt=OWN)
async def hand_in(request: Request[Any, Any, Any], summary_id: FromPath[UUID]) -> Response[str]:
    """Hand it in."""
    values = await typed(request)
    try:
        await summarising.hand_in(summary_id, read_values(values, SummaryForm).text, by=current_principal())
    except Refusal as refusal:
        return await _show(summary_id, **kept(values, refusal))
    return see_other("/complaints/summaries")


async def _show(summary_id: UUID, *, status: int = 200, **came_back: Any) -> Response[str]:
    found = await summaries.summary(summary_id)
    counted = await _counted(found)
    return page(
        "complaints/summary.html",
        status=status,
        here=HERE,
        summary={
            **{name: getattr(found, name) for name in ("id", "since_on", "until_on", "text", "handed_in_at")},
            "word": label("complaints.summary", found.kind),
            "due": (await next_dues(KIND, [found.id])).get(found.id),
        },
        figures=[(label("complaints.counted", name), counted[name]) for name in COUNTED],
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


async def _counted(found: ComplaintsSummary) -> dict[str, int]:
    """As they were when it was handed in; before that as they are."""
    is_open: bool = found.handed_in_at is None
    if is_open:
        return await summaries.counted(found.since_on, found.until_on)
    kept_then: dict[str, int] = json.loads(found.figures)
    return kept_then


HANDLERS = (index, show, hand_in)
