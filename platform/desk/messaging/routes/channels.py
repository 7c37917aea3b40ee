"""How the ways to people are: what went out by each lately, and which one rests because it keeps failing."""

from datetime import timedelta
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from desk.foundation.labels import label
from desk.foundation.notices import Channel
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.ids import first_key
from desk.kit.time import now
from desk.messaging import actions, kinds, queries, views

CHANNELS = "/notices/channels"
MANAGE = needs("notice.manage")
DAY = timedelta(days=1)


@get(CHANNELS, name="messaging.channels_health", opt=MANAGE)
async def channels() -> Response[str]:
    """All channels of this tenant."""
    health, counts = await queries.health(), await queries.lately(first_key((now() - DAY).timestamp()))
    return page(
        "messaging/channels.html",
        here="messages",
        tabs=views.tabs(CHANNELS, current_principal()),
        channels=[_line(one, health.get(one.key), counts) for one in kinds.channels_here(current_visit().tenant)],
    )


def _line(one: Channel, health: Any, counts: dict[tuple[str, str], int]) -> dict[str, Any]:
    rests = health["rests_until"] if health else None
    not_sent = ("failed", "bounced", "unknown")
    return {
        "key": one.key,
        "word": gettext(one.label),
        "icon": one.icon,
        "page": one.page,
        "rests_until": rests if rests and rests > now() else None,
        "failures": health["failures"] if health else 0,
        "why": label("delivery.why", health["why"]) if health and health["why"] else "",
        "failing_since": health["failing_since"] if health else None,
        "sent": counts.get((one.key, "sent"), 0),
        "waiting": counts.get((one.key, "waiting"), 0) + counts.get((one.key, "sending"), 0),
        "not_sent": sum(counts.get((one.key, status), 0) for status in not_sent),
    }


@post(f"{CHANNELS}/{{channel:str}}/work", name="messaging.end_rest", status_code=200, opt=MANAGE)
async def end_rest(channel: FromPath[str]) -> Response[str]:
    """It was mended: no more rest."""
    await actions.end_rest(channel, by=current_principal())
    return see_other(CHANNELS)


HANDLERS = (channels, end_rest)
