"""Exchanging points for gifts: asked for, decided, handed out; points are reserved from the first moment."""

from dataclasses import dataclass
from uuid import UUID

from desk.extend import (
    REQUIRED,
    Forbidden,
    Invalid,
    Move,
    NewRequest,
    NotFound,
    Principal,
    Stale,
    cancel_request,
    current_scope,
    execute,
    gettext,
    index_thing,
    label,
    next_number,
    now,
    open_request,
    providers_of,
    record,
    to_zone,
)
from desk_loyalty import settings
from desk_loyalty.actions._posting import Entry, lock, moved, post, taken
from desk_loyalty.actions.gifts import take_from_stock
from desk_loyalty.errors import AT_LEAST_ONE, DoneByRequest, NotEnoughPoints, NotInStock, NotOffered, OutOfSeason
from desk_loyalty.events import (
    PointsRedeemed,
    RedemptionApproved,
    RedemptionCancelled,
    RedemptionDelivered,
    RedemptionEvent,
    RedemptionRejected,
    RedemptionRequested,
    RedemptionsExported,
)
from desk_loyalty.queries import gifts, ledger
from desk_loyalty.states import APPROVE, CANCEL, DELIVER, REJECT, REQUEST_OF, WITHDRAW, Account, EntryKind, GiftKind
from desk_loyalty.states import RedemptionStatus as Status
from desk_loyalty.tables import LoyaltyGift, LoyaltyRedemption

MOST = 1_000
"""Of one gift at once."""


@dataclass(frozen=True, slots=True)
class NewRedemption:
    """Who wants how many of which gift."""

    customer: UUID
    gift: UUID
    quantity: int = 1
    contact: UUID | None = None


async def ask_for_gift(new: NewRedemption, *, by: Principal) -> LoyaltyRedemption:
    """
    Ask for a gift: its points are reserved, and it is held in stock. Of two who want the last one, one is told.

    Raises ``OutOfSeason``, ``NotOffered``, ``NotInStock``, ``NotEnoughPoints``, ``Invalid`` and ``NotFound``.
    """
    if not (by.may("loyalty.ask") or (by.may("loyalty.redeem") and by.customer_id == new.customer)):
        raise Forbidden
    _check_season()
    if not 1 <= new.quantity <= MOST:
        raise Invalid({"quantity": gettext(AT_LEAST_ONE)})
    if await ledger.customer(new.customer) is None:
        raise NotFound
    await lock(new.customer)
    await execute(gifts.LOCK, new.gift)
    gift = await gifts.gift_row(new.gift)
    if gift["retired_at"] is not None or not is_provided(gift["kind"]):
        raise NotOffered(gift=gift["name"])
    if gift["left"] is not None and gift["left"] < new.quantity:
        raise NotInStock(gift=gift["name"], left=max(0, gift["left"]))
    points = gift["price"] * new.quantity
    if (there := (await ledger.balance(new.customer)).points) < points:
        raise NotEnoughPoints(needed=points, balance=there)
    found = await LoyaltyRedemption.add(
        number=await next_number("redemption"),
        customer=new.customer,
        contact=new.contact,
        gift=new.gift,
        quantity=new.quantity,
        points=points,
        requested_at=now(),
        requested_by_kind=by.kind,
        requested_by=by.id,
    )
    await execute(gifts.HOLD, new.gift, new.quantity)
    parts = await taken(new.customer, points)
    await _move(found, EntryKind.RESERVED, parts, Account.POINTS, Account.RESERVED, by=by)
    await _say(RedemptionRequested, found, by=by)
    return found


