"""Examples of the routes of privacy: of a contact that is nobody else's."""

from desk.customers import actions as customers
from desk.foundation.principals import SYSTEM

from .examples import Example, example


@example("privacy.index")
async def overview(place):
    return Example(marker=place.marker)


@example("privacy.person", "privacy.export", "privacy.erase")
async def one(place):
    async with place.tenant.scope():
        contact = await customers.add_contact(place.customer, customers.ContactFields(name=place.name()), by=SYSTEM)
    return Example(path={"of": "contact", "person": contact.id}, form={"all_the_same": "yes"}, marker=place.marker)
