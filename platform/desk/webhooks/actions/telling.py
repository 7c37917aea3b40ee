"""Putting a fact on its way: one delivery for each webhook that wants it."""

from uuid import UUID

from desk.foundation.database import execute
from desk.foundation.later import later
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.webhooks import queries
from desk.webhooks.actions.keeping import SEND
from desk.webhooks.events import WebhookTried


async def put_on_the_way(event_id: UUID, name: str) -> None:
    """Once for each webhook, however often it is asked for. A trial goes to the one that is tried, and to no other."""
    if name == WebhookTried.name:
        return
    at, found = now(), await queries.wanting(name)
    ids = [one["id"] for one in found]
    tenant_id = current_scope().tenant.id
    await execute(queries.PUT_ON_THE_WAY, tenant_id, event_id, name, at, [uuid7() for _ in ids], ids)
    for one in found:
        await later(SEND, one["id"], max(at, one["rest_until"] or at))
