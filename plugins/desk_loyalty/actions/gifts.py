"""Gifts: what points are exchanged for, and how many are there."""

from dataclasses import dataclass
from uuid import UUID

from desk.extend import NOT_A_CHOICE, REQUIRED, Forbidden, Invalid, Principal, Stale, execute, gettext, now, record
from desk_loyalty.errors import AT_LEAST_ONE, NAMED_ALREADY, TOO_MANY
from desk_loyalty.events import GiftChanged
from desk_loyalty.queries import gifts
from desk_loyalty.states import REQUEST_OF, GiftKind
from desk_loyalty.tables import LoyaltyGift, LoyaltyShelf

LARGEST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class GiftFields:
    """What is said of a gift."""

    name: str
    kind: str
    price: int
    stock: int | None = None
    """None: nobody counts, as with what somebody provides."""
    value_cents: int | None = None
    told: str = ""


async def add_gift(fields: GiftFields, *, by: Principal) -> LoyaltyGift:
    """Offer a gift. Raises ``Invalid`` with all that is wrong."""
    await _check(fields, None, by=by)
    gift = await LoyaltyGift.add(**_columns(fields), created_at=now())
    await LoyaltyShelf.add(gift=gift.id)
    await _say(gift, by=by)
    return gift


async def change_gift(gift_id: UUID, fields: GiftFields, *, by: Principal, version: int | None = None) -> LoyaltyGift:
    """Say something else of it; what was asked for keeps its price. Raises ``Invalid``, ``NotFound`` and ``Stale``."""
    await execute(gifts.LOCK, gift_id)
    gift = await gifts.gift(gift_id)
    await _check(fields, gift_id, by=by)
    if version is not None and version != gift.version:
        raise Stale(who=gettext("Somebody"))
    await _save(gift, **_columns(fields))
    await _say(gift, by=by)
    return gift


async def retire_gift(gift_id: UUID, *, by: Principal) -> None:
    """Offer it no more, or offer it again."""
    if not by.may("loyalty.plan"):
        raise Forbidden
    gift = await gifts.gift(gift_id)
    await _save(gift, retired_at=now() if gift.retired_at is None else None)
    await _say(gift, by=by)


async def take_from_stock(gift: LoyaltyGift, quantity: int) -> None:
    """One or more were handed out. The gift is locked by whoever calls."""
    if gift.stock is not None:
        await _save(gift, stock=max(0, gift.stock - quantity))


async def _save(gift: LoyaltyGift, **changes: object) -> None:
    for name, new in {**changes, "version": gift.version + 1}.items():
        setattr(gift, name, new)
    await gift.save([getattr(LoyaltyGift, name) for name in (*changes, "version")])


async def _say(gift: LoyaltyGift, *, by: Principal) -> None:
    await record(GiftChanged(gift.id, by=by, stock=gift.stock, price=gift.price))


def _columns(fields: GiftFields) -> dict[str, object]:
    return {
        "name": fields.name.strip(),
        "kind": fields.kind,
        "price": fields.price,
        "stock": None if fields.kind in REQUEST_OF else fields.stock,
        "value_cents": fields.value_cents,
        "told": fields.told.strip(),
    }


async def _check(fields: GiftFields, own: UUID | None, *, by: Principal) -> None:
    if not by.may("loyalty.plan"):
        raise Forbidden
    faults = {}
    if not fields.name.strip():
        faults["name"] = gettext(REQUIRED)
    elif await gifts.gift_named(fields.name.strip()) not in (None, own):
        faults["name"] = gettext(NAMED_ALREADY)
    if fields.kind not in set(GiftKind):
        faults["kind"] = gettext(NOT_A_CHOICE)
    if fields.price < 1:
        faults["price"] = gettext(AT_LEAST_ONE)
    elif fields.price > LARGEST:
        faults["price"] = gettext(TOO_MANY)
    if fields.value_cents is not None and not 0 <= fields.value_cents <= LARGEST:
        faults["value"] = gettext(TOO_MANY)
    if fields.stock is not None and not 0 <= fields.stock <= LARGEST:
        faults["stock"] = gettext(TOO_MANY)
    if faults:
        raise Invalid(faults)
