"""A list as a file to take out."""

import asyncio
from collections.abc import Iterable, Sequence

from litestar import Response

from desk.foundation.translation import gettext
from desk.foundation.web.request import current_visit
from desk.kit.spreadsheets import write_csv
from desk.kit.time import now, to_zone


async def table(name: str, headings: Iterable[str], lines: Iterable[Sequence[str]]) -> Response[bytes]:
    """Lines under headings as a file to take out, named with today's date; whoever calls notes that it went out."""
    content = await asyncio.to_thread(b"".join, write_csv([[gettext(word) for word in headings], *lines]))
    file = f"{name}-{to_zone(now(), current_visit().tenant.zone):%Y%m%d}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=disposition)
