"""Examples of requests' routes."""

from desk.foundation.principals import SYSTEM
from desk.requests import actions

from .examples import Example, example


async def request(place, **more):
    """Of the customer of the place; nobody has it."""
    async with place.tenant.scope():
        new = actions.NewRequest("requests.on_site", place.name(), customer=place.customer, told=place.name())
        made = await actions.open_request(new, by=SYSTEM)
        for act, words in more.items():
            await getattr(actions, act)(made.number, **words, by=SYSTEM)
    return {"number": made.number}


@example("requests.index", "requests.export", "api.requests.index")
async def lists(place):
    await request(place)
    return Example(filters={"customer": place.customer}, marker=place.marker)


@example("portal.requests", faces=("portal",))
async def portal_list(place):
    await request(place)
    return Example(marker=place.marker)


@example("requests.show", "api.requests.show")
@example("portal.request", faces=("portal",))
async def show(place):
    return Example(path=await request(place), marker=place.marker)


@example("requests.new")
async def new(place):
    return Example(query={"customer": str(place.customer)}, ids=("customer",), marker=place.marker)


@example("requests.cover")
async def cover(place):
    query = {"customer": str(place.customer), "kind": "requests.on_site"}
    return Example(query=query, ids=("customer",), marker=place.marker)


@example("api.requests.entitlements")
async def entitlements(place):
    return Example(path={"customer_id": place.customer, "service": "on_site"}, marker=place.marker)


@example("requests.open")
async def open_one(place):
    form = {"kind": "requests.on_site", "title": place.name(), "customer": str(place.customer)}
    return Example(form=form, ids=("customer",))


@example("api.requests.open")
async def api_open(place):
    json = {"kind": "requests.on_site", "title": place.name(), "customer": str(place.customer)}
    return Example(json=json, ids=("customer",))


@example("requests.assignment")
async def assignment(place):
    return Example(path=await request(place), form={"member": str(await place.who())}, ids=("member",))


@example("api.requests.assignment")
async def api_assignment(place):
    return Example(path=await request(place), json={"member": str(await place.who())}, ids=("member",))


@example("requests.return")
async def give_back(place):
    path = await request(place, assign_request={"member_id": await place.who()})
    return Example(path=path, form={"note": "x"})


@example("api.requests.return")
async def api_give_back(place):
    path = await request(place, assign_request={"member_id": await place.who()})
    return Example(path=path, json={"note": "x"})


@example("requests.result", "requests.cancellation")
async def end(place):
    return Example(path=await request(place), form={"note": "x"})


@example("api.requests.result", "api.requests.cancellation")
async def api_end(place):
    return Example(path=await request(place), json={"note": "x"})


@example("api.requests.take")
async def take(place):
    return Example(path=await request(place))
