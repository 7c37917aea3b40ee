"""Gifts, and who asked for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, Principal, Thing, gettext, keysets, row, rows, value
from desk_loyalty.tables import LoyaltyGift, LoyaltyRedemption

LOCK = "select held from loyalty_shelf where gift = $1 for update"
"""One at a time takes of a gift: what was counted stays true until the end of the transaction."""
HOLD = "update loyalty_shelf set held = held + $2 where gift = $1"
"""So many more are held; fewer, where it is negative."""
_GIFTS = """
select g.id, g.name, g.kind, g.price, g.value_cents, g.stock, g.told, g.retired_at, g.version,
       g.stock - h.held as left
  from loyalty_gift g join loyalty_shelf h on h.tenant_id = g.tenant_id and h.gift = g.id
"""
_ROW = """
select r.id, r.number, r.customer, c.name as customer_name, r.contact, k.name as contact_name, r.gift,
       g.name as gift_name, g.kind as gift_kind, r.quantity, r.points, r.status, r.requested_at, r.requested_by_kind,
       r.decided_at, d.name as decided_by_name, r.reason, r.request_id, r.request_number, r.delivered_at,
       t.name as delivered_by_name, r.received_by, r.version
  from loyalty_redemption r
  join customer c on c.tenant_id = r.tenant_id and c.id = r.customer
  join loyalty_gift g on g.tenant_id = r.tenant_id and g.id = r.gift
  left join contact k on k.tenant_id = r.tenant_id and k.id = r.contact
  left join member d on d.tenant_id = r.tenant_id and d.id = r.decided_by
  left join member t on t.tenant_id = r.tenant_id and t.id = r.delivered_by
"""
_TOLD = """
select r.id, r.number, r.status, r.quantity, r.points, r.requested_at, r.decided_at, r.delivered_at, r.reason,
       g.name as gift_name, g.kind as gift_kind
  from loyalty_redemption r join loyalty_gift g on g.tenant_id = r.tenant_id and g.id = r.gift
"""
PROMISED = """
select r.decided_by as member, r.customer as customer, '' as priority, g.name as title,
       '/loyalty/redemptions/' || r.number as url
  from loyalty_redemption r join loyalty_gift g on g.tenant_id = r.tenant_id and g.id = r.gift
 where r.id = $1
"""
"""How the engine of promises reads a redemption."""

Key = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which redemptions a list shall show; None leaves a thing open."""

    statuses: tuple[str, ...] | None = None
    gift: UUID | None = None
    customer: UUID | None = None
    ids: tuple[UUID, ...] | None = None


async def gifts(*, retired: bool = False) -> list[Record]:
    """All gifts by price, with what is left of them."""
    return await rows(
        f"{_GIFTS} where $1 or g.retired_at is null order by g.retired_at is not null, g.price, g.id", retired
    )


async def gift_row(gift_id: UUID) -> Record:
    """One gift with what is left of it. Raises ``NotFound``."""
    found = await row(f"{_GIFTS} where g.id = $1", gift_id)
    if found is None:
        raise NotFound
    return found


async def gift(gift_id: UUID) -> LoyaltyGift:
    """One gift, locked. Raises ``NotFound``."""
    query = LoyaltyGift.objects().where(LoyaltyGift.id == gift_id).first()
    found: LoyaltyGift | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def may_see_picture(gift_id: UUID, by: Principal) -> bool:
    """Members who see gifts, and contacts while it is offered."""
    if by.kind != "contact":
        return by.may("loyalty.read")
    offered = "select exists (select from loyalty_gift where id = $1 and retired_at is null)"
    return by.may("loyalty.own") and bool(await value(offered, gift_id))


async def gift_named(name: str) -> UUID | None:
    """The gift of this name."""
    found = await row("select id from loyalty_gift where name = $1", name)
    return found["id"] if found else None


async def redemption(number: int) -> LoyaltyRedemption:
    """One redemption, locked. Raises ``NotFound``."""
    query = LoyaltyRedemption.objects().where(LoyaltyRedemption.number == number).first()
    found: LoyaltyRedemption | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def redemption_of_request(request_id: UUID) -> int | None:
    """The number of the redemption that a request provides."""
    found = await value("select number from loyalty_redemption where request_id = $1", request_id)
    return None if found is None else int(found)


async def sheet(number: int) -> Record:
    """One redemption as pages show it. Raises ``NotFound``."""
    found = await row(f"{_ROW} where r.number = $1", number)
    if found is None:
        raise NotFound
    return found


async def sheet_by_id(redemption_id: UUID) -> Record:
    """The same by its id."""
    found = await row(f"{_ROW} where r.id = $1", redemption_id)
    if found is None:
        raise NotFound
    return found


async def redemptions(
    wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None
) -> list[Record]:
    """At most so many behind or before a key, those asked for last first."""
    return await keysets.part(
        _ROW, _conditions(wanted), by="r.requested_at", key="r.id", falling=True, most=most, after=after, before=before
    )


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts up to ``most``, and its arguments."""
    return keysets.counting("loyalty_redemption r", _conditions(wanted), most=most)


async def asked_between(begin: datetime, end: datetime, *, most: int = 2_000) -> list[Record]:
    """What was asked for in a time, by customer."""
    return await rows(
        f"{_ROW} where r.requested_at >= $1 and r.requested_at < $2 order by c.name_key, r.number limit $3",
        begin,
        end,
        most,
    )


async def waiting() -> int:
    """How many redemptions wait for a decision, up to a hundred."""
    statement, arguments = counting(Wanted(statuses=("requested",)), most=100)
    return int(await value(statement, *arguments))


async def told(customer_id: UUID, *, most: int) -> list[Record]:
    """A customer's redemptions as they may see them."""
    return await rows(
        f"{_TOLD} where r.customer = $1 order by r.requested_at desc, r.id desc limit $2", customer_id, most
    )


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Redemptions as pages point to them."""
    found = await rows("select r.id, r.number, r.customer from loyalty_redemption r where r.id = any($1)", list(ids))
    return {
        one["id"]: Thing(
            gettext("Redemption #{number}").format(number=one["number"]),
            f"/loyalty/redemptions/{one['number']}",
            "loyalty.read",
            one["customer"],
        )
        for one in found
    }


async def words_of(redemption_id: UUID) -> Record | None:
    """What a redemption is found by."""
    return await row(
        """select r.number, r.requested_at, g.name, k.name as customer_name
             from loyalty_redemption r join loyalty_gift g on g.id = r.gift join customer k on k.id = r.customer
            where r.id = $1""",
        redemption_id,
    )


async def told_one(redemption_id: UUID) -> Record | None:
    """One of them, with its contact."""
    return await row(
        """select r.number, r.status, r.quantity, r.points, r.reason, r.customer, r.contact, g.name as gift_name
             from loyalty_redemption r join loyalty_gift g on g.tenant_id = r.tenant_id and g.id = r.gift
            where r.id = $1""",
        redemption_id,
    )


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    arguments: list[Any] = []

    def place(given: Any) -> str:
        arguments.append(given)
        return f"${len(arguments)}"

    if wanted.statuses is not None:
        conditions.append(f"r.status = any({place(list(wanted.statuses))}::text[])")
    if wanted.gift is not None:
        conditions.append(f"r.gift = {place(wanted.gift)}")
    if wanted.customer is not None:
        conditions.append(f"r.customer = {place(wanted.customer)}")
    if wanted.ids is not None:
        conditions.append(f"r.id = any({place(list(wanted.ids))}::uuid[])")
    return conditions, arguments
