"""What contacts want to get, wherever they said it; effective at once."""

from uuid import UUID

from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.messaging import kinds, queries
from desk.messaging.errors import CannotOptOut
from desk.messaging.events import ContactOptedIn, ContactOptedOut
from desk.messaging.states import EVERY_KIND, Source, means_stop


async def say(
    contact_id: UUID, channel: str, kind: str, *, allowed: bool, source: Source, by: Principal, of: UUID | None = None
) -> None:
    """
    Write down what a contact wants of a kind by a channel; an empty kind is everything by it.

    Who objects to everything objects to each kind they had agreed to before. Raises ``NotFound`` for a contact, kind
    or channel that isn't there, ``CannotOptOut`` for what is about their own access, and ``Forbidden``.
    """
    if not (by.may("consent.edit") or (by.kind == "contact" and by.id == contact_id)):
        raise Forbidden
    _check(channel, kind)
    contact = await queries.contact_of(contact_id, of=of)
    at, tenant = now(), current_scope().tenant.id
    said = (tenant, uuid7(), contact_id, contact["customer_id"], channel, kind, allowed, source, at, by.kind, by.id)
    changed = (await execute(queries.SAY, *said)).endswith(" 1")
    if kind == EVERY_KIND and not allowed:
        tag = await execute(queries.OBJECT_TO_ALL, contact_id, channel, source, at, by.kind, by.id)
        changed = changed or not tag.endswith(" 0")
    if changed:
        event = ContactOptedIn if allowed else ContactOptedOut
        customer = contact["customer_id"]
        await record(event(contact_id, by=by, customer_id=customer, channel=channel, kind=kind, source=source))


async def opt_out(contact_id: UUID, channel: str, kind: str, *, source: Source) -> None:
    """A contact wants no more of something, as a signed link or their reply says. Raises as ``say`` does."""
    await say(contact_id, channel, kind, allowed=False, source=source, by=SYSTEM)


async def opt_out_by_reply(contact_id: UUID, channel: str, text: str) -> bool:
    """For channels that take answers: end everything by this channel if that is all that a reply says."""
    if not means_stop(text):
        return False
    await opt_out(contact_id, channel, EVERY_KIND, source=Source.REPLY)
    return True


def _check(channel: str, kind: str) -> None:
    tenant = current_scope().tenant
    if kinds.channel(channel, tenant) is None:
        raise NotFound
    if kind == EVERY_KIND:
        return
    notice = kinds.notice(kind, tenant)
    if notice is None:
        raise NotFound
    if notice.consent == "none":
        raise CannotOptOut
