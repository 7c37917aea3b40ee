"""
Fetching mail: each one kept in a transaction of its own, and only then acknowledged to the server.

Whoever dies in between fetches it again and finds it kept. A new mailbox begins with the mail that comes from then on;
where the server numbers anew, the mail of the last days is looked at again, and what is kept is known by its bytes.
"""

import asyncio
import time
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.outgoing import NoAnswer, outgoing
from desk.foundation.principals import SYSTEM
from desk.foundation.registry import scope_of
from desk.foundation.sealing import Unsealable, unseal
from desk.kit.time import now
from desk.mail import imap, queries
from desk.mail.actions.storing import keep
from desk.mail.events import MailboxRecovered, MailboxStopped
from desk.mail.imap import Conversation, Failed, Server
from desk.mail.tables import Mailbox
from desk.people.queries import holders

SEALED = "desk mailboxes, 1"
FETCH = "mail.fetch_mail"
SHIFT = 12.0
"""Seconds after which no further mail is fetched in one go."""
LAST_DAYS = timedelta(days=3)
ALARM = timedelta(minutes=10)
"""How long a mailbox can't be read before somebody is told."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


async def look() -> None:
    """Have each mailbox of this tenant looked into."""
    for mailbox_id in await queries.boxes_on():
        await later(FETCH, mailbox_id, now())


async def fetch(tenant_id: UUID, mailbox_id: UUID) -> None:
    """Fetch what is new in one mailbox, for a short while; what is left is another job's. Safe to run twice."""
    async with scope_of(tenant_id):
        box = await queries.saved_box(mailbox_id)
    if box is None or not box.active or not box.host:
        return
    try:
        is_over = await _converse(tenant_id, box)
    except Failed as failure:
        async with scope_of(tenant_id):
            await _note_failure(mailbox_id, failure.why)
        return
    async with scope_of(tenant_id):
        await _note_success(mailbox_id)
        if not is_over:
            await later(FETCH, mailbox_id, now())


async def _converse(tenant_id: UUID, box: Mailbox) -> bool:
    """Fetch until nothing is new, or until there was enough for once."""
    begun, conversation = time.monotonic(), Conversation(await _server(box))
    try:
        validity, following = await asyncio.to_thread(conversation.open)
        if not box.validity:
            async with scope_of(tenant_id):
                await _set(box.id, validity=validity, last_uid=max(following - 1, 0))
            return True
        is_anew = validity != box.validity
        criteria = f"SINCE {_day()}" if is_anew else f"UID {box.last_uid + 1}:*"
        found = await asyncio.to_thread(conversation.uids, criteria)
        for uid in (one for one in found if is_anew or one > box.last_uid):
            if time.monotonic() - begun > SHIFT:
                return False
            if (mail := await asyncio.to_thread(conversation.fetch, uid)) is not None:
                async with scope_of(tenant_id):
                    await keep(box.id, mail, by=SYSTEM)
                    if not is_anew:
                        await _set(box.id, last_uid=uid)
                await asyncio.to_thread(conversation.acknowledge, uid)
        if is_anew:
            async with scope_of(tenant_id):
                await _set(box.id, validity=validity, last_uid=max(following - 1, *found, 0))
        return True
    finally:
        await asyncio.to_thread(conversation.close)


async def _server(box: Mailbox) -> Server:
    """Where it is; only addresses in the open. Raises ``Failed``."""
    try:
        password = unseal(SEALED, box.password).decode() if box.password else ""
        found = await outgoing().addresses(box.host, box.port, imap.PORTS)
    except Unsealable:
        raise Failed("secret") from None
    except NoAnswer as none:
        raise Failed(none.why) from None
    addresses = tuple(str(one) for one in found)
    return Server(box.host, box.port, box.security, box.username, password, box.folder, addresses)


def _day() -> str:
    """The first day that is looked at again, in IMAP's own English."""
    day = (now() - LAST_DAYS).date()
    return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"


async def _note_failure(mailbox_id: UUID, why: str) -> None:
    """Count it; when it has failed for a while, somebody is told, once."""
    box = await queries.saved_box(mailbox_id)
    if box is None:
        return
    at, failing = now(), cast("datetime | None", box.failing_since)
    since = failing or at
    await _set(box.id, failures=box.failures + 1, failing_since=since, why=why)
    if cast("datetime | None", box.told_at) is None and at - since >= ALARM:
        await _set(box.id, told_at=at)
        told = sorted(str(one) for one in await holders("mailbox.manage", frozenset()))
        await record(MailboxStopped(box.id, by=SYSTEM, why=why, told=told))


async def _note_success(mailbox_id: UUID) -> None:
    box = await queries.saved_box(mailbox_id)
    if box is None:
        return
    if cast("datetime | None", box.told_at) is not None:
        await record(MailboxRecovered(box.id, by=SYSTEM))
    await _set(box.id, looked_at=now(), failures=0, failing_since=None, told_at=None, why="")


async def _set(mailbox_id: UUID, **changes: Any) -> None:
    await Mailbox.update({getattr(Mailbox, name): new for name, new in changes.items()}).where(Mailbox.id == mailbox_id)
