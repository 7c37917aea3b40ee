"""What comes of a gift that was handed out: a receipt that is signed, and figures."""

from datetime import date

import pytest
from desk_loyalty import figures

from desk.foundation.database import value
from desk.foundation.figures import month_of


@pytest.fixture
async def handed_out(founding, season, earn, gift, door):
    """A tenant of one's own with one redemption: the member, its page, its id, before and after it was handed out."""
    tenant = await founding(plugins=["loyalty"])
    customer, chosen = await earn(tenant, 300), await gift(tenant, 100)
    member = await door.member(tenant)
    await member.post(f"/loyalty/customers/{customer}/redemptions", data={"gift": str(chosen), "quantity": "2"})
    async with tenant.scope():
        number, found = (
            await value("select number from loyalty_redemption"),
            await value("select id from loyalty_redemption"),
        )
    one = f"/loyalty/redemptions/{number}"
    await member.post(f"{one}/approval", data={})
    before = (await member.get(one)).text
    await member.post(f"{one}/delivery", data={"received_by": "王会计"})
    return tenant, member, found, before, (await member.get(one)).text


async def test_the_receipt_is_signed_once_the_gift_is_there(handed_out, brisk, door):
    _, member, found, before, after = handed_out
    paper = f"/documents/loyalty.receipt/{found}/signature"
    assert paper not in before
    assert paper in after
    assert (await member.get(paper)).status_code == 200
    assert (await (await door.member(brisk)).get(paper)).status_code == 404


async def test_gifts_and_points_are_counted(handed_out, season):
    tenant = handed_out[0]
    month = month_of(date(season.year, season.month, 1), "Asia/Shanghai")
    async with tenant.scope():
        for by in ("", "month"):
            assert [one.part for one in await figures.gifts(month, by)] == [2]
            assert sum(one.part for one in await figures.earned(month, by)) == 0
