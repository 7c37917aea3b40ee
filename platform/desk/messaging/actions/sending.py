"""
Sending one delivery: noted as being sent, handed over outside of any transaction, noted what came of it.

Each of the three is a transaction of its own, or none. Whoever finds a delivery that is being sent knows that somebody
died over it: nobody can tell whether it was taken, so it is never sent again by itself.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import structlog

from desk.foundation import company
from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.notices import Channel, Message, Notice, Outcome, Person, Whom, thread_of
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.registry import scope_of
from desk.foundation.tenancy import current_scope
from desk.foundation.web.hosts import address
from desk.kit.ids import first_key
from desk.kit.messages import segments_of
from desk.kit.time import now
from desk.messaging import kinds, links, pace, queries
from desk.messaging.actions import health
from desk.messaging.actions.hearing import was_heard_of
from desk.messaging.actions.telling import SENDERS
from desk.messaging.actions.wording import Worded, everywhere, spoken, url_of, words_for
from desk.messaging.errors import NothingToSend
from desk.messaging.events import DeliveryFailed, DeliverySentAgain
from desk.messaging.settings import peace
from desk.messaging.states import AGAIN, DeliveryStatus, Why, next_try, objection
from desk.messaging.tables import Delivery

BUSY = timedelta(seconds=2)
"""Until another try, when enough of this tenant is being handed over by this worker."""
LONGEST_PAUSE = timedelta(hours=8)
LONGEST = timedelta(seconds=40)
"""How long handing over can take: whoever is at it after that is dead."""
CLOCKS_APART = timedelta(seconds=5)
"""By which the clocks of those who plan and those who send may differ."""
STUCK = timedelta(minutes=10)
"""How long something may be on its way before somebody looks after it."""

log = structlog.get_logger(__name__)
_under_way: Counter[tuple[UUID, str]] = Counter()


@dataclass(frozen=True, slots=True)
class Came:
    """What came of it: in whose inbox something lies now, or a message that is to be handed over."""

    inbox_of: UUID | None = None
    customer_id: UUID | None = None
    message: Message | None = None
    channel: Channel | None = None


async def send(tenant_id: UUID, delivery_id: UUID) -> Came:
    """Send one delivery that is due; what can't be sent now says so, and is planned for later."""
    async with scope_of(tenant_id):
        came = await _begin(delivery_id)
    if came.message is None or came.channel is None:
        return came
    outcome = await _hand_over(came.channel, came.message)
    async with scope_of(tenant_id):
        await _end(delivery_id, outcome)
    return came


async def send_again(delivery_id: UUID, *, by: Principal) -> None:
    """Send what didn't arrive, or may not have. Raises ``NothingToSend`` for what did, or is on its way."""
    if not by.may("delivery.resend"):
        raise Forbidden
    found = await queries.delivery_row(delivery_id)
    if found is None:
        raise NotFound
    if found.status not in AGAIN:
        raise NothingToSend
    await _set(found, status=DeliveryStatus.WAITING, why="", note="", tries=0, next_at=now(), ended_at=None)
    event = DeliverySentAgain(delivery_id, by=by, customer_id=found.customer_id, kind=found.kind, channel=found.channel)
    await record(event)
    await _plan(found, now())


async def drop_waiting(subject_id: UUID) -> int:
    """Send nothing more of what waits about one thing, because it was called off; the answer is how much that was."""
    tag = await execute(queries.DROP_WAITING, subject_id, now())
    return int(tag.split()[-1])


async def tidy() -> None:
    """Look after what nobody takes care of any more, and forget what is old."""
    at = now()
    for one in await queries.stuck(at - STUCK, most=500):
        notice = kinds.notice(one["kind"], current_scope().tenant)
        await later(SENDERS[notice.lane if notice else "default"], one["id"], at)
    kept = timedelta(days=peace(current_scope().tenant.settings).keep_days)
    for forget in (queries.FORGET, queries.FORGET_REPLIES):
        await execute(forget, first_key((at - kept).timestamp()))


async def _begin(delivery_id: UUID) -> Came:
    found = await queries.delivery_row(delivery_id)
    if found is None:
        return Came()
    if found.status == DeliveryStatus.SENDING:
        await _find_dead(found)
        return Came()
    if found.status != DeliveryStatus.WAITING:
        return Came()
    tenant = current_scope().tenant
    notice, channel = kinds.notice(found.kind, tenant), kinds.channel(found.channel, tenant)
    person = await queries.person(Whom("contact" if found.person_kind == "contact" else "member", found.person_id))
    if notice is None or channel is None or person is None:
        await _skip(found, Why.OFF if person else Why.LEFT)
        return Came()
    return await _weigh(found, notice, channel, person)


