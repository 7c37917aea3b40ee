"""Who may be the same customer: likenesses, and the pairs that were found or denied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.customers.queries.one import said_of
from desk.foundation.database import execute, execute_many, row, rows
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a customer is compared by."""

    core: str
    names: Sequence[str]
    sounds: Sequence[str]
    phones: Sequence[str]
    dongles: Sequence[str]
    tax_no: str

    @property
    def values(self) -> tuple[Any, ...]:
        """As they stand in a row."""
        return (self.core, *map(list, (self.names, self.sounds, self.phones, self.dongles)), self.tax_no)


_KEEP = """
insert into likeness (tenant_id, id, customer, core, names, sounds, phones, dongles, tax_no)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (tenant_id, customer) do update
   set core = excluded.core, names = excluded.names, sounds = excluded.sounds, phones = excluded.phones,
       dongles = excluded.dongles, tax_no = excluded.tax_no, looked_at = null
 where (likeness.core, likeness.names, likeness.sounds, likeness.phones, likeness.dongles, likeness.tax_no)
       is distinct from
       (excluded.core, excluded.names, excluded.sounds, excluded.phones, excluded.dongles, excluded.tax_no)
"""


async def keep(customer_id: UUID, found: Likeness) -> None:
    """What a customer is compared by from now on; looked at again only when it changed."""
    await execute(_KEEP, current_scope().tenant.id, uuid7(), customer_id, *found.values)


async def add_likenesses(found: Sequence[tuple[UUID, Likeness]]) -> None:
    """The same for several."""
    tenant = current_scope().tenant.id
    if found:
        await execute_many(_KEEP, [(tenant, uuid7(), one, *likeness.values) for one, likeness in found])


async def unnoted(most: int) -> list[Record]:
    """What is said of customers whose likeness nobody noted yet."""
    found = await rows(
        "select c.id from customer c where not exists (select from likeness l where l.customer = c.id) limit $1", most
    )
    return await said_of([one["id"] for one in found]) if found else []


async def unlooked(most: int) -> list[Record]:
    """Likenesses that nothing was compared with since they changed."""
    return await rows(
        """select customer, core, names, sounds, phones, dongles, tax_no from likeness
            where looked_at is null order by id limit $1""",
        most,
    )


async def likeness(customer_id: UUID) -> Likeness | None:
    """What one customer is compared by."""
    found = await row(
        "select core, names, sounds, phones, dongles, tax_no from likeness where customer = $1", customer_id
    )
    return Likeness(**found) if found else None


async def alike(own: UUID | None, wanted: Likeness, *, most: int) -> list[Record]:
    """Customers with something alike, each reason a row; at most so many for each reason."""
    arguments = (list(one) for one in (wanted.names, wanted.sounds, wanted.phones, wanted.dongles))
    return await rows(
        "select customer, reason from find_alike_customers($1, $2, $3, $4, $5, $6, $7)",
        *(own, *arguments, wanted.tax_no, most),
    )


async def keep_pairs(customer_id: UUID, pairs: Sequence[tuple[Any, ...]], at: datetime) -> None:
    """These are all who may be the same; who was said not to be stays so."""
    others = [two for one in pairs for two in one[:2] if two != customer_id]
    await execute(
        """delete from suspicion where (one = $1 or other = $1) and denied_at is null
              and not (case when one = $1 then other else one end = any($2::uuid[]))""",
        *(customer_id, others),
    )
    tenant = current_scope().tenant.id
    if pairs:
        await execute_many(
            """insert into suspicion (tenant_id, id, one, other, reasons, score, found_at)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (tenant_id, one, other) do update set reasons = excluded.reasons, score = excluded.score""",
            [(tenant, uuid7(), *pair, at) for pair in pairs],
        )
    await execute("update likeness set looked_at = $2 where customer = $1", customer_id, at)


async def denied(customer_id: UUID) -> set[UUID]:
    """Who was said not to be this customer."""
    found = await rows(
        """select case when one = $1 then other else one end as id from suspicion
            where (one = $1 or other = $1) and denied_at is not null""",
        customer_id,
    )
    return {one["id"] for one in found}


async def deny(one: UUID, other: UUID, at: datetime, by: UUID | None) -> None:
    """Two customers are not the same."""
    await execute(
        """insert into suspicion (tenant_id, id, one, other, score, found_at, denied_at, denied_by)
           values ($1, $2, $3, $4, 0, $5, $5, $6)
           on conflict (tenant_id, one, other) do update
              set denied_at = excluded.denied_at, denied_by = excluded.denied_by""",
        *(current_scope().tenant.id, uuid7(), one, other, at, by),
    )


async def allow_again(one: UUID, other: UUID) -> None:
    """They may be the same, after all: they are compared again."""
    await execute("delete from suspicion where one = $1 and other = $2 and denied_at is not null", one, other)
    await execute("update likeness set looked_at = null where customer = any($1::uuid[])", [one, other])


_PAIRS = """
select s.id, s.score, s.reasons, s.found_at, a.id as one, a.number as one_number, a.name as one_name,
       a.phone as one_phone, a.address as one_address, b.id as other, b.number as other_number, b.name as other_name,
       b.phone as other_phone, b.address as other_address
  from suspicion s join customer a on a.id = s.one join customer b on b.id = s.other
 where s.denied_at is null
"""


async def pairs(*, most: int, after: tuple[int, UUID] | None = None) -> list[Record]:
    """Pairs that may be one, the likeliest first."""
    return await rows(
        " ".join(
            (
                *(_PAIRS, "and ($2::integer is null or (s.score, s.id) < ($2, $3::uuid))"),
                "order by s.score desc, s.id desc limit $1",
            )
        ),
        most,
        *(after or (None, None)),
    )


async def briefly(ids: Sequence[UUID]) -> dict[UUID, Record]:
    """Number, name, phone and address of customers."""
    found = await rows("select id, number, name, phone, address from customer where id = any($1)", list(ids))
    return {one["id"]: one for one in found}


async def counted(*, most: int) -> int:
    """How many pairs there are; the count stops at ``most``."""
    found = await row("select count(*) as count from (select from suspicion where denied_at is null limit $1) x", most)
    return int(found["count"]) if found else 0