async def approve_redemption(number: int, *, by: Principal, version: int | None = None) -> LoyaltyRedemption:
    """The points are spent; a gift that somebody provides is asked of them. Raises ``NotOffered``."""
    found = await _checked(number, APPROVE, version, by=by)
    gift = await gifts.gift_row(found.gift)
    if not is_provided(gift["kind"]):
        raise NotOffered(gift=gift["name"])
    parts = await _reserved(found)
    await _move(found, EntryKind.SPENT, parts, Account.RESERVED, Account.SPENT, by=by)
    more: dict[str, object] = {}
    if (kind := REQUEST_OF.get(GiftKind(gift["kind"]))) is not None:
        title = gettext("Gift for points: {gift}").format(gift=gift["name"])
        request = await open_request(NewRequest(kind, title, found.customer, told=gift["name"]), by=ourselves())
        more = {"request_id": request.id, "request_number": request.number}
    await _save(found, status=Status.APPROVED, decided_at=now(), decided_by=_member(by), **more)
    await _say(RedemptionApproved, found, by=by)
    return found


async def reject_redemption(
    number: int, reason: str, *, by: Principal, version: int | None = None
) -> LoyaltyRedemption:
    """The points are free again. Raises ``Invalid`` without a reason: the customer reads it."""
    found = await _checked(number, REJECT, version, by=by)
    if not reason.strip():
        raise Invalid({"reason": gettext(REQUIRED)})
    await execute(gifts.HOLD, found.gift, -found.quantity)
    await _move(found, EntryKind.RELEASED, await _reserved(found), Account.RESERVED, Account.POINTS, by=by)
    await _save(found, status=Status.REJECTED, decided_at=now(), decided_by=_member(by), reason=reason.strip())
    await _say(RedemptionRejected, found, by=by)
    return found


async def cancel_redemption(
    number: int, reason: str, *, by: Principal, version: int | None = None
) -> LoyaltyRedemption:
    """Give the points back, also when it was approved; whoever was to provide it hears that it is off."""
    found = await _checked(number, CANCEL, version, by=by)
    if not reason.strip():
        raise Invalid({"reason": gettext(REQUIRED)})
    if found.request_number:
        await cancel_request(found.request_number, reason.strip(), by=ourselves())
    await _give_back(found, reason.strip(), by=by)
    return found


async def withdraw_redemption(number: int, *, by: Principal) -> LoyaltyRedemption:
    """A contact wants it no more, before anybody decided."""
    found = await _checked(number, WITHDRAW, None, by=by)
    await _give_back(found, "", by=by)
    return found


async def deliver_redemption(
    number: int, received_by: str, *, by: Principal, version: int | None = None
) -> LoyaltyRedemption:
    """Hand it out to whoever signs for it. Raises ``Invalid`` without a name, and ``DoneByRequest``."""
    found = await _checked(number, DELIVER, version, by=by)
    if found.request_number:
        raise DoneByRequest(number=found.request_number)
    if not received_by.strip():
        raise Invalid({"received_by": gettext(REQUIRED)})
    await _deliver(found, received_by.strip(), by=by)
    return found


async def finish_by_request(request_id: UUID) -> bool:
    """Somebody has provided the gift. False when it isn't ours, or done already."""
    found = await _of_request(request_id)
    if found is None:
        return False
    await _deliver(found, "", by=ourselves())
    return True


async def free_by_request(request_id: UUID, *, is_open: bool) -> bool:
    """Whoever was to provide the gift gave it back, or it was cancelled: the points are free again."""
    found = await _of_request(request_id)
    if found is None:
        return False
    reason = gettext("It can't be provided at the moment.")
    if is_open:
        await cancel_request(found.request_number, reason, by=ourselves())
    await _give_back(found, reason, by=ourselves())
    return True


async def note_export(count: int, *, by: Principal) -> None:
    """Keep in the audit trail that a list was taken out."""
    await record(RedemptionsExported(by.id, by=by, count=count))


def ourselves() -> Principal:
    """This plugin by itself: it may ask whoever provides a gift, as its manifest says."""
    return Principal.plugin("loyalty")


def is_provided(kind: str) -> bool:
    """Whether a gift of this kind can be had: what is work of somebody, only while somebody does such work."""
    request = REQUEST_OF.get(GiftKind(kind))
    return request is None or bool(providers_of(request))


def _check_season() -> None:
    season = settings.season()
    if season is not None and not season.is_open(to_zone(now(), current_scope().tenant.zone).date()):
        raise OutOfSeason(begin=season.begin, end=season.end)


