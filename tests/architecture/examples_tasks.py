"""Examples of tasks' routes."""

from desk.foundation.principals import SYSTEM
from desk.tasks import actions

from .examples import Example, example


async def task(place):
    """For whoever acts here, about the customer of the place."""
    async with place.tenant.scope():
        new = actions.NewTask(
            "tasks.anything",
            place.name(),
            member=await place.who(),
            subject_kind="customer",
            subject_id=place.customer,
        )
        made = await actions.ask(new, by=SYSTEM)
    return {"task_id": made.task.id}


@example("tasks.index", "tasks.export", "api.tasks.index")
async def lists(place):
    await task(place)
    return Example(filters={"customer": place.customer}, marker=place.marker)


@example("tasks.count", "api.tasks.kinds")
async def counts(place):
    await task(place)
    return Example(marker=place.marker)


@example("tasks.show", "api.tasks.show")
async def show(place):
    return Example(path=await task(place), marker=place.marker)


@example("tasks.new")
async def new(place):
    query = {"subject_kind": "customer", "subject_id": str(place.customer)}
    return Example(query=query, ids=("subject_id",), marker=place.marker)


def asked(place, member):
    words = {"kind": "tasks.anything", "title": place.name(), "member": str(member)}
    return words | {"subject_kind": "customer", "subject_id": str(place.customer)}


@example("tasks.ask")
async def ask(place):
    return Example(form=asked(place, await place.who()), ids=("member", "subject_id"))


@example("api.tasks.ask")
async def api_ask(place):
    return Example(json=asked(place, await place.who()), ids=("member", "subject_id"))


@example("tasks.assignment")
async def assignment(place):
    return Example(path=await task(place), form={"member": str(await place.who())}, ids=("member",))


@example("api.tasks.assignment")
async def api_assignment(place):
    return Example(path=await task(place), json={"member": str(await place.who())}, ids=("member",))


@example("tasks.result")
async def result(place):
    return Example(path=await task(place), form={"result": "done"})


@example("api.tasks.result")
async def api_result(place):
    return Example(path=await task(place), json={"result": "done"})


@example("tasks.refusal", "tasks.cancellation")
async def note(place):
    return Example(path=await task(place), form={"note": "x"})


@example("api.tasks.refusal", "api.tasks.cancellation")
async def api_note(place):
    return Example(path=await task(place), json={"note": "x"})


@example("api.tasks.take")
async def take(place):
    return Example(path=await task(place))
