"""``/signals``: server-sent events that say what changed. Outside the scope: an open page holds no connection."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from litestar import Request, get
from litestar.response import ServerSentEvent, ServerSentEventMessage

from desk.foundation.errors import DatabaseAway, Unauthorized
from desk.foundation.permissions import ANYONE, needs
from desk.foundation.principals import Principal
from desk.foundation.signals import HUB, Listener
from desk.foundation.tenancy import tenant_scope
from desk.foundation.web.flow import tokens_of
from desk.foundation.web.request import Visit, current_visit

BEAT = 20.0
"""Seconds between two signs of life; each also asks whether the sign-in still stands."""
REFRESH = 3
"""Beats after which a page is told to look for itself while signals can't come."""


@get("/signals", name="live.signals", opt=needs(ANYONE, scope="none"))
async def signals(request: Request[Any, Any, Any]) -> ServerSentEvent:
    """What may be heard by whoever is signed in; ends with the sign-in."""
    visit = current_visit()
    principal = await _who(visit)
    if principal is None:
        raise Unauthorized
    return ServerSentEvent(_stream(visit, principal))


async def _who(visit: Visit) -> Principal | None:
    """Asked in a short scope of its own, again and again."""
    identify, tokens = tokens_of(visit)
    async with tenant_scope(visit.tenant):
        principal, _ = await identify(*tokens)
    return principal


async def _stream(visit: Visit, principal: Principal) -> AsyncIterator[ServerSentEventMessage]:
    listener = Listener(visit.tenant.id, principal.id, principal.customer_id)
    with HUB.listening(listener) as accepted:
        if not accepted:
            yield ServerSentEventMessage(event="full", data="full", retry=60_000)
            return
        yield ServerSentEventMessage(event="refresh", data="begin", retry=5_000)
        beats = 0
        while True:
            try:
                topic = await asyncio.wait_for(listener.queue.get(), BEAT)
                yield ServerSentEventMessage(event=topic, data="changed")
            except TimeoutError:
                beats += 1
                try:
                    if await _who(visit) is None:
                        return
                except DatabaseAway:
                    pass  # nobody can be asked now; the next beat asks again
                late = not HUB.connected and beats % REFRESH == 0
                yield ServerSentEventMessage(event="refresh" if late else "beat", data="beat")


ROUTES = (signals,)
