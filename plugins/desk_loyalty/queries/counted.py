"""Sums over a period, for figures."""

from collections.abc import Sequence

from desk.extend import Part, Period, row, tally, value

_MOVED = """(select at, points from loyalty_entry
              where at >= $1 and at < $2 and kind in ({kinds})) x"""
_EXCHANGED = """(select e.at, l.points from loyalty_line l
                   join loyalty_entry e on e.tenant_id = l.tenant_id and e.id = l.entry
                  where l.account = 'spent' and e.at >= $1 and e.at < $2) x"""
_HANDED_OUT = """(select r.delivered_at as at, r.quantity, g.kind from loyalty_redemption r
                    join loyalty_gift g on g.tenant_id = r.tenant_id and g.id = r.gift
                   where r.status = 'delivered' and r.delivered_at >= $1 and r.delivered_at < $2) x"""
_OPEN = """
select coalesce(sum(l.points), 0)::bigint from loyalty_line l
  join loyalty_entry e on e.tenant_id = l.tenant_id and e.id = l.entry
 where l.account in ('points', 'reserved') and e.at < $1
"""
_ACTIVE = """
select count(distinct customer) filter (where at >= $1) as part, count(distinct customer) as whole
  from loyalty_entry where at < $2
"""


async def moved(period: Period, by: str, kinds: Sequence[str]) -> list[Part]:
    """The points of all movements of these kinds, without their sign."""
    said = ", ".join(f"'{kind}'" for kind in kinds)
    return await tally(_MOVED.format(kinds=said), period, by, at="x.at", part="abs(sum(x.points))")


async def exchanged(period: Period, by: str) -> list[Part]:
    """Points that were spent on gifts, less those that came back."""
    return await tally(_EXCHANGED, period, by, at="x.at", part="sum(x.points)")


async def handed_out(period: Period, by: str) -> list[Part]:
    """How many gifts were handed out."""
    return await tally(_HANDED_OUT, period, by, at="x.at", part="sum(x.quantity)", keys={"kind": ("x.kind", "''")})


async def open_at_the_end(period: Period) -> int:
    """What customers could still spend, or had reserved, when a period ended."""
    return int(await value(_OPEN, period.until))


async def active(period: Period) -> Part:
    """Of all accounts that there were when a period ended, those on which something moved in it."""
    found = await row(_ACTIVE, period.since, period.until)
    assert found is not None, "counting answers with a row"
    return Part(found["part"], found["whole"])
