"""Examples of the routes of privacy: of a contact that is nobody else's."""

from desk.customers import actions as customers
from desk.foundation.principals import SYSTEM
from desk.privacy import actions as privacy

from .examples import Example, example


@example("privacy.index")
async def overview(place):
    return Example(marker=place.marker)


@example("api.privacy.run")
async def a_run(place):
    async with place.tenant.scope():
        contact = await customers.add_contact(place.customer, customers.ContactFields(name=place.name()), by=SYSTEM)
        run_id = await privacy.begin_export("contact", contact.id, by=SYSTEM)
    return Example(path={"run_id": run_id})


@example("privacy.person", "privacy.export", "privacy.erase")
async def one(place):
    async with place.tenant.scope():
        contact = await customers.add_contact(place.customer, customers.ContactFields(name=place.name()), by=SYSTEM)
    return Example(path={"of": "contact", "person": contact.id}, form={"all_the_same": "yes"}, marker=place.marker)


@example("api.privacy.person", "api.privacy.export", "api.privacy.erase")
async def for_programs(place):
    found = await one(place)
    return Example(path=found.path, json={"all_the_same": True}, ok=(200, 202), marker=place.marker)