async def _find_dead(found: Delivery) -> None:
    """Somebody is at it, or died over it: after a while it is clear which."""
    over = found.begun_at + LONGEST
    if over > now():
        await _plan(found, over)
    else:
        await _end_as(found, Outcome("unknown", Why.INTERRUPTED))


async def _weigh(found: Delivery, notice: Notice, channel: Channel, person: Person) -> Came:
    """Whether it may leave at this moment: what somebody said a moment ago counts, and quiet hours, and the cap."""
    said = await queries.said_by([person.id] if person.kind == "contact" else [])
    wanted, where = queries.wants(said, person.id, channel.key, notice.id), channel.address_of(person)
    why = objection(notice.consent, is_there=person.is_there, address=where, said=wanted)
    if why is None and channel.rings and notice.consent != "none":
        quiet = peace(current_scope().tenant.settings).quiet_end(now() + CLOCKS_APART, current_scope().tenant.zone)
        if quiet is not None and not notice.urgent:
            await _rest(found, quiet, Why.QUIET)
            return Came()
        why = await _cap(person)
    if why is None and channel.send is not None and await _has_to_wait(found, channel):
        return Came()
    worded = await _words(found, notice, channel, person) if why is None else None
    if worded is None:
        await _skip(found, why or Why.NOT_NEEDED)
        return Came()
    if channel.send is None:
        await _set(found, status=DeliveryStatus.SENT, why="", ended_at=now(), begun_at=now(), tries=1)
        return Came(person.id, person.customer_id)
    segments = segments_of(worded.body).count if channel.counts_segments else 0
    changes = {"status": DeliveryStatus.SENDING, "why": "", "begun_at": now(), "next_at": None, "segments": segments}
    await _set(found, tries=found.tries + 1, address=where[:200], **changes)
    return Came(message=await _message(found, notice, channel, person, worded, where), channel=channel)


async def _has_to_wait(found: Delivery, channel: Channel) -> bool:
    """Whether the channel rests, is busy here, or takes no more for now; then it is planned for when it may."""
    if until := await health.resting_until(channel):
        await _rest(found, until, Why.RESTING)
        return True
    if _under_way[_lock_of(channel)] >= channel.limits.at_once:
        await _plan(found, now() + BUSY)
        return True
    rate = await channel.rate() if channel.rate else None
    wait = await pace.wait_for(current_scope().tenant.id, channel.key, rate) if rate else 0.0
    if wait:
        await _rest(found, now() + timedelta(seconds=wait), Why.PACED)
    return bool(wait)


async def _rest(found: Delivery, until: datetime, why: Why) -> None:
    """Wait for a better moment. Whoever comes too early finds it planned already."""
    if found.next_at != until:
        await _set(found, why=why, next_at=until)
        await _plan(found, until)


async def _cap(person: Person) -> Why | None:
    """Whether somebody had enough for today."""
    tenant = current_scope().tenant
    await queries.lock_person(person.id)
    zone = ZoneInfo(tenant.zone)
    midnight = datetime.combine(now().astimezone(zone).date(), datetime.min.time(), zone)
    ringing = [one.key for one in kinds.channels_here(tenant) if one.rings]
    free = [one.id for one in kinds.notices_here(tenant) if one.consent == "none"]
    rang = await queries.rang_since(person.id, midnight, ringing, free)
    return Why.CAP if rang >= peace(tenant.settings).cap else None


async def _words(found: Delivery, notice: Notice, channel: Channel, person: Person) -> Worded | None:
    """What is said: as it was put down, or worded now where that couldn't be kept. None when it isn't needed."""
    if found.body and not notice.secret:
        return Worded(found.title, found.body, dict(msgspec.json.decode(found.said)))
    fact = await queries.fact(found.cause)
    with spoken(person.locale):
        told = await notice.variables(fact, person) if fact else None
        secrets = await notice.secrets(fact, person) if fact and told and notice.secrets else {}
    if told is None or secrets is None:
        return None
    values = {**everywhere(person, told.path), **told.values, **secrets}
    worded = await words_for(notice, channel, person.locale, values, None)
    if not notice.secret:
        await _set(found, title=worded.title, body=worded.body, path=told.path, said=worded.kept)
    return worded


