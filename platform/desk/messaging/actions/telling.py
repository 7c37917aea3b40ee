"""
Turning a fact into deliveries: one row for each person and channel, before anything is sent.

The rows say already what will be sent, or why nothing is; they are unique for a cause, so that a fact that is told
twice is told once.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from desk.foundation import trips
from desk.foundation.database import rows, savepoint
from desk.foundation.events import Fact
from desk.foundation.hooks import is_core
from desk.foundation.later import later
from desk.foundation.notices import Channel, Notice, Person, Said
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.messaging import kinds, queries, texts
from desk.messaging.actions.wording import HIDDEN, Worded, everywhere, spoken, words_for
from desk.messaging.settings import channels_of
from desk.messaging.states import OLD, DeliveryStatus, Why, objection

BUDGET = 20.0
"""Seconds that a plugin's notice may take for one fact."""
SENDERS = {"urgent": "messaging.send_now", "default": "messaging.send", "bulk": "messaging.send_in_bulk"}
"""The reactions that send, by lane."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Row:
    """One delivery as it is put down."""

    id: UUID
    channel: str
    person: Person
    why: Why | None
    worded: Worded
    path: str
    due_at: datetime


async def tell(fact: Fact) -> None:
    """
    Put down what people are told about a fact, and have it sent.

    A notice of a plugin that fails is left out and counted, as a panel would be; one of ours is tried again.
    """
    for slug, notice in kinds.of_event(fact.name, current_scope().tenant):
        try:
            async with savepoint(), asyncio.timeout(BUDGET):
                await _tell(fact, notice)
        except Exception as error:
            if is_core(slug):
                raise
            log.exception("notice failed", notice=notice.id, plugin=slug)
            trips.count(slug, f"{notice.id}: {type(error).__name__}")


async def _tell(fact: Fact, notice: Notice) -> None:
    whoms = list(dict.fromkeys(await notice.recipients(fact)))
    ways = _ways(notice)
    if not whoms or not ways:
        return
    people = await queries.persons(whoms)
    said = await queries.said_by([one.id for one in whoms if one.kind == "contact"])
    own = await queries.texts_of(notice.id)
    found: list[_Row] = []
    for whom in whoms:
        if whom in people:
            found += await _rows(fact, notice, ways, people[whom], said, own)
    await _put_down(fact, notice, found)


def _ways(notice: Notice) -> list[Channel]:
    tenant = current_scope().tenant
    asked = (kinds.channel(key, tenant) for key in dict.fromkeys(channels_of(tenant.settings, notice)))
    return [one for one in asked if one is not None]


async def _rows(
    fact: Fact, notice: Notice, ways: Sequence[Channel], person: Person, said: queries.Said, own: queries.Texts
) -> list[_Row]:
    """The deliveries of one person: what is said to them is asked for once."""
    with spoken(person.locale):
        told = await notice.variables(fact, person)
    found = []
    for way in ways:
        asked = queries.wants(said, person.id, way.key, notice.id)
        where = way.address_of(person)
        if told and told.channels and way.key not in told.channels:
            continue
        if way.send is None and not where:
            continue  # who can't sign in has no inbox: nothing worth a row
        why = objection(notice.consent, is_there=person.is_there, address=where, said=asked)
        why = why or (Why.NOT_NEEDED if told is None else Why.LATE if now() - fact.at > OLD else None)
        worded = await _words(notice, way, person, told, own)
        due = max(now(), told.rings_at) if told and told.rings_at and way.rings else now()
        found.append(_Row(uuid7(), way.key, person, why, worded, told.path if told else "", due))
    return found


async def _words(notice: Notice, way: Channel, person: Person, told: Said | None, own: queries.Texts) -> Worded:
    if told is None:
        return Worded("", "")
    values = {**everywhere(person, told.path), **told.values, **dict.fromkeys(notice.secret, HIDDEN)}
    found = await words_for(notice, way, person.locale, values, own)
    return Worded(found.title, "") if notice.secret else found


async def _put_down(fact: Fact, notice: Notice, found: Sequence[_Row]) -> None:
    made = await rows(
        queries.PUT_DOWN,
        current_scope().tenant.id,
        fact.id,
        fact.name,
        notice.id,
        fact.subject_kind,
        fact.subject_id,
        now(),
        [one.id for one in found],
        [one.channel for one in found],
        [one.person.kind for one in found],
        [one.person.id for one in found],
        [one.person.customer_id for one in found],
        [str(DeliveryStatus.SKIPPED if one.why else DeliveryStatus.WAITING) for one in found],
        [str(one.why or "") for one in found],
        [one.person.locale for one in found],
        [one.worded.title for one in found],
        [one.worded.body[: texts.LONGEST_BODY * 2] for one in found],
        [one.path for one in found],
        [one.due_at for one in found],
        [one.worded.kept for one in found],
    )
    for one in made:
        if one["status"] == DeliveryStatus.WAITING:
            await later(SENDERS[notice.lane], one["id"], one["next_at"])
