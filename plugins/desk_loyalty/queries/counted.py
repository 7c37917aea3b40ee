"""Sums over a period, for figures."""

from collections.abc import Sequence

from desk.extend import Part, Period, tally

_MOVED = """(select at, points from loyalty_entry
              where at >= $1 and at < $2 and kind in ({kinds})) x"""
_HANDED_OUT = """(select delivered_at as at, quantity from loyalty_redemption
                   where status = 'delivered' and delivered_at >= $1 and delivered_at < $2) x"""


async def moved(period: Period, by: str, kinds: Sequence[str]) -> list[Part]:
    """The points of all movements of these kinds, without their sign."""
    said = ", ".join(f"'{kind}'" for kind in kinds)
    return await tally(_MOVED.format(kinds=said), period, by, at="x.at", part="abs(sum(x.points))")


async def handed_out(period: Period, by: str) -> list[Part]:
    """How many gifts were handed out."""
    return await tally(_HANDED_OUT, period, by, at="x.at", part="sum(x.quantity)")
