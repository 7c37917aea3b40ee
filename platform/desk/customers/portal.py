"""The customer's own data in the portal: what the team has of them, what they want changed, and what became of it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.customers import actions, queries, views
from desk.customers.forms import read_proposal
from desk.customers.labels import CONTACT_FIELDS, CUSTOMER_FIELDS
from desk.customers.permissions import OWN_COMPANY, OWN_SELF
from desk.customers.settings import AT_ONCE
from desk.customers.states import ANSWERABLE
from desk.foundation.choices import chosen
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

PROFILE = "/profile"
LATEST = 20
KINDS = {"contact": CONTACT_FIELDS, "customer": CUSTOMER_FIELDS}


@get(PROFILE, name="customers.profile", opt=needs(OWN_SELF))
async def profile() -> Response[str]:
    """One's own data, the company's for whoever may, and what was proposed before."""
    return await _page()


@post(PROFILE, name="customers.propose_own", status_code=200, opt=needs(OWN_SELF))
async def propose_own(request: Request[Any, Any, Any]) -> Response[str]:
    """Want other values of one's own data."""
    return await _propose("contact", request)


@post(f"{PROFILE}/company", name="customers.propose_company", status_code=200, opt=needs(OWN_COMPANY))
async def propose_company(request: Request[Any, Any, Any]) -> Response[str]:
    """Want other values of the company's data."""
    return await _propose("customer", request)


@post(
    f"{PROFILE}/proposals/{{proposal_id:uuid}}/withdrawal",
    name="customers.withdraw_proposal",
    status_code=200,
    opt=needs(OWN_SELF),
)
async def withdraw(proposal_id: FromPath[UUID]) -> Response[str]:
    """Take back what nobody has answered yet."""
    await actions.withdraw_proposal(proposal_id, by=current_principal())
    return see_other(f"{PROFILE}#proposals")


async def _propose(kind: str, request: Request[Any, Any, Any]) -> Response[str]:
    values = await typed(request)
    try:
        await actions.propose(kind, read_proposal(kind, values), by=current_principal())
    except Invalid as refusal:
        return await _page(status=422, again=(kind, values, refusal.fields))
    return see_other(f"{PROFILE}#proposals")


async def _page(*, status: int = 200, again: tuple[str, dict[str, Any], dict[str, str]] | None = None) -> Response[str]:
    by = current_principal()
    assert by.customer_id is not None, "contacts belong to a customer"
    things = {"contact": await queries.contact(by.id, of=by.customer_id)}
    if by.may(OWN_COMPANY):
        things["customer"] = await queries.customer(by.customer_id)  # type: ignore[assignment]  # the company's own row
    found = await queries.proposals_by(by.id, most=LATEST)
    forms = [
        {
            "kind": kind,
            "fields": [(name, gettext(KINDS[kind][name])) for name in ANSWERABLE[kind]],
            "values": again[1] if again and again[0] == kind else views.values_of(thing, ANSWERABLE[kind]),
            "errors": again[2] if again and again[0] == kind else {},
            "at_once": chosen(AT_ONCE[kind]) == "at_once",
        }
        for kind, thing in things.items()
    ]
    return page(
        "customers/profile.html",
        status=status,
        here="profile",
        forms=forms,
        proposals=await views.proposals_shown(found),
    )


HANDLERS = (profile, propose_own, propose_company, withdraw)
