"""The feed for programs: all facts in their order, to be read on from where one stopped."""

from typing import Any
from uuid import UUID

from litestar import get
from litestar.params import FromQuery

from desk.foundation.permissions import needs
from desk.foundation.web.paging import decode, encode, size_of
from desk.webhooks import payloads, queries
from desk.webhooks.forms import read_patterns
from desk.webhooks.queries.feed import FIRST


@get("/events", name="api.webhooks.events", opt=needs("event.read"))
async def events(
    after: FromQuery[str | None] = None, types: FromQuery[str] = "", limit: FromQuery[int | None] = None
) -> dict[str, Any]:
    """The facts behind a cursor, the oldest first; ``next`` is where to read on, also when there is nothing yet."""
    wanted = read_patterns(types.split(","), field="types")
    start: UUID = decode(after, UUID)[0] if after else FIRST
    found = await queries.seen(start, wanted, most=size_of(limit))
    return {"items": [payloads.told(one) for one in found.facts], "next": encode(found.last), "more": found.more}


HANDLERS = (events,)
