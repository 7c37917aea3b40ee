"""Examples of the routes of calls."""

from desk.calls.tables import Call
from desk.kit.time import now

from .examples import Example, example


async def call(place, status="to_call_back"):
    async with place.tenant.scope():
        made = Call(number=place.name()[:60], status=status, offered_at=now(), note=place.name())
        await made.save()
    return {"call_id": made.id}


@example("calls.index", "api.calls.index")
async def lists(place):
    await call(place)
    return Example(marker=place.marker)


@example("calls.live")
async def live(place):
    await call(place, "ringing")
    return Example(marker=place.marker)


@example("calls.count")
async def count(place):
    return Example()


@example("calls.show", "api.calls.show")
async def show(place):
    return Example(path=await call(place), marker=place.marker)


@example("calls.leave")
async def leave(place):
    return Example(form={"number": "139 0000 1234", "note": place.name()})


@example("calls.call_back")
async def call_back(place):
    return Example(path=await call(place), form={"reached": "yes"})


@example("api.calls.tell")
async def tell(place):
    return Example(json={"event": "ringing", "number": "13900001234", "reference": place.name()})
