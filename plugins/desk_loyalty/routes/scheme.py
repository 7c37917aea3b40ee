"""The scheme: rules by which points are earned, and what waits for a second person."""

from collections.abc import Awaitable
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import (
    Principal,
    Refusal,
    chosen,
    current_principal,
    current_visit,
    gettext,
    kept,
    label,
    needs,
    now,
    page,
    payment_kinds,
    see_other,
    to_zone,
    typed,
)
from desk_loyalty import settings, views
from desk_loyalty.actions import adjusting, rules
from desk_loyalty.errors import SecondPerson
from desk_loyalty.forms import GRADES, read_rule
from desk_loyalty.queries import adjusting as waiting
from desk_loyalty.queries import rules as queries
from desk_loyalty.routes.holders import HERE

SHOWN = 50
PLACE = "/loyalty/scheme"
RULE, ADJUSTMENT = "/loyalty/rules/{rule_id:uuid}", "/loyalty/adjustments/{adjustment_id:uuid}"


@get(PLACE, name="loyalty.scheme", opt=needs("loyalty.read"))
async def index() -> Response[str]:
    """All rules, the usual ratios, and points by hand."""
    return await _page()


@post("/loyalty/rules", name="loyalty.propose_rule", status_code=200, opt=needs("loyalty.plan"))
async def propose(request: Request[Any, Any, Any]) -> Response[str]:
    """Propose a rule."""
    values = await typed(request)
    try:
        await rules.propose_rule(read_rule(values), by=current_principal())
    except Refusal as refusal:
        return await _page(opened="rule", **kept(values, refusal))
    return see_other(PLACE)


@post(f"{RULE}/approval", name="loyalty.approve_rule", status_code=200, opt=needs("loyalty.approve"))
async def approve(rule_id: FromPath[UUID]) -> Response[str]:
    """Let it count."""
    return await _decided(rules.approve_rule(rule_id, by=current_principal()))


@post(f"{RULE}/end", name="loyalty.end_rule", status_code=200, opt=needs("loyalty.approve"))
async def end(rule_id: FromPath[UUID]) -> Response[str]:
    """Let it count no longer."""
    return await _decided(rules.end_rule(rule_id, by=current_principal()))


@post(f"{ADJUSTMENT}/approval", name="loyalty.approve_adjustment", status_code=200, opt=needs("loyalty.adjust"))
async def approve_adjustment(adjustment_id: FromPath[UUID]) -> Response[str]:
    """Post points that another proposed."""
    return await _decided(adjusting.approve_adjustment(adjustment_id, by=current_principal()))


@post(f"{ADJUSTMENT}/rejection", name="loyalty.reject_adjustment", status_code=200, opt=needs("loyalty.adjust"))
async def reject_adjustment(adjustment_id: FromPath[UUID]) -> Response[str]:
    """Let it be."""
    return await _decided(adjusting.reject_adjustment(adjustment_id, by=current_principal()))


async def _decided(deciding: Awaitable[None]) -> Response[str]:
    try:
        await deciding
    except SecondPerson as refusal:
        return await _page(status=refusal.status, refused=str(refusal))
    except Refusal as refusal:
        return await _page(**kept({}, refusal))
    return see_other(PLACE)


async def _page(*, status: int = 200, opened: str = "", **came_back: Any) -> Response[str]:
    by, today = current_principal(), to_zone(now(), current_visit().tenant.zone).date()
    kinds = [(one.id, gettext(one.label)) for one in payment_kinds()]
    usual = [(word, settings.ratio(kind)) for kind, word in kinds if not await queries.is_ruled(kind)]
    return page(
        "loyalty/scheme.html",
        status=status,
        here=HERE,
        rules=[views.rule_view(one, today) for one in await queries.rules()],
        usual=[(word, ratio) for word, ratio in usual if ratio],
        adjustments=[_adjustment(one, by) for one in await waiting.adjustments(most=SHOWN)],
        season=views.season_view(),
        months=chosen(settings.MONTHS),
        notice_days=chosen(settings.NOTICE_DAYS),
        kinds=kinds,
        grades=[(grade, label("grade", grade)) for grade in GRADES],
        today=today.isoformat(),
        may={"plan": by.may("loyalty.plan"), "approve": by.may("loyalty.approve"), "adjust": by.may("loyalty.adjust")},
        opened=opened,
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


def _adjustment(one: Record, by: Principal) -> dict[str, Any]:
    return {
        **{name: one[name] for name in ("id", "why", "status", "proposed_at")},
        "customer": {"id": one["customer"], "name": one["customer_name"]},
        "points": views.points(one["points"]),
        "word": label("loyalty.adjustment", one["status"]),
        "proposed_by": one["proposed_by_name"] or "",
        "decided_by": one["decided_by_name"] or "",
        "own": one["proposed_by"] == by.id,
    }


HANDLERS = (index, propose, approve, end, approve_adjustment, reject_adjustment)
