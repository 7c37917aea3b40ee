"""What cases teach: the list for the knowledge base, and how long headquarters takes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.cases import actions, queries
from desk.cases.forms import KnowledgeForm
from desk.cases.headquarters.board import HERE, INDEX
from desk.cases.headquarters.matter import ONE, show_matter
from desk.cases.states import UNENDED
from desk.foundation.errors import Refusal, Unacceptable
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext, language
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.lists import table
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.paging import decode, page_of
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import full_moment, now, span

READ = needs("case.read")
SIZE = 50
MOST = 5_000
DAYS = (30, 90, 365)
GROUPS = {"kind": N_("Kind"), "partner": N_("Partner"), "product": N_("Product")}


@post(f"{ONE}/knowledge", name="cases.mark_for_knowledge", status_code=200, opt=needs("case.answer"))
async def mark(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Mark what a closed case taught."""
    values = await typed(request)
    try:
        form = read_values(values, KnowledgeForm)
        await actions.mark_for_knowledge(partner, number, form.problem, form.answer, by=current_principal())
    except Refusal as refusal:
        return await show_matter(partner, number, opened="knowledge", **kept(values, refusal))
    return see_other(f"{INDEX}/{partner}/{number}")


@get("/knowledge", name="cases.knowledge", opt=READ)
async def index(q: FromQuery[str] = "", after: FromQuery[str | None] = None) -> Response[str]:
    """What was marked, the newest first."""
    q = _words(q)
    key = decode(after, datetime, UUID) if after else None
    found = await queries.candidates(q=q, most=SIZE + 1, after=(key[0], key[1]) if key else None)
    shown = page_of(found, SIZE, lambda one: (one["at"], one["id"]))
    return page(
        "cases/knowledge.html",
        here=HERE,
        q=q,
        rows=[dict(one) for one in shown.items],
        next_url=f"/knowledge?{urlencode({'q': q, 'after': shown.next})}" if shown.next else "",
        export_url=f"/knowledge/export.csv?{urlencode({'q': q})}",
    )


@get("/knowledge/export.csv", name="cases.knowledge_export", opt=READ)
async def export(q: FromQuery[str] = "") -> Response[bytes]:
    """The same as a table; that it was taken out is noted."""
    found, zone = await queries.candidates(q=_words(q), most=MOST), current_visit().tenant.zone
    await actions.note_export(len(found), by=current_principal())
    lines = [
        [one["product"], one["problem"], one["answer"], one["author_name"], full_moment(one["at"], zone)]
        for one in found
    ]
    headings = [N_("Product"), N_("Problem"), N_("Answer"), N_("Marked by"), N_("Marked at")]
    return await table("knowledge", headings, lines)


def _words(q: str) -> str:
    if "\0" in q:
        raise Unacceptable
    return q[:100].strip()


@get(f"{INDEX}/figures", name="cases.figures", opt=READ)
async def figures(group: FromQuery[str] = "kind", days: FromQuery[int] = DAYS[1]) -> Response[str]:
    """How many cases there were, how long they took, how many promises were kept: by kind, partner or product."""
    if group not in GROUPS or days not in DAYS:
        raise Unacceptable
    since = now() - timedelta(days=days)
    found, kept_ones = await queries.cases_since(since, group), await queries.kept_since(since)
    tickets = await queries.tickets_since(since) if group == "partner" else {}
    names = dict.fromkeys(one["name"] for one in found)
    lines = [_line([one for one in found if one["name"] == name], name, group, kept_ones, tickets) for name in names]
    return page(
        "cases/figures.html",
        here=HERE,
        rows=sorted(lines, key=lambda one: -one["count"]),
        heading=gettext(GROUPS[group]),
        by_partner=group == "partner",
        groups=[_tab(gettext(word), name, days, name == group) for name, word in GROUPS.items()],
        periods=[_tab(gettext("{days} days").format(days=one), group, one, one == days) for one in DAYS],
    )


def _line(
    cases: Sequence[Record], name: str, group: str, promises: dict[UUID, tuple[int, int]], tickets: dict[str, int]
) -> dict[str, Any]:
    took = [(one["answered_at"] - one["opened_at"]).total_seconds() for one in cases if one["answered_at"]]
    ended = sum(promises[one["id"]][0] for one in cases if one["id"] in promises)
    in_time = sum(promises[one["id"]][1] for one in cases if one["id"] in promises)
    opened = tickets.get(name, 0)
    return {
        "name": label("case.kind", name) if group == "kind" else name or gettext("Not named"),
        "count": len(cases),
        "open": sum(one["status"] in UNENDED for one in cases),
        "answered": span(int(median(took)), language.get()) if took else "–",
        "objections": sum(one["objections"] for one in cases),
        "in_time": f"{round(100 * in_time / ended)} %" if ended else "–",
        "per_hundred": f"{100 * len(cases) / opened:.1f}" if opened else "–",
    }


def _tab(word: str, group: str, days: int, is_current: bool) -> dict[str, Any]:
    url = f"{INDEX}/figures?group={group}&days={days}"
    return {"label": word, "url": url, "current": is_current, "count": None, "hot": False}


HANDLERS = (mark, index, export, figures)
