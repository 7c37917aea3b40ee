"""A gift has a picture that every customer sees while it is offered."""

import io
import re

import pytest
from PIL import Image


@pytest.fixture
def picture():
    target = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(target, "PNG")
    return {"picture": ("gift.png", target.getvalue(), "image/png")}


async def test_customers_see_it_while_the_gift_is_offered(
    partner, neighbour, season, earn, gift, door, contact, settle, picture
):
    chosen, member = await gift(partner), await door.member(partner)
    place = f"/loyalty/gifts/{chosen}/picture"
    assert (await member.post(place, files={"nothing": ("", b"")})).status_code == 422
    for _ in range(2):
        assert (await member.post(place, files=picture)).status_code == 303
        await settle()
    assert (await (await door.member(partner, may_not="loyalty.plan")).post(place, files=picture)).status_code == 403
    assert (await (await door.member(neighbour)).post(place, files=picture)).status_code == 404

    person = (await contact(partner, await earn(partner, 500))).client
    pictures = re.compile(rf'src="(/files/[0-9a-f-]+/thumbnail)"[^\n]*\n[^\n]*value="{chosen}"')
    [shown] = pictures.findall((await person.get("/points")).text)
    assert (await person.get(shown)).status_code == 303
    assert (await (await door.member(neighbour)).get(shown)).status_code == 404
    await member.post(f"/loyalty/gifts/{chosen}/retirement")
    assert (await person.get(shown)).status_code == 404
