"""Many rows at once: choosing what, doing it, looking at what became of it, undoing it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation.errors import Forbidden, NotFound, Unacceptable
from desk.foundation.permissions import SIGNED_IN, needs
from desk.foundation.translation import gettext
from desk.foundation.web import idempotency
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.lists import Bulk, List
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.request import current_principal
from desk.kit.time import now
from desk.lists import actions, queries
from desk.lists.actions.running import MOST
from desk.lists.forms import BulkForm
from desk.lists.routes._around import looked_at, meant
from desk.lists.states import RowStatus, RunStatus
from desk.lists.tables import BulkRun


@get("/lists/{slug:str}/bulk/{action:str}/choices", name="lists.bulk_choices", opt=needs(SIGNED_IN))
async def choices(slug: FromPath[str], action: FromPath[str]) -> Response[str]:
    """What can be chosen for one action, when its menu is opened."""
    bulk = _bulk(meant(slug), action)
    return fragment("lists/_choices.html", action=bulk.name, choices=await bulk.choices())


@post("/lists/{slug:str}/bulk", name="lists.bulk", status_code=200, opt=needs(SIGNED_IN))
async def begin(request: Request[Any, Any, Any], slug: FromPath[str]) -> Response[str]:
    """Do the same with the picked rows, or with all that were found."""
    what, values, by = meant(slug), await typed(request), current_principal()
    form = read_values(values, BulkForm)
    action, _, choice = form.do.partition(":")
    bulk, token = _bulk(what, action), idempotency.token_of(values)
    if place := await idempotency.once(by, token):
        return see_other(place)
    asked, _own = await looked_at(what, form)
    said = dict(await bulk.choices()).get(choice)
    if said is None:
        raise Unacceptable
    if form.all:
        found = await what.listed(await what.wanted(asked), sort=asked.sort, most=MOST + 1)
        ids = [one["id"] for one in found]
    else:
        ids = [_uuid(one) for one in form.pick]
    run = await actions.begin_run(what, bulk, choice, said, ids, asked.address(), by=by)
    place = f"/lists/{what.name}/runs/{run.id}"
    await idempotency.once(by, token, place)
    return see_other(place)


@get("/lists/{slug:str}/runs/{run_id:uuid}", name="lists.run", opt=needs(SIGNED_IN))
async def show(slug: FromPath[str], run_id: FromPath[UUID]) -> Response[str]:
    """What became of it; while it goes on, how far it is."""
    what, run = meant(slug), await _own_run(slug, run_id)
    return page("lists/run.html", here=what.here, list=what, **await _outcome(what, run))


@get("/lists/{slug:str}/runs/{run_id:uuid}/progress", name="lists.run_progress", opt=needs(SIGNED_IN))
async def progress(slug: FromPath[str], run_id: FromPath[UUID]) -> Response[str]:
    """The same as a part of the page."""
    what, run = meant(slug), await _own_run(slug, run_id)
    return fragment("lists/_outcome.html", list=what, **await _outcome(what, run))


@post("/lists/{slug:str}/runs/{run_id:uuid}/undo", name="lists.undo_run", status_code=200, opt=needs(SIGNED_IN))
async def undo(slug: FromPath[str], run_id: FromPath[UUID]) -> Response[str]:
    """Put back what it changed and nobody changed since."""
    what = meant(slug)
    await _own_run(slug, run_id)
    await actions.undo_run(run_id, by=current_principal())
    return see_other(f"/lists/{what.name}/runs/{run_id}")


async def _outcome(what: List, run: BulkRun) -> dict[str, Any]:
    counts = await queries.outcome(run.id)
    bulk = _bulk(what, run.action)
    done, undone = counts.get(RowStatus.DONE, 0), counts.get(RowStatus.UNDONE, 0)
    return {
        "run": run,
        "said": gettext(bulk.said).format(count=done + undone + counts.get(RowStatus.KEPT, 0), to=run.said),
        "counts": {str(one): counts.get(one, 0) for one in RowStatus},
        "refused": await queries.reasons(run.id, RowStatus.REFUSED),
        "kept": await queries.reasons(run.id, RowStatus.KEPT),
        "running": run.status in (RunStatus.WAITING, RunStatus.UNDOING),
        "may_undo": run.status == RunStatus.DONE
        and bool(done)
        and run.undo_until is not None
        and now() < run.undo_until,
    }


async def _own_run(slug: str, run_id: UUID) -> BulkRun:
    run = await queries.run(run_id)
    if run.list_name != slug or run.member != current_principal().id:
        raise NotFound
    return run


def _bulk(what: List, action: str) -> Bulk:
    for one in what.bulk:
        if one.name == action:
            if not current_principal().may(one.permission):
                raise Forbidden
            return one
    raise NotFound


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Unacceptable from None


HANDLERS = (choices, begin, show, progress, undo)
