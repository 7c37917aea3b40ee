"""
A ticket with a contact, its service sheet, and ways to sign it.

The product is imported inside the fixtures: this page is read before the servers of the tests are known.
"""

import base64
import io
import re
from types import SimpleNamespace

import pytest

SHEET = "tickets.service_sheet"


def drawing(stroke=True, size=(900, 300)):
    """What the page sends of a canvas."""
    from PIL import Image, ImageDraw

    image, target = Image.new("RGBA", size, (0, 0, 0, 0)), io.BytesIO()
    if stroke:
        ImageDraw.Draw(image).line([(100, 200), (300, 80), (500, 220), (700, 60)], fill="black", width=6)
    image.save(target, "PNG")
    return "data:image/png;base64," + base64.b64encode(target.getvalue()).decode()


@pytest.fixture
def a_drawing():
    """A drawing as it is sent: ``a_drawing(stroke=False)`` is an empty one."""
    return drawing


@pytest.fixture
def a_matter(door):
    """A ticket of a contact: ``ticket``, ``contact`` (with a browser), ``member``, ``path`` of the page to sign on."""
    from tests_support import make_ticket
    from tickets_support import contact

    async def make(tenant):
        person = await contact(door, tenant)
        ticket = await make_ticket(tenant, person.customer, subject="月末结账打不开")
        async with tenant.scope():
            from desk.foundation.database import execute

            await execute("update ticket set contact = $1 where id = $2", person.id, ticket.id)
        path = f"/documents/{SHEET}/{ticket.id}/signature"
        member = await door.member(tenant)
        return SimpleNamespace(tenant=tenant, ticket=ticket, contact=person, member=member, path=path)

    return make


@pytest.fixture
async def matter(a_matter, acme):
    """One of acme."""
    return await a_matter(acme)


@pytest.fixture
def form_of():
    """The form of a page with the version that it shows, filled in."""

    async def fill(client, path, **more):
        answer = await client.get(path)
        assert answer.status_code == 200, answer.text[:500]
        version = re.search(r'name="fingerprint" value="([0-9a-f]{64})"', answer.text)[1]
        return {"fingerprint": version, "signer": "王敏", "method": "drawn", "mark": drawing()} | more

    return fill


@pytest.fixture
def code_sent(acme):
    """The code as it leaves for the contact: made when it is sent, and kept nowhere."""

    async def read():
        from desk.foundation.database import value
        from desk.signatures import actions

        async with acme.scope():
            asked = await value("select id from signature_code order by created_at desc, id desc limit 1")
            return await actions.fresh_code(asked)

    return read


@pytest.fixture
def rows_of():
    """The signatures on a matter's sheet, the newest first."""

    async def read(matter):
        from desk.signatures import queries

        async with matter.tenant.scope():
            found = await queries.of_document(SHEET, matter.ticket.id)
            return [await queries.signature(one["id"]) for one in found]

    return read


@pytest.fixture
def sign(form_of, rows_of):
    """Sign a matter's sheet as its contact, in the portal; the row of it."""

    async def give(matter):
        client = matter.contact.client
        answer = await client.post(matter.path, data=await form_of(client, matter.path))
        assert answer.status_code == 303, answer.text[:500]
        return (await rows_of(matter))[0]

    return give


@pytest.fixture
async def signed(matter, sign):
    """The matter's sheet, signed by its contact."""
    return await sign(matter)