async def _of_request(request_id: UUID) -> LoyaltyRedemption | None:
    number = await gifts.redemption_of_request(request_id)
    found = await gifts.redemption(number) if number is not None else None
    if found is None or found.status != Status.APPROVED:
        return None
    await lock(found.customer)
    return found


async def _checked(number: int, move: Move, version: int | None, *, by: Principal) -> LoyaltyRedemption:
    found = await gifts.redemption(number)
    move.check(found, by, lambda status: label("loyalty.redemption", status))
    if version is not None and version != found.version:
        raise Stale(who=gettext("Somebody"))
    await lock(found.customer)
    return found


async def _reserved(found: LoyaltyRedemption) -> list[tuple[UUID, int]]:
    """The lots that were reserved for it."""
    entry = await ledger.entry_for(_cause(found, EntryKind.RESERVED))
    assert entry is not None, "a redemption reserves its points"
    return [(one["lot"], one["points"]) for one in await ledger.lines_of(entry["id"], Account.RESERVED)]


async def _give_back(found: LoyaltyRedemption, reason: str, *, by: Principal) -> None:
    """To the lots that the points came from: what has expired meanwhile expires with the next run."""
    spent = found.status == Status.APPROVED
    kind, frm = (EntryKind.RETURNED, Account.SPENT) if spent else (EntryKind.RELEASED, Account.RESERVED)
    await execute(gifts.HOLD, found.gift, -found.quantity)
    await _move(found, kind, await _reserved(found), frm, Account.POINTS, by=by)
    decided_at = now() if found.decided_at is None else found.decided_at
    await _save(found, status=Status.CANCELLED, reason=reason, decided_at=decided_at)
    await _say(RedemptionCancelled, found, by=by)


async def _deliver(found: LoyaltyRedemption, received_by: str, *, by: Principal) -> None:
    await execute(gifts.HOLD, found.gift, -found.quantity)
    gift: LoyaltyGift = await gifts.gift(found.gift)
    await take_from_stock(gift, found.quantity)
    await _save(
        found,
        status=Status.DELIVERED,
        delivered_at=now(),
        delivered_by=_member(by),
        received_by=received_by,
    )
    await _say(RedemptionDelivered, found, by=by)
    await record(
        PointsRedeemed(
            found.customer,
            by=by,
            customer_id=found.customer,
            points=found.points,
            redemption=str(found.id),
            number=found.number,
        )
    )


async def _move(
    found: LoyaltyRedemption,
    kind: EntryKind,
    parts: list[tuple[UUID, int]],
    frm: Account,
    to: Account,
    *,
    by: Principal,
) -> None:
    subject = ("redemption", found.id)
    entry = Entry(found.customer, kind, _cause(found, kind), moved(parts, frm, to), subject=subject)
    await post(entry, by=by)


def _member(by: Principal) -> UUID | None:
    return by.id if by.is_staff else None


def _cause(found: LoyaltyRedemption, kind: EntryKind) -> str:
    return f"redemption:{found.id}:{kind}"


async def _save(found: LoyaltyRedemption, **changes: object) -> None:
    for name, new in {**changes, "version": found.version + 1}.items():
        setattr(found, name, str(new) if isinstance(new, Status) else new)
    await found.save([getattr(LoyaltyRedemption, name) for name in (*changes, "version")])


async def _say(event: type[RedemptionEvent], found: LoyaltyRedemption, *, by: Principal) -> None:
    fact = event(
        found.id,
        by=by,
        customer_id=found.customer,
        number=found.number,
        points=found.points,
        quantity=found.quantity,
    )
    await record(fact)


async def index_redemption(redemption_id: UUID) -> None:
    """Let a gift that was asked for be found by its number, what it is, and by whose points."""
    found = await gifts.words_of(redemption_id)
    if found is None:
        return
    await index_thing(
        kind="redemption",
        subject_id=redemption_id,
        title=f"#{found['number']} {found['name']}",
        detail=found["customer_name"],
        url=f"/loyalty/redemptions/{found['number']}",
        words=[found["customer_name"]],
        digits=[str(found["number"])],
        at=found["requested_at"],
    )
