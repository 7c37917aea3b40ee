"""Adding, changing, switching and removing webhooks."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from desk.foundation.database import execute
from desk.foundation.errors import Forbidden
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.listening import listen
from desk.foundation.outgoing import outgoing
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.webhooks import queries, signing
from desk.webhooks.errors import TooManyWebhooks
from desk.webhooks.events import (
    WebhookAdded,
    WebhookChanged,
    WebhookRemoved,
    WebhookSecretChanged,
    WebhookSwitched,
)
from desk.webhooks.states import ROTATION, WebhookStatus
from desk.webhooks.tables import Webhook

MOST = 20
TELL, SEND = "webhooks.tell", "webhooks.send"
"""The reactions that put facts on their way, and that send."""


@dataclass(frozen=True, slots=True)
class NewWebhook:
    """What is said of a webhook."""

    name: str
    url: str
    patterns: Sequence[str]


async def add_webhook(new: NewWebhook, *, by: Principal) -> tuple[Webhook, str]:
    """Send facts to an address from now on; the secret is told this once. Raises ``AddressRefused``."""
    allow(by)
    outgoing().check(new.url)
    await execute("select pg_advisory_xact_lock(hashtext('webhooks ' || current_setting('desk.tenant_id')))")
    if await queries.count() >= MOST:
        raise TooManyWebhooks(most=MOST)
    secret, at = signing.new_secret(), now()
    webhook = Webhook(**_values(new), secret=signing.sealed(secret), created_at=at, changed_at=at)
    await webhook.save()
    await record(WebhookAdded(webhook.id, by=by, patterns=list(new.patterns)))
    await listen_anew()
    return webhook, secret


async def change_webhook(webhook_id: UUID, new: NewWebhook, *, by: Principal) -> Webhook:
    """Change name, address or patterns. What waits already goes to the new address."""
    allow(by)
    outgoing().check(new.url)
    webhook = await queries.webhook(webhook_id, lock=True)
    changed = [field for field, value in _values(new).items() if getattr(webhook, field) != value]
    if changed:
        await save(webhook, **_values(new))
        await record(WebhookChanged(webhook_id, by=by, changed=changed))
        await listen_anew()
    return webhook


async def switch_off(webhook_id: UUID, *, by: Principal) -> Webhook:
    """Send nothing there any more; what waits stays, what happens meanwhile can be sent again later."""
    return await _switch(webhook_id, WebhookStatus.OFF, by)


async def switch_on(webhook_id: UUID, *, by: Principal) -> Webhook:
    """Send facts there again, first of all what waits."""
    webhook = await _switch(webhook_id, WebhookStatus.ON, by)
    await execute(queries.RESUME, webhook_id, now())
    await later(SEND, webhook_id, now())
    return webhook


async def _switch(webhook_id: UUID, status: WebhookStatus, by: Principal) -> Webhook:
    allow(by)
    webhook = await queries.webhook(webhook_id, lock=True)
    if webhook.status != status:
        await save(webhook, status=status, why="", failures=0, failing_since=None, rest_until=None)
        await record(WebhookSwitched(webhook_id, by=by, status=status))
        await listen_anew()
    return webhook


async def change_secret(webhook_id: UUID, *, by: Principal) -> tuple[Webhook, str]:
    """A new secret, told this once; for a day the old one signs beside it."""
    allow(by)
    webhook = await queries.webhook(webhook_id, lock=True)
    secret = signing.new_secret()
    more = {"secret_before": webhook.secret, "before_until": now() + ROTATION}
    await save(webhook, secret=signing.sealed(secret), **more)
    await record(WebhookSecretChanged(webhook_id, by=by))
    return webhook, secret


async def remove_webhook(webhook_id: UUID, *, by: Principal) -> None:
    """Forget a webhook with its log."""
    allow(by)
    webhook = await queries.webhook(webhook_id, lock=True)
    await webhook.remove()
    await record(WebhookRemoved(webhook_id, by=by))
    await listen_anew()


async def listen_anew() -> None:
    """Hear what the webhooks that are on want, together."""
    await listen(TELL, await queries.patterns_of_all())


async def save(webhook: Webhook, **changes: Any) -> None:
    """Write columns of a webhook that was read under lock."""
    changes["changed_at"] = now()
    for name, new in changes.items():
        setattr(webhook, name, str(new) if isinstance(new, WebhookStatus) else new)
    await webhook.save([getattr(Webhook, name) for name in changes])


def allow(by: Principal) -> None:
    """Raise ``Forbidden`` unless they may."""
    if not by.may("webhook.manage"):
        raise Forbidden


def _values(new: NewWebhook) -> dict[str, Any]:
    return asdict(new) | {"patterns": sorted(set(new.patterns))}
