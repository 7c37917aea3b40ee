"""What a plugin serves is there for the tenants that have it on, and nowhere else."""

import pytest

PAGES = ("/trial/stream", "/trial/break", "/trial/unmarked", "/trial/nothing")


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_of_a_plugin_that_is_off_is_not_there(door, founding, path):
    tenant = await founding(plugins=[])
    member = await door.member(tenant)

    answer, nothing = await member.get(path), await member.get("/trial/nothing")
    assert answer.status_code == nothing.status_code == 404
    assert (await door.signed_out(tenant).get(path)).status_code == 404


async def test_a_change_or_an_upload_of_a_plugin_that_is_off_does_nothing(door, founding, superuser):
    tenant = await founding(plugins=[])
    member, program = await door.member(tenant), await door.api(tenant)

    assert (await member.post("/trial/upload", content=b"x")).status_code == 404
    answer = await program.post("/api/v1/trial/things", data={"word": "x"})
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:partner-desk:not-found")
    count = "select count(*) from event where tenant_id = $1 and name = 'trial.tried'"
    assert await superuser.fetchval(count, tenant.id) == 0


async def test_it_is_there_as_soon_as_the_plugin_is_on_and_gone_as_soon_as_it_is_off(door, founding):
    tenant = await founding(plugins=[])
    member = await door.member(tenant)
    for plugins, status in ((["trial"], 200), ([], 404), (["trial"], 200)):
        await founding(tenant.slug, plugins=plugins)
        assert (await member.get("/trial/stream")).status_code == status
