"""What headquarters does with bulletins, and what a partner and its members do with them."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import asyncpg
from asyncpg import Record
from piccolo.columns import Column

from desk.foundation.choices import chosen
from desk.foundation.crossing import publishing
from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, NotFound, Stale
from desk.foundation.events import record
from desk.foundation.numbers import next_number
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import gettext
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.publications import events
from desk.publications.errors import IsWithdrawn, NotForCustomers, NothingToPublish, PortalIsClosed
from desk.publications.queries import bulletins as queries
from desk.publications.settings import IN_PORTAL
from desk.publications.tables import BulletinDraft, BulletinShowing


@dataclass(frozen=True, slots=True)
class Words:
    """What a bulletin says: to partners in ``body``, and in ``told`` to customers where a partner shows it."""

    kind: str
    title: str
    body: str
    told: str = ""
    product: str = ""
    urgent: bool = False


async def write_bulletin(words: Words, number: int | None = None, *, by: Principal) -> int:
    """Keep a draft, of a new bulletin or of the next version of one; the answer is its number. Nobody is told."""
    _may_publish(by)
    said: dict[Column | str, Any] = {"by_name": by.name[:100], "at": now()}
    said.update(asdict(words))
    if number is None:
        number = await next_number("bulletin")
    elif not await queries.versions(number) and await queries.draft(number) is None:
        raise NotFound
    known = await BulletinDraft.update(said).where(BulletinDraft.number == number).returning(BulletinDraft.id)
    if not known:
        await BulletinDraft.add(number=number, **{str(name): said[name] for name in said})
    return number


async def drop_draft(number: int, *, by: Principal) -> None:
    """Let a draft go; what is published stays. Raises ``NotFound``."""
    _may_publish(by)
    gone = await BulletinDraft.delete().where(BulletinDraft.number == number).returning(BulletinDraft.id)
    if not gone:
        raise NotFound


async def publish_bulletin(number: int, *, by: Principal) -> int:
    """Publish the draft to all partners as the next version; the answer is which. Raises ``NothingToPublish``."""
    _may_publish(by)
    draft = await queries.locked_draft(number)
    if draft is None:
        raise NothingToPublish
    made, at = uuid7(), now()
    await draft.remove()
    said = (draft.kind, draft.urgent, draft.title, draft.product, draft.body, draft.told, by.name[:100], at)
    try:
        async with publishing() as connection:
            version = int(await connection.fetchval(queries.NEXT_VERSION, number))
            await connection.execute(queries.PUBLISH, made, number, version, *said)
            words: dict[str, Any] = {"number": number, "version": version, "kind": draft.kind, "urgent": draft.urgent}
            await record(events.BulletinPublished(made, by=by, **words))
    except asyncpg.UniqueViolationError:
        raise Stale(who=gettext("Somebody")) from None
    current_scope().wakes = True
    return version


async def withdraw_bulletin(number: int, why: str, *, by: Principal) -> None:
    """Take the newest version back: partners and their customers read it no more. Raises ``IsWithdrawn``."""
    _may_publish(by)
    found = await queries.newest(number)
    async with publishing() as connection:
        if not await connection.fetchval(queries.WITHDRAW, found["id"], now(), by.name[:100], why):
            raise IsWithdrawn
        words = {"number": number, "version": found["version"]}
        await record(events.BulletinWithdrawn(found["id"], by=by, **words))
    current_scope().wakes = True


async def receive_bulletin(bulletin_id: UUID, *, by: Principal) -> None:
    """At a partner: make its own fact of what headquarters published or withdrew."""
    found = await queries.by_id(bulletin_id)
    if found is None:
        return
    words = {"number": found["number"], "version": found["version"]}
    if found["withdrawn_at"] is not None:
        await BulletinShowing.delete().where(BulletinShowing.bulletin == bulletin_id)
        await _count(bulletin_id)
        await record(events.BulletinGone(bulletin_id, by=by, **words))
        return
    arrived = events.BulletinArrived(bulletin_id, by=by, kind=found["kind"], urgent=found["urgent"], **words)
    await record(arrived)


async def read_bulletin(found: Record, *, by: Principal) -> None:
    """Note that a member read a version; once."""
    if found["read_at"] is None:
        await _note(found["id"], acknowledged=False, by=by)


async def note_bulletin(number: int, *, by: Principal) -> None:
    """Take note of the newest version: whoever reads knows what to do. Raises ``IsWithdrawn``."""
    found = await _current(number, by)
    if found["acknowledged_at"] is not None:
        return
    await _note(found["id"], acknowledged=True, by=by)
    await record(events.BulletinNoted(found["id"], by=by, number=number, version=found["version"]))


async def show_bulletin(number: int, *, by: Principal) -> None:
    """
    Agree that customers read this version in the portal.

    Raises ``IsWithdrawn``, ``NotForCustomers``, and ``PortalIsClosed`` where the settings say that none are shown.
    """
    found = await _current(number, by)
    if not found["told"]:
        raise NotForCustomers
    if not chosen(IN_PORTAL):
        raise PortalIsClosed
    if found["shown_at"] is None:
        await BulletinShowing.add(bulletin=found["id"], by_name=by.name[:100], at=now())
        await _shown(found, True, by)


async def hide_bulletin(number: int, *, by: Principal) -> None:
    """Let customers read it no more."""
    found = await queries.newest(number, by.id)
    if found["shown_at"] is not None:
        await BulletinShowing.delete().where(BulletinShowing.bulletin == found["id"])
        await _shown(found, False, by)


async def _current(number: int, by: Principal) -> Record:
    found = await queries.newest(number, by.id)
    if found["withdrawn_at"] is not None:
        raise IsWithdrawn
    return found


async def _shown(found: Record, is_shown: bool, by: Principal) -> None:
    await _count(found["id"])
    words = {"number": found["number"], "version": found["version"]}
    await record(events.BulletinShown(found["id"], by=by, shown=is_shown, **words))


async def _note(bulletin: UUID, *, acknowledged: bool, by: Principal) -> None:
    at = now()
    said = (bulletin, by.id, at, at if acknowledged else None)
    await execute(queries.READ, current_scope().tenant.id, uuid7(), *said)
    await _count(bulletin)


async def _count(bulletin: UUID) -> None:
    """Tell headquarters how many; not who."""
    await execute(queries.COUNT, current_scope().tenant.id, bulletin, now())


def _may_publish(by: Principal) -> None:
    if not by.may("bulletin.publish"):
        raise Forbidden
