"""Figures of messages: sent, and not arrived."""

from desk.foundation.figures import Part, Period, tally

_TRIED = """
delivery d where d.created_at >= $1 and d.created_at < $2 and d.status in ('sent', 'failed', 'bounced', 'unknown')
"""
_KEYS = {"channel": ("d.channel", "''")}


async def sent(period: Period, by: str) -> list[Part]:
    """Messages that were handed on."""
    part = "count(*) filter (where d.status = 'sent')"
    return await tally(_TRIED, period, by, at="d.created_at", part=part, keys=_KEYS)


async def failed(period: Period, by: str) -> list[Part]:
    """Those that weren't, or came back, of all that were tried."""
    part = "count(*) filter (where d.status in ('failed', 'bounced'))"
    return await tally(_TRIED, period, by, at="d.created_at", part=part, whole="count(*)", keys=_KEYS)
