"""What comes of a gift that was handed out: a receipt that is signed, and figures."""

from datetime import date

import pytest
from desk_loyalty import figures
from desk_loyalty.settings import Season

from desk.foundation.database import value
from desk.foundation.figures import month_of
from desk.kit.ids import uuid7


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
            assert [one.part for one in await figures.exchanged(month, by)] == [200]
        assert [(one.key, one.part, one.word) for one in await figures.gifts(month, "kind")] == [
            ("household", 2, "生活用品")
        ]
        assert [one.part for one in await figures.open_points(month, "")] == [100]
        assert [(one.part, one.whole) for one in await figures.active(month, "")] == [(1, 1)]


async def test_the_year_end_list_says_who_got_what(handed_out, brisk, door):
    tenant, member, *_ = handed_out
    paper = f"/documents/loyalty.season/{tenant.id}"
    assert paper in (await member.get("/loyalty/redemptions?view=all")).text
    made = await member.get(paper)
    assert made.status_code == 200
    assert made.headers["content-type"] == "application/pdf"
    assert (await (await door.member(brisk)).get(paper)).status_code == 404


async def test_what_a_gift_costs_us_is_typed_as_money(partner, door):
    from desk_loyalty.tables import LoyaltyGift

    member, name = await door.member(partner), f"保温杯 {uuid7()}"
    typed = {"name": name, "kind": "household", "price": "300", "value": "很多"}
    assert (await member.post("/loyalty/gifts", data=typed)).status_code == 422
    assert (await member.post("/loyalty/gifts", data=typed | {"value": "1,250.5"})).status_code == 303
    async with partner.scope():
        assert (await LoyaltyGift.objects().where(LoyaltyGift.name == name).first()).value_cents == 125_050


@pytest.mark.parametrize(
    ("begin", "end", "day", "found"),
    [
        ("12-01", "12-31", date(2026, 11, 22), (date(2025, 12, 1), date(2025, 12, 31))),
        ("12-01", "12-31", date(2026, 12, 1), (date(2026, 12, 1), date(2026, 12, 31))),
        ("11-15", "01-15", date(2026, 12, 31), (date(2026, 11, 15), date(2027, 1, 15))),
        ("11-15", "01-15", date(2027, 1, 16), (date(2026, 11, 15), date(2027, 1, 15))),
    ],
)
def test_the_latest_season(begin, end, day, found):
    assert Season(begin, end).latest(day) == found
