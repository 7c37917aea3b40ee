"""Off, nothing shows and nothing is lost; taken away, nothing is left."""

from desk_loyalty.plugin import register_manifest

from desk.foundation.database import value


async def _rows(tenant):
    async with tenant.scope():
        return sum(
            [await value("select count(*) from TABLE".replace("TABLE", one)) for one in register_manifest().tables]
        )


async def test_off_and_away(founding, earn, gift, door, world):
    partner = await founding(plugins=["loyalty"])
    await earn(partner, 100)
    await gift(partner)
    member = await door.member(partner)
    assert (await member.get("/loyalty")).status_code == 200

    assert (await member.post("/plugins/loyalty/switch", data={"_method": "DELETE"})).status_code == 303
    assert (await member.get("/loyalty")).status_code == 404
    assert "/loyalty" not in (await member.get("/")).text
    kept = await _rows(partner)
    assert kept >= 5

    assert (await member.post("/plugins/loyalty/removal", data={"slug": "loyalty"})).status_code == 303
    await world.settle()
    assert await _rows(partner) == 0
