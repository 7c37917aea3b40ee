"""Examples of signatures' routes: the page to sign on, signing, and having a code sent."""

import base64
import io

from PIL import Image

from .examples import Example, example

SHEET = "tickets.service_sheet"
FACES = ("workspace", "portal")


def mark():
    """A stroke, as the page sends it."""
    target = io.BytesIO()
    Image.new("RGBA", (40, 9), "black").save(target, "PNG")
    return "data:image/png;base64," + base64.b64encode(target.getvalue()).decode()


async def sheet(place):
    """A ticket with a contact: only then a code has somebody to go to."""
    from desk.foundation.database import execute

    number = await place.ticket("open")
    ticket_id = await place.ticket_id(number)
    async with place.tenant.scope():
        await execute("update ticket set contact = $1 where id = $2", await place.contact_id(), ticket_id)
    return {"kind": SHEET, "subject_id": ticket_id}


@example("signatures.show", faces=FACES)
async def show(place):
    return Example(path=await sheet(place), marker=place.marker)


@example("api.signatures.index")
async def listed(place):
    return Example(path=await sheet(place))


@example("signatures.ask", faces=FACES)
async def ask(place):
    return Example(path=await sheet(place), form={})


@example("signatures.sign", faces=FACES)
async def sign(place):
    from desk.documents.actions import prepare
    from desk.documents.kinds import Copy
    from desk.foundation.principals import SYSTEM

    path = await sheet(place)
    async with place.tenant.scope():
        seen = (await prepare(SHEET, path["subject_id"], Copy.CUSTOMER, by=SYSTEM)).document
    form = {"signer": place.name(), "method": "drawn", "fingerprint": seen.fingerprint, "mark": mark()}
    return Example(path=path, form=form)
