"""Off, nothing shows and nothing is lost; taken away, nothing is left."""

from desk_training.plugin import register_manifest

from desk.foundation.database import value


async def _rows(tenant):
    async with tenant.scope():
        return sum(
            [await value("select count(*) from TABLE".replace("TABLE", one)) for one in register_manifest().tables]
        )


async def test_off_it_is_gone_from_the_portal_programs_and_whoever_checks_a_paper(founding, session, contact, door):
    from tests_support import make_customer

    partner = await founding(plugins=["training"])
    customer, number = await make_customer(partner), await session(partner)
    person, program = (await contact(partner, customer)).client, await door.api(partner)
    anybody, member = door.signed_out(partner, "portal"), await door.member(partner)
    doors = (
        *((person, "/training"), (program, f"/api/v1/training/sessions/{number}"), (anybody, "/certificates")),
        *((member, f"/training/sessions/{number}"), (member, "/imports/training.trainees")),
    )
    assert [(await one.get(path)).status_code for one, path in doors] == [200] * len(doors)
    assert 'href="/training"' in (await person.get("/")).text

    await member.post("/plugins/training/switch", data={"_method": "DELETE"})
    assert [(await one.get(path)).status_code for one, path in doors] == [404] * len(doors)
    assert 'href="/training"' not in (await person.get("/")).text
    async with partner.scope():
        assert await value("select count(*) from scheduled_work where name like 'training.%'") == 0
        assert await value("select count(*) from reaction where subscriber like 'training.%'") == 0


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
