"""Examples of routes about what customers want changed."""

from desk.customers import actions
from desk.customers.tables import Contact
from desk.kit.time import now

from .examples import Example, example


async def proposed(place, by=None):
    """A change that a contact wants, and who wants it."""
    from desk.foundation.principals import Principal

    async with place.tenant.scope():
        made = Contact(customer=place.customer, name=place.name(), created_at=now(), changed_at=now())
        await made.save()
        may = frozenset({"profile.own"})
        who = Principal("contact", by or made.id, "x", permissions=may, customer_id=place.customer)
        found = await actions.propose("contact", {"name": place.name(), "title": "会计"}, by=who)
    return {"proposal_id": found.id}


@example("customers.proposals")
async def proposals(place):
    await proposed(place)
    return Example(marker=place.marker)


@example("customers.answer_proposal")
async def answer_proposal(place):
    return Example(path=await proposed(place), form={"answer_name": "accept", "answer_title": "accept"})


@example("api.customers.proposals")
async def api_proposals(place):
    await proposed(place)
    return Example(marker=place.marker)


@example("api.customers.proposal")
async def api_proposal(place):
    return Example(path=await proposed(place), marker=place.marker)


@example("api.customers.answer_proposal")
async def api_answer_proposal(place):
    return Example(path=await proposed(place), json={"accepted": ["name", "title"]})


@example("customers.profile", faces=("portal",))
async def profile(place):
    return Example(marker=place.marker)


@example("customers.propose_own", faces=("portal",))
async def propose_own(place):
    return Example(form={"name": place.name()})


@example("customers.propose_company", faces=("portal",))
async def propose_company(place):
    return Example(form={"name": place.name()})


@example("customers.withdraw_proposal", faces=("portal",))
async def withdraw_proposal(place):
    """Another contact's; one's own is taken back in tests/customers."""
    return Example(path=await proposed(place), form={}, ok=(404,))
