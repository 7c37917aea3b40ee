"""Off, nothing shows and nothing is lost; taken away, nothing is left."""

from desk_loyalty.plugin import register_manifest

from desk.foundation.database import value
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.search import actions as search


async def _rows(tenant):
    async with tenant.scope():
        return sum(
            [await value("select count(*) from TABLE".replace("TABLE", one)) for one in register_manifest().tables]
        )


async def test_off_it_is_gone_from_pages_portal_and_programs_and_its_work_with_it(founding, earn, contact, door, world):
    from desk.foundation.principals import SYSTEM
    from desk.payments import actions

    partner = await founding(plugins=["loyalty"])
    customer = await earn(partner, 100)
    member, program = await door.member(partner), await door.api(partner)
    person = (await contact(partner, customer)).client
    account = f"/api/v1/loyalty/customers/{customer}"
    assert [(await one.get(path)).status_code for one, path in ((person, "/points"), (program, account))] == [200, 200]
    assert 'href="/points"' in (await person.get("/")).text
    assert "loyalty" in (await member.get(f"/customers/{customer}")).text
    async with partner.scope():
        new = actions.NewPayment(kind="payments.other", amount_cents=10_000, customer=customer)
        await actions.record_payment(new, by=SYSTEM)
    planned = "select count(*) from scheduled_work where name like 'loyalty.%'"
    waiting = "select count(*) from reaction where subscriber like 'loyalty.%'"
    async with partner.scope():
        assert [await value(planned), await value(waiting)] == [1, 1]

    await member.post("/plugins/loyalty/switch", data={"_method": "DELETE"})
    assert [(await one.get(path)).status_code for one, path in ((person, "/points"), (program, account))] == [404, 404]
    assert (await person.post("/points/redemptions", data={})).status_code == 404
    assert 'href="/points"' not in (await person.get("/")).text
    assert "loyalty" not in (await member.get(f"/customers/{customer}")).text
    async with partner.scope():
        assert [await value(planned), await value(waiting)] == [0, 0]


async def test_off_and_away(founding, earn, gift, door, world):
    partner = await founding(plugins=["loyalty"])
    await earn(partner, 100)
    await gift(partner)
    member = await door.member(partner)
    assert (await member.get("/loyalty")).status_code == 200
    async with partner.scope():
        said = {
            "subject_id": uuid7(),
            "title": "孔雀蓝保温杯",
            "words": [],
            "url": "/loyalty/redemptions/1",
            "at": now(),
        }
        await search.index(kind="redemption", **said)
    assert "孔雀蓝保温杯" in (await member.get("/search?q=孔雀蓝")).text

    assert (await member.post("/plugins/loyalty/switch", data={"_method": "DELETE"})).status_code == 303
    assert (await member.get("/loyalty")).status_code == 404
    assert "/loyalty" not in (await member.get("/")).text
    assert "孔雀蓝保温杯" not in (await member.get("/search?q=孔雀蓝")).text
    kept = await _rows(partner)
    assert kept >= 5

    assert (await member.post("/plugins/loyalty/removal", data={"slug": "loyalty"})).status_code == 303
    await world.settle()
    assert await _rows(partner) == 0
    async with partner.scope():
        assert await value("select count(*) from search_document where kind = 'redemption'") == 0
