"""One page of a list, by keyset in both directions; and counts that stop."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.translation import language
from desk.foundation.web import paging
from desk.kit.money import format_count

SIZE = 50
"""Rows of a page."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list: its rows, their places (0 where there are none), and the cursors on and back."""

    rows: Sequence[Record]
    first: int
    last: int
    after: str | None
    before: str | None


async def leaf(
    listed: Callable[..., Awaitable[Sequence[Record]]],
    column: str,
    *,
    size: int,
    after: str | None = None,
    before: str | None = None,
    kind: type = datetime,
) -> Leaf:
    """
    The page behind or before a cursor, of rows that are sorted by what is in ``column`` (a ``kind``) and their id.

    ``listed`` takes ``most`` and the key ``after`` or ``before``. Raises ``Unacceptable`` for a cursor that we didn't
    make.
    """

    def cursor(one: Record, place: int) -> str:
        return paging.encode(one[column], one["id"], place)

    if before:
        at, one_id, place = paging.decode(before, kind, UUID, int)
        found = await listed(most=size + 1, before=(at, one_id))
        if len(found) > size:
            kept, first = found[1:], max(1, place - size)
            last = first + size - 1
            return Leaf(kept, first, last, cursor(kept[-1], last), cursor(kept[0], first))
        # The first page in whole, also when it begins in the middle of what was shown.
    place, key = 0, None
    if after and not before:
        at, one_id, place = paging.decode(after, kind, UUID, int)
        key = (at, one_id)
    found = await listed(most=size + 1, after=key)
    kept, first = found[:size], place + 1
    last = place + len(kept)
    return Leaf(
        kept,
        first if kept else 0,
        last if kept else 0,
        cursor(kept[-1], last) if len(found) > size else None,
        cursor(kept[0], first) if key and kept else None,
    )


def rounded(count: int) -> str:
    """A count that stops at a thousand, as it is written."""
    lang = language.get()
    return f"{format_count(paging.COUNTED, lang)}+" if count > paging.COUNTED else format_count(count, lang)
