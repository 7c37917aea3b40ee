"""Sums over a period, for figures."""

from typing import Literal

from desk.extend import Part, Period, tally

_KEYS = {"member": ("m.id", "m.name")}
_HAPPENED = """implementation_project p left join member m on m.tenant_id = p.tenant_id and m.id = p.lead
 where p.{column} >= $1 and p.{column} < $2"""


async def happened(period: Period, by: str, column: Literal["applied_at", "started_at"]) -> list[Part]:
    """How many projects have this moment within the period."""
    return await tally(_HAPPENED.format(column=column), period, by, at=f"p.{column}", keys=_KEYS)
