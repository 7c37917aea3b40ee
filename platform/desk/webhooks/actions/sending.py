"""
Sending what waits for one webhook: in order, one call at a time, and never inside a transaction.

Between two calls what came of the first is written, and what is next is read again: a webhook that was switched
off, or got another address, is treated so from the next call on.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from desk.foundation.database import execute
from desk.foundation.errors import NotFound
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.outgoing import NoAnswer, outgoing
from desk.foundation.principals import SYSTEM
from desk.foundation.registry import scope_of
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.webhooks import payloads, queries, signing
from desk.webhooks.actions.keeping import SEND, listen_anew
from desk.webhooks.events import WebhookDied, WebhookTried
from desk.webhooks.states import DeliveryStatus, WebhookStatus, Why, is_dead, next_try, rest
from desk.webhooks.tables import Webhook, WebhookAttempt, WebhookDelivery

PATIENCE = 10.0
"""Seconds that a receiver has for its answer."""
SHIFT = 5.0
"""Seconds after which no further call is begun; the rest is another job's."""
AT_ONCE = 2
"""Webhooks that one worker serves at a time, so that those which hang leave room for other work."""
BUSY = timedelta(seconds=2)
KEPT = timedelta(days=30)
"""How long the log of what has ended is kept."""
LONGEST_PAUSE = timedelta(hours=8)
"""The most that a receiver can ask us to wait."""

_under_way = 0


@dataclass(frozen=True, slots=True)
class Call:
    """One delivery, ready to be sent."""

    delivery_id: UUID
    request_id: UUID
    is_trial: bool
    number: int
    tries: int
    url: str
    body: bytes
    headers: dict[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call; ``why`` is empty when it was taken."""

    why: str
    code: int | None
    ms: int
    pause: timedelta = timedelta(0)


async def send_waiting(tenant_id: UUID, webhook_id: UUID) -> None:
    """Send what is due for one webhook, for a short while; what is left is planned for later."""
    if _under_way >= AT_ONCE:
        async with scope_of(tenant_id):
            await later(SEND, webhook_id, now() + BUSY)
        return
    with _counted():
        begun, call, outcome = time.monotonic(), None, None
        while True:
            async with scope_of(tenant_id):
                if call is not None and outcome is not None:
                    await _note(webhook_id, call, outcome)
                call = await _next(webhook_id) if time.monotonic() - begun < SHIFT else None
                if call is None:
                    await _plan(webhook_id)
                    return
            outcome = await _send(call)


@contextmanager
def _counted() -> Iterator[None]:
    global _under_way
    _under_way += 1
    try:
        yield
    finally:
        _under_way -= 1


async def _next(webhook_id: UUID) -> Call | None:
    """What is to be sent now. To one that is off, dead or resting nothing but a trial is sent."""
    try:
        webhook = await queries.webhook(webhook_id)
    except NotFound:
        return None
    at = now()
    found = await queries.due(webhook_id, at, only=_only(webhook, at))
    if found is None:
        return None
    request_id, body = uuid7(), payloads.body_of(found)
    return Call(
        delivery_id=found["delivery_id"],
        request_id=request_id,
        is_trial=found["name"] == WebhookTried.name,
        number=found["attempts"] + 1,
        tries=found["tries"] + 1,
        url=webhook.url,
        body=body,
        headers=signing.headers(found["id"], body, _keys(webhook, at), at, request_id),
        at=at,
    )


def _only(webhook: Webhook, at: datetime) -> str | None:
    resting = webhook.rest_until is not None and webhook.rest_until > at
    return WebhookTried.name if resting or webhook.status != WebhookStatus.ON else None


def _keys(webhook: Webhook, at: datetime) -> list[str]:
    keys = [signing.opened(webhook.secret)]
    if webhook.secret_before and webhook.before_until is not None and webhook.before_until > at:
        keys.append(signing.opened(webhook.secret_before))
    return keys


async def _send(call: Call) -> Outcome:
    begun = time.perf_counter()

    def outcome(why: str, code: int | None = None, pause: int | None = None) -> Outcome:
        ms = round((time.perf_counter() - begun) * 1000)
        return Outcome(why, code, ms, min(timedelta(seconds=pause or 0), LONGEST_PAUSE))

    try:
        answer = await outgoing().post(call.url, call.body, call.headers, seconds=PATIENCE)
    except NoAnswer as none:
        return outcome(none.why)
    if 200 <= answer.status < 300:
        return outcome("", answer.status)
    why = Why.GONE if answer.status == 410 else Why.REDIRECT if 300 <= answer.status < 400 else Why.STATUS
    return outcome(why, answer.status, answer.retry_after if answer.status in (429, 503) else None)


async def _note(webhook_id: UUID, call: Call, outcome: Outcome) -> None:
    """Write the attempt, and what follows from it for the delivery and for the webhook."""
    try:
        webhook = await queries.webhook(webhook_id, lock=True)
    except NotFound:
        return  # removed meanwhile, and its log with it
    at = now()
    await WebhookAttempt.add(
        id=call.request_id,
        delivery=call.delivery_id,
        number=call.number,
        at=call.at,
        code=outcome.code,
        ms=outcome.ms,
        why=outcome.why,
    )
    wait = next_try(call.tries) if outcome.why and not call.is_trial else None
    gave_up = bool(outcome.why) and wait is None
    await _set(
        WebhookDelivery,
        call.delivery_id,
        attempts=call.number,
        tries=call.tries,
        code=outcome.code,
        why=outcome.why,
        status=DeliveryStatus.WAITING if wait else DeliveryStatus.FAILED if gave_up else DeliveryStatus.SENT,
        next_at=at + max(wait, outcome.pause) if wait else None,
        ended_at=None if wait else at,
    )
    if not outcome.why:
        await _set(Webhook, webhook_id, last_at=at, failures=0, failing_since=None, rest_until=None)
    elif webhook.status == WebhookStatus.ON:
        await _failed(webhook, outcome, gave_up, at)


async def _failed(webhook: Webhook, outcome: Outcome, gave_up: bool, at: datetime) -> None:
    failures, since = webhook.failures + 1, at if webhook.failing_since is None else webhook.failing_since
    pause = max(rest(failures), outcome.pause)
    await _set(Webhook, webhook.id, last_at=at, failures=failures, failing_since=since, rest_until=at + pause)
    gone = outcome.why == Why.GONE
    if gone or is_dead(failures, at - since, gave_up=gave_up):
        why = Why.GONE if gone else Why.FAILING
        await _set(Webhook, webhook.id, status=WebhookStatus.DEAD, why=why, changed_at=at)
        await record(WebhookDied(webhook.id, by=SYSTEM, why=why, failures=failures))
        await listen_anew()


async def _plan(webhook_id: UUID) -> None:
    """See to it that what is left is sent when it is due; and drop what nobody looks at any more."""
    try:
        webhook = await queries.webhook(webhook_id)
    except NotFound:
        return
    at = now()
    await execute(queries.CLEAN_UP, webhook_id, at - KEPT)
    if webhook.status != WebhookStatus.ON:
        due = await queries.next_due(webhook_id, only=WebhookTried.name)
    else:
        due = await queries.next_due(webhook_id, only=None)
    if due is not None:
        rested = at if webhook.rest_until is None else webhook.rest_until
        await later(SEND, webhook_id, max(due, at, rested))


async def _set(table: Any, row_id: UUID, **values: Any) -> None:
    changes = {getattr(table, name): str(new) if isinstance(new, StrEnum) else new for name, new in values.items()}
    await table.update(changes).where(table.id == row_id)
