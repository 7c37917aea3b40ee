"""How long each promise may take at most with any partner."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.deadlines import actions, queries
from desk.deadlines.errors import IsRolledOut
from desk.deadlines.forms import UNIT_WORDS, MinimumForm, read_amount, typed_amount
from desk.deadlines.labels import limit_words
from desk.foundation import promises
from desk.foundation.errors import NotFound, Refusal
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.promises import PROFILES, Promise
from desk.foundation.translation import gettext
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

HERE = "minimums"
READ, PUBLISH = needs("minimum.read"), needs("minimum.publish")
ALL = "/minimums"
ONE = f"{ALL}/{{promise_id:str}}"


@get(ALL, name="deadlines.minimums", opt=READ)
async def minimums() -> Response[str]:
    """All promises that are measured, with what is required of each."""
    found = await queries.minimums()
    rows = []
    for promise in promises.registered().values():
        minimum = found.get(promise.id)
        if _is_measured(promise):
            rows.append(
                {
                    "id": promise.id,
                    "what": gettext(promise.what),
                    "minimum": limit_words(minimum.basis, minimum.amount) if minimum else "",
                    "version": minimum.version if minimum else 0,
                    "at": minimum.at if minimum else None,
                    "usual": _usual(promise, PROFILES[0]),
                }
            )
    return page("deadlines/minimums.html", here=HERE, rows=rows)


@get(ONE, name="deadlines.minimum", opt=READ)
async def minimum(promise_id: FromPath[str]) -> Response[str]:
    """One promise: what is required, what was before."""
    promise = one_promise(promise_id)
    found = (await queries.minimums()).get(promise.id)
    return await show_minimum(promise, typed_amount(found.basis, found.amount) if found else {"unit": "work_h"})


@post(ONE, name="deadlines.publish_minimum", status_code=200, opt=PUBLISH)
async def publish(request: Request[Any, Any, Any], promise_id: FromPath[str]) -> Response[str]:
    """Publish it; posted with ``_method=DELETE``, require nothing any more."""
    promise, values, by = one_promise(promise_id), await typed(request), current_principal()
    if values.get("_method") == "DELETE":
        try:
            await actions.publish_minimum(promise.id, None, "", by=by)
        except IsRolledOut as refusal:
            return await show_minimum(promise, **kept({"unit": "work_h"}, refusal))
        return see_other(f"{ALL}/{promise.id}")
    try:
        form = read_values(values, MinimumForm)
        await actions.publish_minimum(promise.id, read_amount(form), form.why, by=by, first=form.partners)
    except Refusal as refusal:
        return await show_minimum(promise, **kept(values, refusal) | {"values": values})
    return see_other(f"{ALL}/{promise.id}")


def one_promise(promise_id: str) -> Promise:
    """A promise of which a minimum may be published. Raises ``NotFound``."""
    found = promises.registered().get(promise_id)
    if found is None or not _is_measured(found):
        raise NotFound
    return found


def _is_measured(promise: Promise) -> bool:
    return promise.basis in actions.MEASURED and not promise.act


def _usual(promise: Promise, profile: str) -> str:
    limit = promise.limit_of(profile)
    return limit_words(limit.basis, limit.amount)


async def show_minimum(
    promise: Promise,
    values: dict[str, Any],
    *,
    status: int = 200,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> Response[str]:
    """The page of a minimum, also with what was refused."""
    versions = await queries.minimums_of(promise.id)
    found, running = (await queries.minimums()).get(promise.id), await queries.rollouts.running(promise.id)
    return page(
        "deadlines/minimum.html",
        status=status,
        here=HERE,
        promise=promise,
        what=gettext(promise.what),
        minimum=limit_words(found.basis, found.amount) if found else "",
        profiles=[(label("deadline.profile", name), _usual(promise, name)) for name in PROFILES],
        units=[(name, gettext(word)) for name, word in UNIT_WORDS.items()],
        history=[
            {
                **{name: one[name] for name in ("version", "at", "by_name", "why", "reach")},
                "limit": limit_words(one["basis"], one["amount"]) if one["basis"] else gettext("nothing any more"),
            }
            for one in versions
        ],
        values=values,
        errors=errors or {},
        refused=refused,
        running=dict(running) if running else None,
        reached=[dict(one) for one in await queries.rollouts.reached(running["id"])] if running else [],
        partners=[(one["slug"], one["name"]) for one in await queries.rollouts.partners()],
        may_publish=current_principal().may("minimum.publish"),
    )


HANDLERS = (minimums, minimum, publish)
