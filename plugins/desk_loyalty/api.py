"""Points for programs: ``/api/v1/loyalty``."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath, FromQuery

from desk.extend import (
    N_,
    Listed,
    NotFound,
    answer,
    current_principal,
    decode,
    needs,
    page_of,
    read_json,
    size_of,
)
from desk_loyalty import answers
from desk_loyalty.actions import redeeming
from desk_loyalty.forms import ApiRedemption, DecisionForm, DeliveryForm, ReasonForm
from desk_loyalty.queries import gifts, ledger
from desk_loyalty.queries.gifts import Wanted

READ = "loyalty.read"
OF = "/loyalty/customers/{customer_id:uuid}"
ONE = "/loyalty/redemptions/{number:int}"


@get(OF, name="api.loyalty.balance", opt=needs(READ, says=N_("What points a customer has.")))
async def balance(customer_id: FromPath[UUID]) -> answers.PointsBalance:
    """One customer's balance."""
    await _there(customer_id)
    found = await ledger.balance(customer_id)
    lots = [answer(answers.PointsLot, one) for one in await ledger.lots(customer_id)]
    return answers.PointsBalance(customer_id, found.points, found.reserved, lots)


@get(f"{OF}/entries", name="api.loyalty.entries", opt=needs(READ, says=N_("What moved a customer's points.")))
async def entries(
    customer_id: FromPath[UUID], limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None
) -> Listed[answers.PointsEntry]:
    """The movements, the latest first."""
    await _there(customer_id)
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    rows = await ledger.entries(customer_id, most=size + 1, after=after)
    found = page_of(rows, size, lambda one: (one["at"], one["id"]))
    return Listed([answer(answers.PointsEntry, one) for one in found.items], found.next)


@get("/loyalty/gifts", name="api.loyalty.gifts", opt=needs(READ, says=N_("What points are exchanged for.")))
async def all_gifts() -> Listed[answers.Gift]:
    """The gifts that are offered."""
    found = [one for one in await gifts.gifts() if redeeming.is_provided(one["kind"])]
    return Listed([answer(answers.Gift, one) for one in found])


@get("/loyalty/redemptions", name="api.loyalty.redemptions", opt=needs(READ, says=N_("Gifts that were asked for.")))
async def redemptions(
    status: FromQuery[answers.StatusWord | None] = None,
    customer: FromQuery[UUID | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.Redemption]:
    """Those asked for last first."""
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    wanted = Wanted(statuses=(status,) if status else None, customer=customer)
    rows = await gifts.redemptions(wanted, most=size + 1, after=after)
    found = page_of(rows, size, lambda one: (one["requested_at"], one["id"]))
    return Listed([answer(answers.Redemption, one) for one in found.items], found.next)


@post(
    "/loyalty/redemptions",
    name="api.loyalty.ask",
    opt=needs(
        "loyalty.ask",
        says=N_("Ask for a gift in a customer's name."),
        body=ApiRedemption,
        example={
            "customer": "0195f3c2-7d5e-7aaa-8000-0123456789ab",
            "gift": "0195f3c2-7d5e-7aaa-8000-0123456789ac",
            "quantity": 1,
        },
    ),
)
async def ask(request: Request[Any, Any, Any]) -> answers.Redemption:
    """Ask."""
    form = await read_json(request, ApiRedemption)
    new = redeeming.NewRedemption(form.customer, form.gift, form.quantity, form.contact)
    made = await redeeming.ask_for_gift(new, by=current_principal())
    return await _sheet(made.number)


@get(ONE, name="api.loyalty.redemption", opt=needs(READ, says=N_("One gift that was asked for.")))
async def show(number: FromPath[int]) -> answers.Redemption:
    """One redemption."""
    return await _sheet(number)


@put(
    f"{ONE}/approval",
    name="api.loyalty.approve",
    opt=needs("loyalty.decide", says=N_("Approve it."), body=DecisionForm),
)
async def approve(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.Redemption:
    """Approve it."""
    form = await read_json(request, DecisionForm, optional=True)
    await redeeming.approve_redemption(number, by=current_principal(), version=form.version)
    return await _sheet(number)


@put(f"{ONE}/rejection", name="api.loyalty.reject", opt=needs("loyalty.decide", says=N_("Reject it."), body=ReasonForm))
async def reject(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.Redemption:
    """Reject it."""
    form = await read_json(request, ReasonForm)
    await redeeming.reject_redemption(number, form.reason, by=current_principal(), version=form.version)
    return await _sheet(number)


@put(
    f"{ONE}/cancellation",
    name="api.loyalty.cancel",
    opt=needs("loyalty.decide", says=N_("Cancel it: the points go back."), body=ReasonForm),
)
async def cancel(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.Redemption:
    """Cancel it."""
    form = await read_json(request, ReasonForm)
    await redeeming.cancel_redemption(number, form.reason, by=current_principal(), version=form.version)
    return await _sheet(number)


@put(
    f"{ONE}/delivery",
    name="api.loyalty.deliver",
    opt=needs("loyalty.deliver", says=N_("Say that it was handed out, and to whom."), body=DeliveryForm),
)
async def deliver(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.Redemption:
    """Hand it out."""
    form = await read_json(request, DeliveryForm)
    await redeeming.deliver_redemption(number, form.received_by, by=current_principal(), version=form.version)
    return await _sheet(number)


async def _there(customer_id: UUID) -> None:
    if await ledger.customer(customer_id) is None:
        raise NotFound


async def _sheet(number: int) -> answers.Redemption:
    return answer(answers.Redemption, await gifts.sheet(number))


HANDLERS = (balance, entries, all_gifts, redemptions, ask, show, approve, reject, cancel, deliver)
