"""Examples of imports' routes, by the table of customers."""

from desk.imports.states import Status
from desk.imports.tables import ImportRow, ImportRun
from desk.kit.time import now

from .examples import Example, example

KIND = "customers.customers"


async def run(place, status=Status.CHECKED):
    async with place.tenant.scope():
        made = ImportRun(
            kind=KIND, file_name=place.name(), at=now(), status=status, headings='["name"]', fields='["name"]', total=1
        )
        await made.save()
        await ImportRow(run=made.id, number=2, cells=[place.name()]).save()
        return {"kind": KIND, "run_id": made.id}


@example("imports.index")
async def index(place):
    return Example()


@example("imports.kind")
async def kind(place):
    await run(place)
    return Example(path={"kind": KIND}, marker=place.marker, shared=True)


@example("imports.send")
async def send(place):
    table = f"name\n{place.name()}\n".encode()
    return Example(path={"kind": KIND}, files={"file": ("customers.csv", table, "text/csv")}, shared=True)


@example("imports.show", "imports.progress", "imports.refused_csv", "imports.refused_xlsx")
async def show(place):
    return Example(path=await run(place), marker=place.marker)


@example("imports.read")
async def read(place):
    return Example(path=await run(place), form={"fields": "name"})


@example("imports.start", "imports.stop")
async def go(place):
    return Example(path=await run(place), form={})


@example("imports.resume")
async def resume(place):
    return Example(path=await run(place, Status.CANCELLED), form={})
