"""Examples of what is noted of sessions, their materials, and series, for programs."""

from desk_training.actions import materials
from desk_training.queries import sessions as sessions_known

from desk.files.queries import of_subjects
from desk.foundation.principals import SYSTEM

from .examples import Example, example
from .examples_training import course, series, series_form, session, taught, teach


@example("training.print_survey")
async def print_survey(place):
    return Example(path=(await taught(place))[0], form={})


class Paper:
    """A file as the web hands it over."""

    filename = "讲义.txt"

    def __init__(self):
        self.left = [b"paper"]

    async def read(self, _size=-1):
        return self.left.pop() if self.left else b""


@example("training.add_materials")
async def add_materials(place):
    return Example(path={"course_id": await course(place)}, form={}, files={"files": ("a.txt", b"paper")})


@example("training.remove_material")
async def remove_material(place):
    made = await course(place)
    async with place.tenant.scope():
        await materials.add_materials(made, [Paper()], by=SYSTEM)
        [file] = (await of_subjects(materials.SUBJECT, [made]))[made]
    return Example(path={"course_id": made, "file_id": file.id}, form={})


@example("api.training.absences", "api.training.questions")
async def noted(place):
    return Example(path=(await taught(place))[0])


@example("api.training.leave")
async def leave(place):
    json = {"reason": "x", "substitute": str(await place.colleague())}
    return Example(path=(await teach(place, started=True))[0], json=json, ids=("substitute",))


@example("api.training.come_back")
async def come_back(place):
    return Example(path=(await teach(place, started=True))[0], json={})


@example("api.training.ask")
async def ask(place):
    return Example(path=(await taught(place))[0], json={"question": "怎么反结账"})


@example("api.training.resit")
async def resit(place):
    made, enrolled = await taught(place, score=10)
    async with place.tenant.scope():
        of = (await sessions_known.sheet(made["number"]))["course"]
    again = await session(place, of=of)
    return Example(path={"number": enrolled}, json={"session": again["number"]}, ids=("session",))


@example("api.training.series")
async def all_series(place):
    await series(place)
    return Example(marker=place.marker)


@example("api.training.begin_series")
async def begin_series(place):
    said = await series_form(place)
    numbers = {name: int(said[name]) for name in ("day", "hours", "seats")}
    return Example(json=said | numbers, ids=("course", "trainer"))


@example("api.training.end_series")
async def end_series(place):
    return Example(path=await series(place), json={})
