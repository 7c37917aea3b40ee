"""Figures of requests: opened, and done."""

from desk.foundation.figures import Part, Period, tally

_KEYS = {"kind": ("r.kind", "''")}


async def opened(period: Period, by: str) -> list[Part]:
    """Requests that were opened in a period."""
    return await tally(
        "request r where r.opened_at >= $1 and r.opened_at < $2", period, by, at="r.opened_at", keys=_KEYS
    )


async def done(period: Period, by: str) -> list[Part]:
    """Requests that were done in a period."""
    source = "request r where r.status = 'done' and r.ended_at >= $1 and r.ended_at < $2"
    return await tally(source, period, by, at="r.ended_at", keys=_KEYS)
