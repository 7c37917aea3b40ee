"""Trials: what a minimum, or other days, would do with each partner; and how a minimum reaches them in stages."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.deadlines import actions, queries
from desk.deadlines.forms import MinimumForm, StageForm, read_amount, read_days
from desk.deadlines.headquarters.minimums import ALL, HERE, ONE, PUBLISH, READ, one_promise, show_minimum
from desk.deadlines.labels import limit_words
from desk.deadlines.queries.rollouts import Trial
from desk.foundation import promises
from desk.foundation.errors import Invalid, NotFound, Refusal
from desk.foundation.translation import gettext
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

TRIALS = "/trials"


@post(f"{ONE}/trials", name="deadlines.try_minimum", status_code=200, opt=PUBLISH)
async def try_minimum(request: Request[Any, Any, Any], promise_id: FromPath[str]) -> Response[str]:
    """Ask every partner what it would do there; nothing is published."""
    promise, values = one_promise(promise_id), await typed(request)
    try:
        limit = read_amount(read_values(values | {"why": "-"}, MinimumForm))
    except Invalid as refusal:
        return await show_minimum(promise, values, status=422, errors=refusal.fields)
    return see_other(f"{TRIALS}/{await actions.try_minimum(promise.id, limit, by=current_principal())}")


@post(f"{ONE}/reach/{{act:str}}", name="deadlines.spread_minimum", status_code=200, opt=PUBLISH)
async def spread(request: Request[Any, Any, Any], promise_id: FromPath[str], act: FromPath[str]) -> Response[str]:
    """Lead a minimum that is on its way to more partners, to all, or back; halt it, or let it go on."""
    promise, values = one_promise(promise_id), await typed(request)
    if act not in actions.STEPS:
        raise NotFound
    try:
        partners = read_values(values, StageForm).partners
        await actions.spread_minimum(promise.id, act, partners, by=current_principal())
    except Refusal as refusal:
        return await show_minimum(promise, **kept(values, refusal))
    return see_other(f"{ALL}/{promise.id}")


@get(f"{TRIALS}/new", name="deadlines.new_trial", opt=PUBLISH)
async def new(request: Request[Any, Any, Any]) -> Response[str]:
    """The form that tries days: what holidays or make-up days would do."""
    return _form({"country": "CN", "kind": "holiday", "day": request.query_params.get("day", "")[:10]}, {})


@post(TRIALS, name="deadlines.try_days", status_code=200, opt=PUBLISH)
async def try_days(request: Request[Any, Any, Any]) -> Response[str]:
    """Ask every partner what these days would do there; nothing is published."""
    values = await typed(request)
    try:
        said = read_days(values)
    except Invalid as refusal:
        return _form(values, refusal.fields, status=422)
    return see_other(f"{TRIALS}/{await actions.try_days(said, by=current_principal())}")


@get(f"{TRIALS}/{{trial_id:uuid}}", name="deadlines.trial", opt=READ)
async def show(trial_id: FromPath[UUID]) -> Response[str]:
    """What each partner counted, as far as it has answered."""
    trial, found = await queries.rollouts.trial(trial_id), await queries.rollouts.answers(trial_id)
    answered = [one for one in found if one["at"] is not None]
    return page(
        "deadlines/trial.html",
        here=HERE,
        trial=trial,
        what=_what(trial),
        back=f"{ALL}/{trial.promise}" if trial.promise else "/statutory-years",
        rows=[dict(one) for one in found],
        waiting=len(found) - len(answered),
        total={name: sum(one[name] for one in answered) for name in ("open", "moved", "breached")},
        looser=sum(one["looser"] for one in answered),
    )


def _what(trial: Trial) -> str:
    if trial.kind == "days":
        days = sorted(trial.days)
        kind = gettext("holiday") if trial.days[days[0]] == "holiday" else gettext("make-up day")
        span = days[0] if len(days) == 1 else f"{days[0]} – {days[-1]}"
        return f"{trial.country} · {span} · {kind}"
    promise = promises.registered().get(trial.promise)
    assert trial.basis is not None
    assert trial.amount is not None
    limit = gettext("{limit} at most").format(limit=limit_words(trial.basis, trial.amount))
    return f"{trial.promise} {gettext(promise.what) if promise else ''} · {limit}"


def _form(values: dict[str, Any], errors: dict[str, str], *, status: int = 200) -> Response[str]:
    return page("deadlines/trial_days.html", status=status, here=HERE, values=values, errors=errors)


HANDLERS = (try_minimum, spread, new, try_days, show)
