"""Examples of what ties tickets to each other and to people."""

from .examples import Example, example


async def by_reference(place, status="open"):
    return {"reference": str(await place.ticket(status))}


@example("tickets.ties", "api.tickets.links", "api.tickets.time")
async def ties(place):
    number = await place.ticket()
    name = "reference" if place.face == "api" else "number"
    return Example(path={name: number if name == "number" else str(number)})


@example("tickets.similar")
async def similar(place):
    await place.ticket()
    return Example(query={"subject": place.marker}, marker=place.marker)


@example("tickets.merger")
async def merger(place):
    return Example(path={"number": await place.ticket()}, form={"into": str(await place.ticket())})


@example("api.tickets.merger")
async def merger_by_program(place):
    return Example(path=await by_reference(place), json={"into": await place.ticket()})


@example("api.tickets.part")
async def part(place):
    return Example(path=await by_reference(place, "merged"))


@example("tickets.refusal")
async def refusal(place):
    return Example(path={"number": await place.ticket()}, form={"reason": "x"})


@example("api.tickets.refusal")
async def refusal_by_program(place):
    return Example(path=await by_reference(place), json={"reason": "x"})


@example("tickets.link")
async def link(place):
    return Example(path={"number": await place.ticket()}, form={"other": str(await place.ticket())})


@example("api.tickets.link")
async def link_by_program(place):
    return Example(path=await by_reference(place), json={"other": await place.ticket()})


@example("api.tickets.unlink")
async def unlink(place):
    return Example(path={**await by_reference(place), "other": await place.ticket()})


@example("tickets.follow")
async def follow(place):
    return Example(path={"number": await place.ticket()}, form={})


@example("tickets.time")
async def spend(place):
    return Example(path={"number": await place.ticket()}, form={"minutes": "5"})


@example("api.tickets.spend")
async def spend_by_program(place):
    return Example(path=await by_reference(place), json={"minutes": 5})


async def authorisation_file(place, number):
    from desk.files import actions as files
    from desk.foundation.database import value
    from desk.foundation.principals import SYSTEM
    from desk.tickets import actions
    from desk.tickets.states import Audience

    async with place.tenant.scope():
        entry = await actions.write_entry(number, actions.NewEntry("x", Audience.TEAM), by=SYSTEM)
        about = {"subject_kind": "entry", "subject_id": entry.id, "customer_id": place.customer, "audience": "team"}
        made = await files.keep_made(b"x", name="x.txt", content_type="text/plain", by=SYSTEM, **about)
        assert await value("select true from stored_file where id = $1", made.id)
        return str(made.id)


@example("tickets.authorisation")
async def authorise(place):
    number = await place.ticket(kind="password_help")
    return Example(path={"number": number}, form={"file": await authorisation_file(place, number)}, ids=("file",))


@example("api.tickets.authorisation")
async def authorise_by_program(place):
    number = await place.ticket(kind="password_help")
    file = await authorisation_file(place, number)
    return Example(path={"reference": str(number)}, json={"file": file}, ids=("file",))
