"""Opening a request: what covers it is found out, and who keeps count of something claims a piece of it or refuses."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from desk.foundation import subjects
from desk.foundation.asking import hooks
from desk.foundation.errors import Forbidden, Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.numbers import next_number
from desk.foundation.principals import Principal
from desk.foundation.translation import gettext
from desk.kit.text import clip
from desk.kit.time import now
from desk.requests import kinds, queries
from desk.requests.actions._moving import said, thing
from desk.requests.errors import NoSuchKind
from desk.requests.events import RequestOpened
from desk.requests.kinds import Claim
from desk.requests.tables import Request, RequestClaim

FAR = timedelta(days=1_000)
"""So far behind what has a due time stands what has none."""


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What is asked for: which service, for whom, about what, by when and why."""

    kind: str
    title: str
    customer: UUID | None = None
    """May be left out where the subject says whose it is."""
    product: UUID | None = None
    subject_kind: str = ""
    subject_id: UUID | None = None
    note: str = ""
    told: str = ""
    """What the customer reads about it in the portal."""
    due_at: datetime | None = None
    urgent: bool = False
    cause_id: UUID | None = None
    """The fact because of which it is asked: a complaint finds its remedy by it."""


async def open_request(new: NewRequest, *, by: Principal) -> Request:
    """
    Open a request. What covers it best is kept with it; claims are written in the same transaction.

    Providers hear ``request.opened``. Raises ``NotFound`` for foreign things, ``NoSuchKind``, and what a claim refuses.
    """
    if not by.may("request.open"):
        raise Forbidden
    if new.kind not in {one.id for one in kinds.offered()}:
        raise NoSuchKind
    new, customer_id = await _checked(new)
    entitled = await queries.entitlements(
        customer_id, kinds.kind_of(new.kind).service, product_id=new.product, cause_id=new.cause_id
    )
    slug, best = entitled.best
    at = now()
    request = await Request.add(
        number=await next_number("request"),
        kind=new.kind,
        title=new.title,
        note=new.note,
        told=new.told,
        urgent=new.urgent,
        customer=customer_id,
        product=new.product,
        subject_kind=new.subject_kind,
        subject_id=new.subject_id,
        cause_id=new.cause_id,
        due_at=new.due_at,
        order_at=new.due_at or at + FAR,
        cover=best.cover.value,
        cover_by=slug,
        cover_title=clip(best.title, 200),
        opened_at=at,
        by_kind=by.kind,
        by_id=by.id,
    )
    for plugin, claim in await hooks().claim("claim_request", Claim, request=thing(request, best.reference), by=by):
        await RequestClaim.add(
            request=request.id, plugin=plugin, title=clip(claim.title, 200), reference=claim.reference, at=at
        )
    due = new.due_at.isoformat() if new.due_at else ""
    await record(RequestOpened(request.id, by=by, due_at=due, cover=request.cover, **said(request)))
    return request


async def _checked(new: NewRequest) -> tuple[NewRequest, UUID]:
    """The same with the customer whom the subject names. Raises ``NotFound`` and ``Invalid``."""
    customer_id = new.customer
    if new.subject_id is not None:
        key = (new.subject_kind, new.subject_id)
        about = (await subjects.things_of([key])).get(key)
        if about is None or (customer_id is not None and about.customer_id not in (None, customer_id)):
            raise NotFound
        customer_id = about.customer_id or customer_id
    if customer_id is None:
        raise Invalid({"customer": gettext("Please choose a customer.")})
    await queries.customer_thing(customer_id)
    if new.product is not None and not await queries.of_customer(new.product, customer_id):
        raise Invalid({"product": gettext("This doesn't belong to the chosen customer.")})
    return replace(new, subject_kind=new.subject_kind if new.subject_id else ""), customer_id
