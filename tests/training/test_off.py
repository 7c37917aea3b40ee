"""Off, nothing shows and nothing is lost; taken away, nothing is left."""

from desk_training.plugin import register_manifest

from desk.foundation.database import value


async def _rows(tenant):
    async with tenant.scope():
        return sum(
            [await value("select count(*) from TABLE".replace("TABLE", one)) for one in register_manifest().tables]
        )


async def test_off_and_away(founding, session, enrol, door, world):
    partner = await founding(plugins=["training"])
    await enrol(partner, await session(partner))
    member = await door.member(partner)
    assert (await member.get("/training")).status_code == 200

    assert (await member.post("/plugins/training/switch", data={"_method": "DELETE"})).status_code == 303
    assert (await member.get("/training")).status_code == 404
    assert "/training" not in (await member.get("/")).text
    assert await _rows(partner) >= 4

    assert (await member.post("/plugins/training/removal", data={"slug": "training"})).status_code == 303
    await world.settle()
    assert await _rows(partner) == 0
