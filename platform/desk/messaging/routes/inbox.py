"""The inbox: of members, operators and contacts alike."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation.permissions import SIGNED_IN, needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.paging import decode
from desk.foundation.web.request import current_principal
from desk.messaging import actions, queries, views

SIZE = 30
HERE = "inbox"


@get("/inbox", name="messaging.inbox", opt=needs(SIGNED_IN))
async def inbox(
    shown: FromQuery[str] = "", kind: FromQuery[str] = "", cursor: FromQuery[str | None] = None
) -> Response[str]:
    """What lies there, the latest first."""
    by, unread = current_principal(), shown == "unread"
    after = decode(cursor, UUID)[0] if cursor else None
    kind = kind[:80].replace("\0", "")
    found = await queries.inbox(by.id, unread=unread, kind=kind or None, most=SIZE + 1, after=after)
    listed = queries.page_of(found, SIZE)
    came, waiting = await queries.kinds_in_inbox(by.id), await queries.unread(by.id)
    narrowed = f"&kind={kind}" if kind else ""
    return page(
        "messaging/inbox.html",
        here=HERE,
        messages=[views.inbox_view(one) for one in listed.items],
        tabs=[
            _tab(gettext("All"), f"/inbox?{narrowed[1:]}" if kind else "/inbox", not unread),
            _tab(gettext("Unread"), f"/inbox?shown=unread{narrowed}", unread, waiting),
        ],
        kinds=views.options(((one, views.kind_word(one)) for one in came), gettext("All kinds")),
        kind=kind,
        shown="unread" if unread else "",
        unread=waiting,
        until=found[0]["id"] if found and after is None else None,
        next_url=f"/inbox?cursor={listed.next}{'&shown=unread' if unread else ''}{narrowed}" if listed.next else "",
    )


def _tab(label: str, url: str, current: bool, count: int | None = None) -> dict[str, Any]:
    return {"label": label, "url": url, "current": current, "count": count, "hot": bool(count)}


@get("/inbox/bell", name="messaging.bell", opt=needs(SIGNED_IN))
async def bell() -> Response[str]:
    """The bell with the number of what wasn't read; asked after each page, and when the inbox changed."""
    return fragment("messaging/_bell.html", count=await queries.unread(current_principal().id))


@post("/inbox/reading", name="messaging.read_all", status_code=200, opt=needs(SIGNED_IN, even_suspended=True))
async def read_all(request: Request[Any, Any, Any]) -> Response[str]:
    """All is read, up to the newest that was shown."""
    until = (await typed(request)).get("until", "")
    with suppress(ValueError):
        await actions.mark_all_read(UUID(str(until)), by=current_principal())
    return see_other("/inbox")


@post(
    "/inbox/{delivery_id:uuid}/reading",
    name="messaging.read",
    status_code=200,
    opt=needs(SIGNED_IN, even_suspended=True),
)
async def read(delivery_id: FromPath[UUID]) -> Response[str]:
    """One is read; on to what it is about."""
    return see_other(await actions.mark_read(delivery_id, by=current_principal()) or "/inbox")


HANDLERS = (inbox, bell, read_all, read)
