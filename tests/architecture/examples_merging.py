"""Examples of the routes that find and merge duplicates."""

from uuid import UUID

from desk.customers import actions
from desk.foundation.principals import SYSTEM

from .examples import Example, example
from .examples_customers import contact


async def merging(place):
    other = await place.new_customer()
    async with place.tenant.scope():
        made = await actions.merge_customers(place.customer, UUID(str(other)), by=SYSTEM)
    return {"merging_id": made.id}


@example("customers.duplicates", "api.customers.duplicates")
async def pairs(place):
    return Example()


@example("customers.mergings")
async def mergings(place):
    await merging(place)
    return Example(marker=place.marker)


@example("customers.merging", "api.customers.merging", "customers.undo_merge")
async def one(place):
    return Example(path=await merging(place))


@example("api.customers.undo_merge")
async def undo(place):
    return Example(path=await merging(place))


@example("customers.deny_double")
async def deny(place):
    path = {"customer_id": await place.new_customer(), "other_id": await place.new_customer()}
    return Example(path=path, form={})


@example("customers.merge")
async def compare(place):
    return Example(path={"customer_id": place.customer}, marker=place.marker)


@example("customers.merge_customers")
async def merge(place):
    return Example(path={"customer_id": await place.new_customer()}, form={"other": str(await place.new_customer())})


@example("api.customers.merge")
async def api_merge(place):
    return Example(path={"customer_id": await place.new_customer()}, json={"other": str(await place.new_customer())})


@example("customers.merge_contact")
async def compare_contacts(place):
    return Example(path=await contact(place), marker=place.marker)


@example("customers.merge_contacts")
async def merge_contacts(place):
    kept, gone = await contact(place), await contact(place)
    return Example(path=kept, form={"other": str(gone["contact_id"])})


@example("api.customers.merge_contacts")
async def api_merge_contacts(place):
    kept, gone = await contact(place), await contact(place)
    return Example(path=kept, json={"other": str(gone["contact_id"])})
