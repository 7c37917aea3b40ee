"""Off, nothing shows and nothing is lost; taken away, nothing is left."""

from desk_implementation.plugin import register_manifest

from desk.foundation.database import value


async def _rows(tenant):
    async with tenant.scope():
        return sum(
            [await value("select count(*) from TABLE".replace("TABLE", one)) for one in register_manifest().tables]
        )


async def test_off_and_away(founding, planned, world):
    partner = await founding(plugins=["implementation"])
    member = (await planned(partner)).member
    assert (await member.get("/implementation")).status_code == 200

    assert (await member.post("/plugins/implementation/switch", data={"_method": "DELETE"})).status_code == 303
    assert (await member.get("/implementation")).status_code == 404
    assert "/implementation" not in (await member.get("/")).text
    assert await _rows(partner) >= 4

    assert (await member.post("/plugins/implementation/removal", data={"slug": "implementation"})).status_code == 303
    await world.settle()
    assert await _rows(partner) == 0
