"""
How channels are: one that keeps failing rests, somebody is told once, and the others go on.

Failing is what says nothing about one person: no connection, a refused sign-in, no answer. After five of these in a row
nothing is handed over for two minutes, then for longer, an hour at most; the first message that is taken ends it.
"""

from datetime import datetime, timedelta

from desk.foundation.database import execute, row
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.notices import Channel, Outcome
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.messaging import kinds, queries
from desk.messaging.events import ChannelRecovered, ChannelTripped
from desk.messaging.states import Why
from desk.people.queries import holders

PERMISSION = "notice.manage"
IN_A_ROW = 5
RESTS = tuple(timedelta(minutes=one) for one in (2, 5, 15, 30, 60))
AILING = frozenset(
    {
        *(Why.NO_SERVER, Why.NO_GATEWAY, Why.NAME, Why.CONNECTION, Why.CERTIFICATE, Why.ADDRESS),
        *(Why.SIGN_IN, Why.TIME, Why.BALANCE, Why.INTERRUPTED),
    }
)


async def resting_until(channel: Channel) -> datetime | None:
    """Until when a channel rests, if it does."""
    found = await queries.health_of(channel.key)
    return found["rests_until"] if found and found["rests_until"] and found["rests_until"] > now() else None


async def count_outcome(channel: str, outcome: Outcome) -> None:
    """Count what came of a message; the one that is one too many makes the channel rest."""
    if outcome.came in ("later", "unknown") and outcome.why in AILING:
        at = now()
        found = await row(queries.COUNT_FAILURE, current_scope().tenant.id, uuid7(), channel, outcome.why, at)
        if found and found["failures"] >= IN_A_ROW and (found["rests_until"] is None or found["rests_until"] <= at):
            await _rest(channel, found["rests"], outcome.why, at)
    elif outcome.came != "later":
        found = await row(queries.END_FAILURES, channel)
        if found and found["rests"]:
            await record(ChannelRecovered(current_scope().tenant.id, by=SYSTEM, channel=channel))


async def _rest(channel: str, rests: int, why: str, at: datetime) -> None:
    """Somebody hears of the first rest; of the next ones the page tells."""
    await execute(queries.REST, channel, at + RESTS[min(rests, len(RESTS) - 1)])
    if not rests:
        told = sorted(str(one) for one in await holders(PERMISSION, frozenset()))
        await record(ChannelTripped(current_scope().tenant.id, by=SYSTEM, channel=channel, why=why, told=told))


async def end_rest(channel: str, *, by: Principal) -> None:
    """Hand messages over again at once, because somebody mended it. One more failure, and it rests again."""
    if not by.may(PERMISSION):
        raise Forbidden
    if kinds.channel(channel, current_scope().tenant) is None:
        raise NotFound
    await execute(queries.REST, channel, now())
    await execute(queries.WAKE, channel, now())
