"""What people answered to messages."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get

from desk.foundation.errors import Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.web.pages import page
from desk.foundation.web.paging import decode
from desk.foundation.web.request import current_principal
from desk.messaging import queries, views

REPLIES = "/replies"
SIZE = 50


@get(REPLIES, name="messaging.replies", opt=needs("delivery.read"))
async def replies(request: Request[Any, Any, Any]) -> Response[str]:
    """What was answered, the latest first; of one contact where the address says so."""
    query = request.query_params
    cursor, contact = query.get("cursor"), _contact(query.get("contact", ""))
    after = decode(cursor, UUID)[0] if cursor else None
    listed = queries.page_of(await queries.replies(contact=contact, most=SIZE + 1, after=after), SIZE)
    narrowed = f"contact={contact}&" if contact else ""
    return page(
        "messaging/replies.html",
        here="messages",
        tabs=views.tabs(REPLIES, current_principal()),
        replies=[views.reply_view(one) for one in listed.items],
        is_narrowed=contact is not None,
        next_url=f"{REPLIES}?{narrowed}cursor={listed.next}" if listed.next else "",
        first_url=f"{REPLIES}?{narrowed}".rstrip("?&") if cursor else "",
    )


def _contact(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Unacceptable from None


HANDLERS = (replies,)
