"""What is counted of messages."""

from collections.abc import Sequence
from dataclasses import replace

from desk.foundation.figures import MONTH, FigureKind, Part, Period
from desk.foundation.translation import N_, gettext
from desk.messaging import kinds
from desk.messaging.queries import figures as counted

BY = (MONTH, "channel")


async def sent(period: Period, by: str) -> Sequence[Part]:
    """With the words of the channels."""
    return _spoken(await counted.sent(period, by), by)


async def failed(period: Period, by: str) -> Sequence[Part]:
    """With the words of the channels."""
    return _spoken(await counted.failed(period, by), by)


def _spoken(found: Sequence[Part], by: str) -> Sequence[Part]:
    return [replace(one, word=_word(one.key)) for one in found] if by == "channel" else found


def _word(key: str) -> str:
    known = kinds.channels().get(key)
    return gettext(known[1].label) if known else key


FIGURES = (
    FigureKind(
        "messaging.sent",
        N_("Messages sent"),
        "count",
        sent,
        N_("Messages by the moment at which they were written, one for each person and channel, that were handed on."),
        "14 [assumed]",
        by=BY,
        reads="delivery.read",
        rows=lambda _: "/deliveries",
    ),
    FigureKind(
        "messaging.failed",
        N_("Messages that didn't arrive"),
        "share",
        failed,
        N_("Of the messages that were tried: those that couldn't be handed on or came back."),
        "14 [assumed]",
        good="less",
        by=BY,
        reads="delivery.read",
        rows=lambda _: "/deliveries",
    ),
)
