"""The feed for programs: all facts in their order, to be read on from where one stopped."""

from uuid import UUID

from litestar import get
from litestar.params import FromQuery

from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.paging import decode, encode, size_of
from desk.webhooks import answers, payloads, queries
from desk.webhooks.forms import read_patterns
from desk.webhooks.queries.feed import FIRST

SAYS = N_("All facts in their order, behind a cursor. Types are names such as ticket.closed or ticket.*, with commas.")


@get("/events", name="api.webhooks.events", opt=needs("event.read", says=SAYS))
async def events(
    after: FromQuery[str | None] = None, types: FromQuery[str] = "", limit: FromQuery[int | None] = None
) -> answers.Feed:
    """The facts behind a cursor, the oldest first; ``next`` is where to read on, also when there is nothing yet."""
    wanted = read_patterns(types.split(","), field="types")
    start: UUID = decode(after, UUID)[0] if after else FIRST
    found = await queries.seen(start, wanted, most=size_of(limit))
    return answers.Feed([payloads.told(one) for one in found.facts], encode(found.last), found.more)


HANDLERS = (events,)
