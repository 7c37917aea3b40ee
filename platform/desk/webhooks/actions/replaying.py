"""Sending facts again, and trying a webhook."""

from datetime import datetime
from uuid import UUID

from desk.foundation.database import execute
from desk.foundation.errors import NotFound
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.webhooks import queries
from desk.webhooks.actions.keeping import SEND, allow
from desk.webhooks.errors import NotOn, TooMuchAtOnce
from desk.webhooks.events import WebhookReplayed, WebhookTried
from desk.webhooks.states import WebhookStatus
from desk.webhooks.tables import Webhook

MOST_AGAIN = 10_000


async def try_webhook(webhook_id: UUID, *, by: Principal) -> None:
    """Send a fact that says nothing else, also to one that is off: to see whether it arrives."""
    allow(by)
    await queries.webhook(webhook_id)
    event_id = await record(WebhookTried(webhook_id, by=by))
    at, name = now(), WebhookTried.name
    await execute(queries.PUT_ON_THE_WAY, current_scope().tenant.id, event_id, name, at, [uuid7()], [webhook_id])
    await later(SEND, webhook_id, at)


async def replay_delivery(webhook_id: UUID, delivery_id: UUID, *, by: Principal) -> None:
    """Send one fact again, whether it was taken or not. Raises ``NotFound`` and ``NotOn``."""
    await _on(webhook_id, by)
    if await execute(queries.ONE_AGAIN, webhook_id, delivery_id, now()) != "UPDATE 1":
        raise NotFound
    await record(WebhookReplayed(webhook_id, by=by, count=1))
    await later(SEND, webhook_id, now())


async def replay_span(
    webhook_id: UUID, begin: datetime, end: datetime, *, also_taken: bool = False, by: Principal
) -> int:
    """
    Send the facts of a span of time that weren't taken, or never put on their way; with ``also_taken``, all.

    Raises ``NotOn`` and ``TooMuchAtOnce``. The answer is their number.
    """
    webhook = await _on(webhook_id, by)
    found = await queries.in_span(begin, end, webhook.patterns, most=MOST_AGAIN + 1)
    found = [one for one in found if one["name"] != WebhookTried.name]
    if len(found) > MOST_AGAIN:
        raise TooMuchAtOnce(most=MOST_AGAIN)
    ids, names = [one["id"] for one in found], [one["name"] for one in found]
    keys = [uuid7() for _ in found]
    tag = await execute(queries.SEND_AGAIN, current_scope().tenant.id, webhook_id, now(), keys, ids, names, also_taken)
    count = int(tag.split()[-1])
    if count:
        await record(WebhookReplayed(webhook_id, by=by, count=count))
        await later(SEND, webhook_id, now())
    return count


async def _on(webhook_id: UUID, by: Principal) -> Webhook:
    allow(by)
    webhook = await queries.webhook(webhook_id)
    if webhook.status != WebhookStatus.ON:
        raise NotOn
    return webhook
