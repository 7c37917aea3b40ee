"""Examples of deadlines' routes."""

from desk.foundation.principals import SYSTEM
from desk.tickets import actions
from desk.tickets.states import Channel

from .examples import Example, example


async def promise(place):
    """What was promised about a question of the place's customer; it is missed, so that one may see to it."""
    from datetime import timedelta

    from desk.deadlines import queries
    from desk.deadlines.tables import Deadline
    from desk.kit.time import now

    async with place.tenant.scope():
        new = actions.NewTicket(place.customer, place.name(), "打不开", Channel.ONLINE)
        ticket = await actions.open_ticket(new, by=SYSTEM)
        (found,) = await queries.open_of("ticket", ticket.id)
        at = now() - timedelta(hours=1)
        await Deadline.update({Deadline.due_at: at, Deadline.missed_at: at}).where(Deadline.id == found["id"])
    return {"deadline_id": found["id"]}


@example("deadlines.index", "deadlines.export", "api.deadlines.index")
async def lists(place):
    await promise(place)
    return Example(query={"view": "all"}, filters={"customer": place.customer}, marker=place.marker)


@example("deadlines.count", "deadlines.today", "deadlines.board", "deadlines.figures", "deadlines.figures_export")
@example("deadlines.grades", "deadlines.grades_export")
@example("deadlines.limits", "api.deadlines.figures")
async def looks(place):
    await promise(place)
    return Example(marker=place.marker)


@example("deadlines.show", "api.deadlines.explanation")
async def show(place):
    return Example(path=await promise(place), marker=place.marker)


@example("deadlines.acknowledge")
async def acknowledge(place):
    return Example(path=await promise(place), form={})


@example("api.deadlines.acknowledge")
async def acknowledge_by_program(place):
    return Example(path=await promise(place))


@example("deadlines.limit", "deadlines.progress")
async def limit(place):
    return Example(path={"promise_id": "HL-D5"}, shared=True)


LIMIT = {"amount": "2", "unit": "work_h", "ladder": "L1", "applies": "new", "why": "试"}


@example("deadlines.change_limit")
async def change(place):
    return Example(path={"promise_id": "HL-D5"}, form=LIMIT, shared=True)


@example("deadlines.limit_of_profile")
async def as_profile(place):
    return Example(path={"promise_id": "HL-D5"}, form={}, shared=True)


@example("deadlines.profile")
async def profile(place):
    return Example(form={"profile": "hall", "applies": "new"})


@example("deadlines.minimums", faces=("headquarters",))
async def minimums(place):
    return Example(marker=place.marker)


@example("deadlines.minimum", faces=("headquarters",))
async def minimum(place):
    return Example(path={"promise_id": "HL-D5"}, shared=True)


@example("deadlines.try_minimum", faces=("headquarters",))
async def try_minimum(place):
    return Example(path={"promise_id": "RM-D1"}, form={"amount": "90", "unit": "cd"}, shared=True)


@example("deadlines.spread_minimum", faces=("headquarters",))
async def spread(place):
    from desk.deadlines import actions, queries
    from desk.foundation.promises import Limit

    async with place.tenant.scope():
        if await queries.rollouts.running("HQ-D1") is None:
            limit = Limit("cd", 90)
            await actions.publish_minimum("HQ-D1", limit, "试", by=SYSTEM, first=["acme"])
    return Example(path={"promise_id": "HQ-D1", "act": "more"}, form={"partners": "acme"}, shared=True)


@example("deadlines.new_trial", faces=("headquarters",))
async def new_trial(_place):
    return Example(shared=True)


@example("deadlines.try_days", faces=("headquarters",))
async def try_days(_place):
    return Example(form={"country": "CN", "kind": "holiday", "day": "2098-01-01"}, shared=True)


@example("deadlines.trial", faces=("headquarters",))
async def trial(place):
    from desk.deadlines import actions
    from desk.foundation.promises import Limit

    async with place.tenant.scope():
        return Example(path={"trial_id": await actions.try_minimum("RM-D1", Limit("cd", 90), by=SYSTEM)}, shared=True)


@example("deadlines.publish_minimum", faces=("headquarters",))
async def publish(place):
    return Example(path={"promise_id": "RM-D1"}, form={"amount": "90", "unit": "cd", "why": "试"}, shared=True)
