"""Examples of documents' routes: printing one, and the letterhead."""

from .examples import Example, example

SHEET = "tickets.service_sheet"
FACES = ("workspace", "headquarters")


@example("documents.print", faces=("workspace", "portal"))
async def print_one(place):
    number = await place.ticket("open")
    return Example(path={"kind": SHEET, "subject_id": await place.ticket_id(number)})


@example("documents.letterhead", "documents.sample", faces=FACES)
async def look(place):
    return Example(marker=place.marker)


@example("documents.change_letterhead", faces=FACES)
async def change(place):
    return Example(form={"name": place.name(), "lines": "x", "foot": ""})


@example("documents.logo", faces=FACES)
async def logo(place):
    import io

    from PIL import Image

    from desk.documents import actions
    from desk.files.pictures import Picture
    from desk.foundation.principals import SYSTEM

    target = io.BytesIO()
    async with place.tenant.scope():
        Image.new("RGB", (9, 9)).save(target, "PNG")
        made = Picture(target.getvalue(), 9, 9, b"")
        await actions.change_letterhead(name=place.name(), lines="", foot="", logo=made, without_logo=False, by=SYSTEM)
    return Example()
