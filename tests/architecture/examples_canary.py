"""Examples of the canaries' routes."""

from desk.canary.tables import CanaryRun

from .examples import Example, example


@example("canary.index", faces=("headquarters",))
async def index(place):
    return Example()


@example("canary.send", faces=("headquarters",))
async def send(place):
    async with place.tenant.scope():
        await CanaryRun.update({CanaryRun.status: "cut_short"}).where(CanaryRun.status == "running")
    return Example(form={}, ok=(303, 409))
