"""What is counted of complaints over a period: valid ones, by the moment they were made."""

from desk.extend import Part, Period, tally

_KEYS = {
    "category": ("p.category", "''"),
    "department": ("coalesce(nullif(p.department, ''), '-')", "p.department"),
    "position": ("coalesce(p.position, '-')", "''"),
}
_VALID = "complaints_complaint p where p.valid and p.complained_at >= $1 and p.complained_at < $2"
_OVER = "complaints_complaint p where p.valid and p.verified_at >= $1 and p.verified_at < $2"
_AT = "p.complained_at"


async def valid(period: Period, by: str) -> list[Part]:
    """Valid complaints."""
    return await tally(_VALID, period, by, at=_AT, keys=_KEYS)


async def serious(period: Period, by: str) -> list[Part]:
    """Serious ones of them."""
    return await tally(f"{_VALID} and p.level = 'serious'", period, by, at=_AT, keys=_KEYS)


async def reopened(period: Period, by: str) -> list[Part]:
    """Those opened again after they were archived."""
    return await tally(f"{_VALID} and p.reopened > 0", period, by, at=_AT, keys=_KEYS)


async def handling(period: Period, by: str) -> list[Part]:
    """How long it took until the customer was satisfied."""
    part = "sum(extract(epoch from p.verified_at - p.complained_at))"
    return await tally(_OVER, period, by, at="p.verified_at", part=part, whole="count(*)", keys=_KEYS)


async def solved_at_once(period: Period, by: str) -> list[Part]:
    """Of those that were verified: those that were solved the first time."""
    part = "count(*) filter (where p.loops = 0 and p.reopened = 0)"
    return await tally(_OVER, period, by, at="p.verified_at", part=part, whole="count(*)", keys=_KEYS)
