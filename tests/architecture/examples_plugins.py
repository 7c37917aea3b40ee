"""Examples of the routes of plugins: their names are the same for all tenants."""

from desk.kit.time import now

from .examples import Example, example


@example("plugins.show")
async def one(place):
    return Example(path={"plugin": "dummy"}, shared=True)


@example("plugins.ask_again", "plugins.switch")
async def switched(place):
    return Example(path={"plugin": "dummy"}, form={}, shared=True)


@example("plugins.remove")
async def taken_away(place):
    """The one that the tests switch on nowhere but in their own tenants."""
    return Example(path={"plugin": "trial"}, form={"slug": "trial"}, shared=True)


@example("plugins.replay")
async def heard(place):
    return Example(path={"plugin": "dummy"}, form={"since": now().date().isoformat()}, shared=True)


@example("plugins.choose")
async def chosen(place):
    return Example(path={"plugin": "dummy"}, form={"rooms": "5"}, shared=True)
