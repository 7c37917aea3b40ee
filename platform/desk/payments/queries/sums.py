"""What came and what went back, by kind and month."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desk.foundation.database import rows
from desk.foundation.figures import Part, Period, tally

_MOVED = """
select p.kind, p.currency, p.paid_at as at, p.customer, p.amount_cents as received, 0::bigint as refunded, 1 as payments
  from payment p where p.status in ('recorded', 'verified') and p.paid_at >= $1 and p.paid_at < $2
 union all
select p.kind, p.currency, r.at, p.customer, 0, r.amount_cents, 0
  from payment_refund r join payment p on p.tenant_id = r.tenant_id and p.id = r.payment
 where r.at >= $1 and r.at < $2
"""


@dataclass(frozen=True, slots=True)
class Sum:
    """What moved of one kind, in one currency and month (1 to 12): cents, and how many payments came."""

    kind: str
    currency: str
    month: int
    received_cents: int
    refunded_cents: int
    payments: int

    @property
    def net_cents(self) -> int:
        return self.received_cents - self.refunded_cents


async def by_month(begin: datetime, end: datetime, zone: str) -> list[Sum]:
    """The sums of a year by kind, currency and month, on the clocks of a zone; a refund counts when it was paid."""
    found = await rows(
        f"""select kind, currency, extract(month from at at time zone $3)::int as month,
                   sum(received)::bigint as received, sum(refunded)::bigint as refunded, sum(payments)::int as payments
              from ({_MOVED}) x group by 1, 2, 3 order by 1, 2, 3""",
        begin,
        end,
        zone,
    )
    return [
        Sum(one["kind"], one["currency"], one["month"], one["received"], one["refunded"], one["payments"])
        for one in found
    ]


async def total_of(begin: datetime, end: datetime, customer: UUID | None = None) -> dict[str, int]:
    """What came less what went back in a period, by currency, of one customer or of all."""
    found = await rows(
        f"""select currency, (sum(received) - sum(refunded))::bigint as net from ({_MOVED}) x
             where $3::uuid is null or customer = $3 group by 1 order by 1""",
        begin,
        end,
        customer,
    )
    return {one["currency"]: one["net"] for one in found}


async def years(zone: str) -> list[int]:
    """The years in which something was paid, the latest first."""
    found = await rows(
        """select distinct extract(year from paid_at at time zone $1)::int as year from payment
            where status in ('recorded', 'verified') order by 1 desc limit 30""",
        zone,
    )
    return [one["year"] for one in found]


async def received(period: Period, by: str) -> list[Part]:
    """What came in a period, by currency."""
    return await _moved(period, by, "received")


async def paid_back(period: Period, by: str) -> list[Part]:
    """What went back in a period, by currency."""
    return await _moved(period, by, "refunded")


async def _moved(period: Period, by: str, column: str) -> list[Part]:
    source, keys = f"({_MOVED}) x where x.{column} > 0", {"kind": ("x.kind", "''")}
    return await tally(source, period, by, at="x.at", part=f"sum(x.{column})", currency="x.currency", keys=keys)
