"""
What comes back: whether a message reached somebody, and what they answered. Whoever says it twice is heard once.

Channels hear in their own words and hand over here; nobody tells whether the other side lies, so the first word counts.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from desk.foundation.database import row
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.messaging import bounces, queries, returns
from desk.messaging.actions.consenting import opt_out
from desk.messaging.actions.ways import EMAIL
from desk.messaging.events import ContactReplied, DeliveryFailed
from desk.messaging.states import EVERY_KIND, DeliveryStatus, Source, Why, means_stop
from desk.messaging.tables import Delivery

LONGEST = 4_000
"""Characters of an answer that are kept."""
HEARD_OF = (DeliveryStatus.SENDING, DeliveryStatus.SENT, DeliveryStatus.UNKNOWN)
"""What a receipt can still say something about."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A receipt: ``reference`` is the other side's word for a message; ``delivery_id`` ours, where it repeats it."""

    reference: str
    arrived: bool
    note: str = ""
    segments: int = 0
    delivery_id: UUID | None = None


async def hear_receipt(channel: str, heard: Heard) -> bool:
    """Note what became of a message that the other side took; False when nobody knows it."""
    found = await queries.delivery_referred(channel, heard.reference[:100], heard.delivery_id)
    if found is None:
        return False
    if found.status in HEARD_OF and not was_heard_of(found):
        if 0 < heard.segments < 100:
            found.segments = heard.segments
        await (_arrived(found) if heard.arrived else _came_back(found, heard.note))
    return True


def was_heard_of(found: Delivery) -> bool:
    """Whether the other side has said that it arrived."""
    return cast("datetime | None", found.arrived_at) is not None


async def _arrived(found: Delivery) -> None:
    """What was not known is known now; what is being sent ends by itself."""
    found.arrived_at = now()
    if found.status == DeliveryStatus.UNKNOWN:
        found.status, found.why = str(DeliveryStatus.SENT), ""
    await found.save([Delivery.arrived_at, Delivery.segments, Delivery.status, Delivery.why])


async def _came_back(found: Delivery, note: str) -> None:
    """It was taken and didn't reach them. While it is being sent nobody waits for that word: a receipt comes again."""
    if found.status == DeliveryStatus.SENDING:
        return
    found.status, found.why, found.note = str(DeliveryStatus.BOUNCED), str(Why.NOT_DELIVERED), note[:300]
    found.ended_at = now()
    await found.save([Delivery.status, Delivery.why, Delivery.note, Delivery.segments, Delivery.ended_at])
    said = {"kind": found.kind, "channel": found.channel, "status": found.status, "why": found.why}
    await record(DeliveryFailed(found.id, by=SYSTEM, customer_id=found.customer_id, cause_id=found.cause, **said))


async def hear_mail(raw: bytes) -> bool:
    """Note what a mail that came back says of the one that it answers; False when it is about none of ours."""
    report, tenant = bounces.read_report(raw), current_scope().tenant.id
    found = next((one for one in (returns.delivery_of(tenant, each) for each in report.addresses) if one), None)
    if found is None or report.arrived is None:
        return False
    return await hear_receipt(EMAIL, Heard("", report.arrived, report.note, delivery_id=found))


async def hear_reply(channel: str, address: str, body: str, reference: str, at: datetime) -> None:
    """Keep what somebody answered. All they wanted may be no more of it; anything else is a fact for whoever reacts."""
    last = await queries.last_to(channel, address[:200])
    contact: UUID | None = last["person_id"] if last and last["person_kind"] == "contact" else None
    stopped = contact is not None and means_stop(body)
    customer = last["customer_id"] if last and contact else None
    known = (contact, customer, last["id"] if last else None)
    words = body.replace("\0", "")[:LONGEST]
    kept = (current_scope().tenant.id, uuid7(), channel, address[:200], *known, words, stopped, reference[:200], at)
    made = await row(queries.KEEP_REPLY, *kept)
    if made is None or contact is None:
        return
    if stopped:
        await opt_out(contact, channel, EVERY_KIND, source=Source.REPLY)
        return
    said: dict[str, Any] = {"channel": channel, "reply": str(made["id"]), "delivery": str(known[2])}
    await record(ContactReplied(contact, by=SYSTEM, customer_id=customer, **said))
