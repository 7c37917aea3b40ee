"""Lists: what the pages of all of them have in common. Which rows, filters and words there are is each list's own."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record
from litestar import Response

from desk.foundation.translation import gettext, language
from desk.foundation.web import paging
from desk.foundation.web.request import current_visit
from desk.kit.money import format_count
from desk.kit.spreadsheets import write_csv
from desk.kit.time import now, to_zone


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
) -> Leaf:
    """
    The page behind or before a cursor, of rows that are sorted by a moment in ``column`` and their id.

    ``listed`` takes ``most`` and the key ``after`` or ``before``. Raises ``Unacceptable`` for a cursor that we didn't
    make.
    """

    def cursor(one: Record, place: int) -> str:
        return paging.encode(one[column], one["id"], place)

    if before:
        at, one_id, place = paging.decode(before, datetime, UUID, int)
        found = await listed(most=size + 1, before=(at, one_id))
        if len(found) > size:
            kept, first = found[1:], max(1, place - size)
            last = first + size - 1
            return Leaf(kept, first, last, cursor(kept[-1], last), cursor(kept[0], first))
        # The first page in whole, also when it begins in the middle of what was shown.
    place, key = 0, None
    if after and not before:
        at, one_id, place = paging.decode(after, datetime, UUID, int)
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


async def table(name: str, headings: Iterable[str], lines: Iterable[Sequence[str]]) -> Response[bytes]:
    """Lines under headings as a file to take out, named with today's date; whoever calls notes that it went out."""
    content = await asyncio.to_thread(b"".join, write_csv([[gettext(word) for word in headings], *lines]))
    file = f"{name}-{to_zone(now(), current_visit().tenant.zone):%Y%m%d}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=disposition)