async def _message(
    found: Delivery, notice: Notice, channel: Channel, person: Person, worded: Worded, where: str
) -> Message:
    tenant = current_scope().tenant
    stop = ""
    if person.kind == "contact" and notice.consent != "none" and "portal" in tenant.hosts:
        token = links.token_for(tenant.id, links.OptOut(person.id, channel.key, notice.id))
        stop = address(tenant.hosts["portal"], f"/opt-out/{token}")
    return Message(
        tenant_id=tenant.id,
        sender=company.called(tenant, person.locale),
        delivery_id=found.id,
        kind=notice.id,
        person=person,
        address=where,
        subject=worded.title,
        body=worded.body,
        url=url_of(person, found.path),
        opt_out_url=stop,
        values=worded.said,
        thread=await thread_of(found.subject_kind, found.subject_id, person),
    )


async def _hand_over(channel: Channel, message: Message) -> Outcome:
    """Outside of any transaction. Whatever is raised, or takes too long, may have been taken."""
    assert channel.send is not None
    with _counted((message.tenant_id, channel.key)):
        try:
            async with asyncio.timeout(channel.limits.seconds):
                return await channel.send(message)
        except TimeoutError:
            return Outcome("unknown", Why.TIME)
        except Exception as error:
            log.exception("channel failed", channel=channel.key, delivery=str(message.delivery_id))
            return Outcome("unknown", Why.INTERRUPTED, type(error).__name__)


async def _end(delivery_id: UUID, outcome: Outcome) -> None:
    found = await queries.delivery_row(delivery_id)
    if found is not None:
        await _end_as(found, outcome)
        await health.count_outcome(found.channel, outcome)


async def _end_as(found: Delivery, outcome: Outcome) -> None:
    """Write what came of it; what wasn't taken is tried again, less and less often, for a day."""
    at, note = now(), outcome.note[:300]
    if outcome.came == "unknown" and was_heard_of(found):
        outcome = Outcome("sent", note=note)
    again = outcome.came == "later" or (outcome.came == "unknown" and await _takes_once(found.channel))
    wait = next_try(found.tries) if again else None
    if wait is not None:
        then = at + max(wait, min(outcome.pause, LONGEST_PAUSE))
        await _set(found, status=DeliveryStatus.WAITING, why=outcome.why, note=note, next_at=then)
        await _plan(found, then)
        return
    status = DeliveryStatus.FAILED if outcome.came == "later" else DeliveryStatus(outcome.came)
    why = Why.GAVE_UP if outcome.came == "later" and not outcome.why else outcome.why
    heard = {"reference": outcome.reference[:100], "segments": outcome.segments or found.segments}
    await _set(found, status=status, why=why, note=note, next_at=None, ended_at=at, **heard)
    if status != DeliveryStatus.SENT:
        said = {"kind": found.kind, "channel": found.channel, "status": str(status), "why": str(why)}
        event = DeliveryFailed(found.id, by=SYSTEM, customer_id=found.customer_id, cause_id=found.cause, **said)
        await record(event)


async def _takes_once(key: str) -> bool:
    """Whether the other side knows a delivery again by its id, so that asking twice is asking once."""
    channel = kinds.channel(key, current_scope().tenant)
    return bool(channel and channel.knows_ids and await channel.knows_ids())


async def _skip(found: Delivery, why: Why) -> None:
    await _set(found, status=DeliveryStatus.SKIPPED, why=why, next_at=None, ended_at=now())


async def _plan(found: Delivery, at: datetime) -> None:
    notice = kinds.notice(found.kind, current_scope().tenant)
    await later(SENDERS[notice.lane if notice else "default"], found.id, at)


async def _set(found: Delivery, **changes: object) -> None:
    for name, new in changes.items():
        setattr(found, name, str(new) if isinstance(new, DeliveryStatus | Why) else new)
    await found.save([getattr(Delivery, name) for name in changes])


def _lock_of(channel: Channel) -> tuple[UUID, str]:
    return current_scope().tenant.id, channel.key


@contextmanager
def _counted(key: tuple[UUID, str]) -> Iterator[None]:
    _under_way[key] += 1
    try:
        yield
    finally:
        _under_way[key] -= 1
        if not _under_way[key]:
            del _under_way[key]
