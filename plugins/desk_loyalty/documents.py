"""What can be printed: the statement of points, the receipt of a gift, the protocol of a draw."""

from datetime import datetime, time, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from desk.extend import (
    N_,
    Copy,
    Document,
    DocumentKind,
    Facts,
    Grid,
    NotFound,
    Principal,
    Prose,
    Signer,
    SignLines,
    current_scope,
    gettext,
    label,
    language,
    now,
    to_zone,
)
from desk_loyalty import settings, views
from desk_loyalty.queries import draws, gifts, ledger

Part = Facts | Grid | Prose | SignLines
YEAR = timedelta(days=366)
A_DAY = timedelta(days=1)
MOST = 500


async def statement(customer_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """A customer's points: what is there, until when, and what moved them within a year."""
    customer = await ledger.customer(customer_id)
    if customer is None:
        raise NotFound
    balance = await ledger.balance(customer_id)
    entries = await ledger.entries(customer_id, most=MOST, since=now() - YEAR)
    facts = Facts(
        (
            (gettext("Customer"), customer["name"]),
            (gettext("Balance"), views.points(balance.points)),
            (gettext("Reserved"), views.points(balance.reserved) if balance.reserved else ""),
            (gettext("As of"), _at(now())),
        )
    )
    lots = tuple((views.points(one["left"]), _day(one["expires_on"])) for one in await ledger.lots(customer_id))
    seen = [views.entry_view(one) for one in entries]
    rows = tuple((_at(one["at"]), one["kind"], one["source"] or one["why"], one["points"]) for one in seen)
    grids = (
        Grid(gettext("Points and how long they stay"), (gettext("Points"), gettext("Until")), lots, (0,)),
        Grid(gettext("Movements"), (gettext("When"), gettext("What"), gettext("Of"), gettext("Points")), rows, (3,)),
    )
    parts: list[Part] = [facts, *(one for one in grids if one.rows)]
    return _document(gettext("Statement of points"), "", parts)


async def receipt(redemption_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """What was handed out for which points, with lines to sign."""
    found = await gifts.sheet_by_id(redemption_id)
    facts = Facts(
        (
            (gettext("Customer"), found["customer_name"]),
            (gettext("Gift"), found["gift_name"]),
            (gettext("How many"), str(found["quantity"])),
            (gettext("Points"), views.points(found["points"])),
            (gettext("Asked"), _at(found["requested_at"])),
            (gettext("Handed out"), _at(found["delivered_at"])),
            (gettext("Received by"), found["received_by"]),
        )
    )
    lines = SignLines((gettext("Signature of who receives it"), gettext("Date"), gettext("Handed out by")))
    return _document(gettext("Receipt of a gift"), f"#{found['number']}", [facts, lines])


async def receiver(redemption_id: UUID) -> Signer:
    """Who signs for a gift: the contact who asked for it, if somebody did."""
    found = await gifts.sheet_by_id(redemption_id)
    name = found["received_by"] or found["contact_name"] or ""
    return Signer(found["contact"], name, found["customer"], f"/loyalty/redemptions/{found['number']}")


async def season_list(tenant_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """Who exchanged what in the season that runs, or in the last one: the year-end list."""
    tenant = current_scope().tenant
    if tenant_id != tenant.id:
        raise NotFound
    today = to_zone(now(), tenant.zone).date()
    season = settings.season()
    first, last = season.latest(today) if season else (today.replace(month=1, day=1), today)
    begin, end = (datetime.combine(day, time.min, ZoneInfo(tenant.zone)) for day in (first, last + A_DAY))
    found = await gifts.asked_between(begin, end)
    rows = tuple(
        (
            f"#{one['number']}",
            one["customer_name"],
            f"{one['gift_name']} × {one['quantity']}",
            views.points(one["points"]),
            label("loyalty.redemption", one["status"]),
            one["received_by"],
        )
        for one in found
    )
    counted = [one for one in found if one["status"] in ("approved", "delivered")]
    facts = Facts(
        (
            (gettext("Season"), f"{first} – {last}"),
            (gettext("Gifts"), str(sum(one["quantity"] for one in counted))),
            (gettext("Points"), views.points(sum(one["points"] for one in counted))),
        )
    )
    columns = (gettext("Number"), gettext("Customer"), gettext("Gift"), gettext("Points"), gettext("Status"))
    grid = Grid(gettext("Redemptions"), (*columns, gettext("Received by")), rows, (3,))
    return _document(gettext("Year-end list of gifts"), "", [facts, *([grid] if rows else [])])


async def protocol(draw_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """How a draw went, with all that is needed to do it again."""
    found = await draws.sheet(await draws.number_of(draw_id))
    names = await draws.names(draw_id)
    prizes = msgspec.json.decode(found["prizes"])
    facts = Facts(
        (
            (gettext("The draw"), found["name"]),
            (gettext("Held on"), _day(found["held_on"])),
            (gettext("Names"), str(len(names))),
            (gettext("List closed"), _at(found["closed_at"])),
            (gettext("Said before"), found["commitment"]),
            (gettext("Drawn"), _at(found["drawn_at"])),
            (gettext("Drawn by"), found["drawn_by_name"] or ""),
            (gettext("Seed"), found["seed"]),
        )
    )
    won = tuple((one["prize"], str(one["position"]), one["name"]) for one in names if one["prize"])
    grids = (
        Grid(
            gettext("Prizes"),
            (gettext("Prize"), gettext("How many")),
            tuple((one["name"], str(one["count"])) for one in prizes),
            (1,),
        ),
        Grid(gettext("Winners"), (gettext("Prize"), gettext("Place in the list"), gettext("Name")), won, (1,)),
        Grid(
            gettext("List"),
            (gettext("Place in the list"), gettext("Name")),
            tuple((str(one["position"]), one["name"]) for one in names),
            (0,),
        ),
    )
    how = gettext(
        "Each name gets the SHA-256 of the seed, its place in the list and itself, a line each. The smallest win, "
        "the best prize first. What was said before is the SHA-256 of the seed and all names, a line each."
    )
    parts: list[Part] = [facts, *(one for one in grids if one.rows), Prose(gettext("How it can be checked"), how)]
    return _document(gettext("Protocol of a draw"), f"#{found['number']}", parts)


def _document(title: str, number: str, parts: list[Part]) -> Document:
    spoken: Literal["en", "zh-CN"] = "en" if language.get() == "en" else "zh-CN"
    return Document(title=title, number=number, parts=tuple(parts), language=spoken)


def _at(moment: datetime | None) -> str:
    return to_zone(moment, current_scope().tenant.zone).strftime("%Y-%m-%d %H:%M") if moment else ""


def _day(day: object) -> str:
    return str(day) if day else gettext("for ever")


KINDS = (
    DocumentKind(
        "loyalty.statement",
        N_("Statement of points"),
        "loyalty_account",
        statement,
        reads="loyalty.read",
        portal_reads="loyalty.own",
    ),
    DocumentKind(
        "loyalty.receipt", N_("Receipt of a gift"), "redemption", receipt, reads="loyalty.read", signer=receiver
    ),
    DocumentKind("loyalty.season", N_("Year-end list of gifts"), "loyalty_season", season_list, reads="loyalty.read"),
    DocumentKind("loyalty.protocol", N_("Protocol of a draw"), "loyalty_draw", protocol, reads="loyalty.read"),
)
