"""Putting things into the index and taking them out."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from desk.foundation.database import execute
from desk.foundation.events import Audience
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.text import bigrams, clip
from desk.search import kinds, queries

_LONGEST = 300
_LONGEST_URL = 200
FILLED = 500
"""Things of one kind that one transaction puts into the index."""


async def index(
    *,
    kind: str,
    subject_id: UUID,
    title: str,
    detail: str = "",
    url: str,
    words: Iterable[str],
    digits: Iterable[str] = (),
    customer_id: UUID | None = None,
    audience: Audience = "team",
    at: datetime,
) -> None:
    """
    Let a thing be found, or found anew: by the words of its title and these, by its numbers in any spelling.

    ``digits`` are phone numbers and serials, of which any part is found. A customer finds what has the audience
    ``customer`` and their id; from the portal nothing else can be indexed, so do that in a reaction.
    """
    if len(url) > _LONGEST_URL:
        raise ValueError("an address in the index is a path of at most 200 characters")
    await execute(
        queries.KEEP,
        current_scope().tenant.id,
        uuid7(),
        kind,
        subject_id,
        customer_id,
        audience,
        clip(title, _LONGEST),
        clip(detail, _LONGEST),
        url,
        queries.digits_of(digits),
        at,
        bigrams(title),
        bigrams("\n".join(words)),
    )


async def fill(*, most: int = FILLED) -> tuple[dict[str, int], bool]:
    """
    Put what was there before its kind could be found into the index: so many of each kind, and whether there is more.

    What is in the index is not looked at again, so that whoever is stopped goes on where they stood.
    """
    counts, more = {}, False
    for one in kinds.fillings():
        waiting = await queries.unfound(one.name, one.table, most=most)
        for subject_id in waiting:
            await one.index(subject_id)
        left = set(await queries.unfound(one.name, one.table, most=most)) & set(waiting)
        counts[one.name] = len(waiting) - len(left)
        more = more or (len(waiting) == most and len(left) < most)
    return counts, more


async def forget(kind: str, subject_id: UUID) -> None:
    """Let a thing not be found any more; nothing happens where it never was."""
    await execute(queries.FORGET, kind, subject_id)


async def forget_plugin(slug: str) -> None:
    """Let nothing be found any more that belongs to a plugin: it is taken away."""
    await execute(queries.FORGET_KINDS, kinds.of_plugin(slug))
