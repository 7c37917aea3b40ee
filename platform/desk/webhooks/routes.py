"""The pages of webhooks: the list, one with its log, one delivery with its calls."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import Invalid, Refusal
from desk.foundation.labels import label
from desk.foundation.outgoing import AddressRefused, outgoing
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web import idempotency
from desk.foundation.web.forms import read_form, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.paging import decode, page_of
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now
from desk.webhooks import actions, queries, views
from desk.webhooks.forms import SpanForm, groups, patterns_of, read_span, read_webhook
from desk.webhooks.states import DeliveryStatus
from desk.webhooks.tables import Webhook

HERE = "webhooks"
ON_PAGE = 50
ONE = "/webhooks/{webhook_id:uuid}"
MANAGE = needs("webhook.manage")


@get("/webhooks", name="webhooks.index", opt=MANAGE)
async def index() -> Response[str]:
    """All webhooks, and how they are doing."""
    found = [views.webhook_view(one) for one in await queries.webhooks()]
    return page("webhooks/index.html", here=HERE, webhooks=found, may_add=len(found) < actions.MOST)


@get("/webhooks/new", name="webhooks.new", opt=MANAGE)
async def new() -> Response[str]:
    """The form for another one."""
    return _form({"which": "all"}, {})


@post("/webhooks", name="webhooks.add", status_code=200, opt=MANAGE)
async def add(request: Request[Any, Any, Any]) -> Response[str]:
    """Add a webhook; its secret is shown this once."""
    values, by = await typed(request), current_principal()
    try:
        said = _read(values)
        token = idempotency.token_of(values)
        if made := await idempotency.once(by, token):
            return see_other(made)
        webhook, secret = await actions.add_webhook(said, by=by)
    except Invalid as refusal:
        return _form(values, refusal.fields, status=422)
    await idempotency.once(by, token, f"/webhooks/{webhook.id}")
    return await _show(webhook, secret=secret)


@get(ONE, name="webhooks.show", opt=MANAGE)
async def show(
    webhook_id: FromPath[UUID], cursor: FromQuery[str | None] = None, status: FromQuery[str | None] = None
) -> Response[str]:
    """One webhook with the log of its deliveries."""
    after = decode(cursor, UUID)[0] if cursor else None
    shown = status if status in list(DeliveryStatus) else None
    return await _show(await queries.webhook(webhook_id), after=after, shown=shown)


@get(f"{ONE}/edit", name="webhooks.edit", opt=MANAGE)
async def edit(webhook_id: FromPath[UUID]) -> Response[str]:
    """The form with what is said of it."""
    webhook = await queries.webhook(webhook_id)
    chosen = [one for one in webhook.patterns if one in groups()]
    values = {
        "name": webhook.name,
        "url": webhook.url,
        "which": "all" if "*" in webhook.patterns else "some",
        "groups": chosen,
        "names": "\n".join(one for one in webhook.patterns if one != "*" and one not in chosen),
    }
    return _form(values, {}, webhook=webhook)


@post(ONE, name="webhooks.change", status_code=200, opt=MANAGE)
async def change(request: Request[Any, Any, Any], webhook_id: FromPath[UUID]) -> Response[str]:
    """Change it."""
    values = await typed(request)
    try:
        await actions.change_webhook(webhook_id, _read(values), by=current_principal())
    except Invalid as refusal:
        return _form(values, refusal.fields, status=422, webhook=await queries.webhook(webhook_id))
    return see_other(f"/webhooks/{webhook_id}")


@post(f"{ONE}/switch", name="webhooks.switch", status_code=200, opt=MANAGE)
async def switch(request: Request[Any, Any, Any], webhook_id: FromPath[UUID]) -> Response[str]:
    """Switch it off; posted with ``_method=DELETE``, on again."""
    act = actions.switch_on if (await typed(request)).get("_method") == "DELETE" else actions.switch_off
    await act(webhook_id, by=current_principal())
    return see_other(f"/webhooks/{webhook_id}")


@post(f"{ONE}/secret", name="webhooks.secret", status_code=200, opt=MANAGE)
async def secret(webhook_id: FromPath[UUID]) -> Response[str]:
    """A new secret, shown this once."""
    webhook, made = await actions.change_secret(webhook_id, by=current_principal())
    return await _show(webhook, secret=made)


@post(f"{ONE}/trial", name="webhooks.try", status_code=200, opt=MANAGE)
async def try_it(webhook_id: FromPath[UUID]) -> Response[str]:
    """Send a fact that says nothing else."""
    await actions.try_webhook(webhook_id, by=current_principal())
    return see_other(f"/webhooks/{webhook_id}")


@post(f"{ONE}/removal", name="webhooks.remove", status_code=200, opt=MANAGE)
async def remove(webhook_id: FromPath[UUID]) -> Response[str]:
    """Forget it with its log."""
    await actions.remove_webhook(webhook_id, by=current_principal())
    return see_other("/webhooks")


@post(f"{ONE}/replay", name="webhooks.replay", status_code=200, opt=MANAGE)
async def replay(request: Request[Any, Any, Any], webhook_id: FromPath[UUID]) -> Response[str]:
    """Send the facts of a span of time again."""
    values = await typed(request)
    try:
        form = await read_form(request, SpanForm)
        begin, end = read_span(form, current_visit().tenant.zone, now())
        count = await actions.replay_span(webhook_id, begin, end, also_taken=form.taken, by=current_principal())
    except Refusal as refusal:
        if refusal.status not in (409, 422):
            raise
        errors = refusal.fields if isinstance(refusal, Invalid) else {"begin": str(refusal)}
        found = await queries.webhook(webhook_id)
        return await _show(found, status=refusal.status, values=values, errors=errors)
    return await _show(await queries.webhook(webhook_id), again=count)


@get(f"{ONE}/deliveries/{{delivery_id:uuid}}", name="webhooks.delivery", opt=MANAGE)
async def delivery(webhook_id: FromPath[UUID], delivery_id: FromPath[UUID]) -> Response[str]:
    """One delivery: each call, and the body."""
    webhook, found = await queries.webhook(webhook_id), await queries.delivery(webhook_id, delivery_id)
    calls = [dict(one) | {"came": views.came(one)} for one in await queries.attempts(delivery_id)]
    body = views.body_shown(await queries.fact(found["event_id"]))
    return page(
        "webhooks/delivery.html",
        here=HERE,
        webhook=views.webhook_view(webhook),
        delivery=views.delivery_view(found),
        calls=calls,
        body=body,
    )


@post(f"{ONE}/deliveries/{{delivery_id:uuid}}/replay", name="webhooks.replay_one", status_code=200, opt=MANAGE)
async def replay_one(webhook_id: FromPath[UUID], delivery_id: FromPath[UUID]) -> Response[str]:
    """Send one fact again."""
    await actions.replay_delivery(webhook_id, delivery_id, by=current_principal())
    return see_other(f"/webhooks/{webhook_id}/deliveries/{delivery_id}")


def _read(values: dict[str, Any]) -> actions.NewWebhook:
    """What is said of a webhook. Raises ``Invalid`` with all that is wrong."""
    form, faults = read_webhook(values)
    try:
        if "url" not in faults:
            outgoing().check(form.url)
    except AddressRefused as refusal:
        faults["url"] = str(refusal)
    if faults:
        raise Invalid(faults)
    return actions.NewWebhook(form.name, form.url, patterns_of(form))


def _form(
    values: dict[str, Any], errors: dict[str, str], *, status: int = 200, webhook: Webhook | None = None
) -> Response[str]:
    return page(
        "webhooks/edit.html",
        status=status,
        here=HERE,
        webhook=views.webhook_view(webhook) if webhook else None,
        values=values,
        errors=errors,
        groups=[(one, one) for one in groups()],
    )


async def _show(
    webhook: Webhook,
    *,
    status: int = 200,
    secret: str = "",
    after: UUID | None = None,
    shown: str | None = None,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    again: int | None = None,
) -> Response[str]:
    found = await queries.deliveries(webhook.id, most=ON_PAGE + 1, after=after, status=shown)
    listed = page_of(found, ON_PAGE, lambda one: (one["event_id"],))
    here = f"/webhooks/{webhook.id}"
    narrowed = f"&status={shown}" if shown else ""
    words = {"": gettext("All"), **{one.value: label("webhook.delivery", one.value) for one in DeliveryStatus}}
    return page(
        "webhooks/show.html",
        status=status,
        here=HERE,
        webhook=views.webhook_view(webhook),
        secret=secret,
        deliveries=[views.delivery_view(one) for one in listed.items],
        tabs=[
            {
                "label": word,
                "url": f"{here}?status={key}" if key else here,
                "current": key == (shown or ""),
                "count": None,
                "hot": False,
            }
            for key, word in words.items()
        ],
        next_url=f"{here}?cursor={listed.next}{narrowed}" if listed.next else "",
        values=values or {},
        errors=errors or {},
        again=again,
    )


HANDLERS = (index, new, add, show, edit, change, switch, secret, try_it, remove, replay, delivery, replay_one)
