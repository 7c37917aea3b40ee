"""Figures of customers: who came."""

from desk.foundation.figures import Part, Period, tally

_CAME = "customer c where c.created_at >= $1 and c.created_at < $2"


async def new(period: Period, by: str) -> list[Part]:
    """Customers that were entered in a period, by the grade they have now."""
    return await tally(_CAME, period, by, at="c.created_at", keys={"grade": ("c.grade", "''")})
