"""
Tables to take out, some rows at a time: neither the whole nor a connection is held while somebody reads.

The request's own transaction ends before the first byte, as always; each further portion is read in a short one of its
own, when the one before has been taken. See docs/decisions/0017-tables-flow.md.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import closing
from typing import Any, Literal

from litestar import Response
from litestar.response import Stream

from desk.foundation.tenancy import Scope, current_scope, scope_after
from desk.foundation.translation import gettext
from desk.foundation.web.request import current_visit
from desk.kit.time import now, to_zone
from desk.kit.writing import CsvWriter, Rows, WorkbookWriter, Writer

Suffix = Literal["csv", "xlsx"]
Read = Callable[[Any], Awaitable[tuple[Rows, Any]]]
"""The rows behind a place, and the place of the last of them: None when there are no more."""
AT_ONCE = 1_000
"""Rows of a portion."""
_KINDS: dict[Suffix, tuple[Callable[[], Writer], str]] = {
    "csv": (CsvWriter, "text/csv; charset=utf-8"),
    "xlsx": (WorkbookWriter, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


async def table(name: str, headings: Iterable[str], lines: Iterable[Sequence[object]]) -> Response[Any]:
    """Few lines under headings as a file, named with today's date; whoever calls notes that it went out."""

    async def read(_place: None) -> tuple[Rows, None]:
        return lines, None

    return await flowing(name, [gettext(word) for word in headings], read)


async def flowing(name: str, headings: Sequence[str], read: Read, suffix: Suffix = "csv") -> Response[Any]:
    """
    Any number of lines as such a file: the first are read now, the others when those before them were taken.

    Not for the portal: the portions behind the first know the tenant alone.
    """
    asked = current_scope()
    assert asked.customer_id is None
    first, place = await read(None)
    writer, media_type = _KINDS[suffix]
    file = f"{name}-{to_zone(now(), current_visit().tenant.zone or 'UTC'):%Y%m%d}.{suffix}"
    disposition = {"Content-Disposition": f'attachment; filename="{file}"'}
    content = _written(writer(), [headings, *first], place, read, asked)
    return Stream(content, media_type=media_type, headers=disposition)


async def _written(writer: Writer, rows: Rows, place: Any, read: Read, asked: Scope) -> AsyncIterator[bytes]:
    with closing(writer):
        yield await asyncio.to_thread(writer.rows, rows)
        while place is not None:
            async with scope_after(asked):
                rows, place = await read(place)
            yield await asyncio.to_thread(writer.rows, rows)
        yield writer.end()
