"""Invented messages: what people would have been told about what happened in the sample, as of then."""

from datetime import timedelta
from typing import Any

from desk.foundation.database import execute
from desk.kit.time import as_of, now
from desk.messaging import actions, kinds, queries
from desk.messaging.states import Source

UNREAD = timedelta(days=1)
"""What is older was read."""


async def fill(words: dict[str, Any]) -> None:
    """Tell what happened as it would have been told then; nothing of it leaves the house. Safe to run again."""
    names = sorted({one.event for _, one in kinds.notices().values() if one.consent != "none"})
    for fact in await queries.facts_named(names):
        with as_of(fact.at):
            await actions.tell(fact)
    await execute(queries.SETTLE_SAMPLE, now() - UNREAD)
    for one in words.get("consents", ()):
        contact = await queries.contact_named(one["contact"])
        if contact is not None:
            await actions.opt_out(contact, one["channel"], one.get("kind", ""), source=Source.SAMPLE)
