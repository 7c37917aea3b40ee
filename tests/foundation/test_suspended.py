"""A suspended tenant can be read and not changed; a closed one answers with one sentence."""

import pytest
from tests_support import PASSWORD

from desk.foundation.web.headers import cookie_name


async def sign_in(door, tenant, login):
    return await door.signed_out(tenant).post("/sign-in", data={"login": login, "password": PASSWORD})


@pytest.fixture
async def staffed(founding, door):
    """A tenant with a member whose login is known; ``await turn(status)`` changes what the register says."""
    tenant = await founding()
    member = await door.member(tenant)
    program = await door.api(tenant)
    credential, _ = next(iter(tenant.made.values()))
    async with tenant.scope():
        from desk.foundation.database import value

        login = await value("select login from credential where id = $1", credential)

    async def turn(status):
        await founding(tenant.slug, status=status)

    return tenant, member, program, login, turn


async def test_a_suspended_tenant_reads_and_says_why_it_writes_nothing(door, staffed, superuser):
    tenant, member, program, _login, turn = staffed
    await turn("suspended")

    assert (await member.get("/members")).status_code == 200
    for client, path in ((member, "/members"), (member, "/password"), (program, "/api/v1/trial/things")):
        refused = await client.post(path, data={"word": "no", "name": "no"})
        assert refused.status_code == 403
    page = await member.post(
        "/members", data={"name": "no"}, headers={"cookie": member.headers["cookie"] + "; lang=en"}
    )
    assert "This workspace is suspended" in page.text
    problem = (await program.post("/api/v1/trial/things", data={"word": "no"})).json()
    assert problem["type"] == "urn:partner-desk:tenant-suspended"
    assert (
        await superuser.fetchval("select count(*) from event where tenant_id = $1 and name = 'trial.tried'", tenant.id)
        == 0
    )


async def test_people_of_a_suspended_tenant_still_sign_in_and_out(door, staffed):
    tenant, member, _, login, turn = staffed
    await turn("suspended")

    begun = await sign_in(door, tenant, login)
    assert begun.status_code == 303
    assert (await member.post("/devices/others/end")).status_code == 303
    assert (await member.post("/sign-out")).status_code == 303
    assert (await member.get("/members")).status_code == 303


async def test_a_suspended_tenant_is_open_again_at_once_when_the_register_says_so(staffed):
    _, _member, program, _, turn = staffed
    await turn("suspended")
    assert (await program.post("/api/v1/trial/things", data={"word": "no"})).status_code == 403
    await turn("active")
    assert (await program.post("/api/v1/trial/things", data={"word": "yes"})).status_code in (200, 201)


@pytest.mark.parametrize("seen_before", [True, False])
async def test_a_closed_tenant_says_one_sentence_whatever_is_asked(door, staffed, seen_before):
    from desk.foundation.registry import forget_hosts

    tenant, member, program, login, turn = staffed
    await turn("closed")
    if seen_before:
        assert (await member.get("/devices")).status_code == 410
    else:
        forget_hosts()

    for client in (member, door.signed_out(tenant), door.signed_out(tenant, "portal")):
        for path in ("/devices", "/sign-in", "/members", "/signals"):
            if client.base_url.host.split(".")[0].endswith("-help") and path == "/members":
                continue
            answer = await client.get(path)
            assert answer.status_code == 410, path
        assert (await client.post("/sign-out")).status_code == 410
    assert (await sign_in(door, tenant, login)).status_code == 410
    problem = await program.post("/api/v1/trial/things", data={"word": "no"})
    assert (problem.status_code, problem.json()["type"]) == (410, "urn:partner-desk:gone")
    assert (await program.get("/api/v1/nothing-here")).status_code in (404, 410)
    assert (await door.signed_out(tenant).get("/theme.css")).status_code == 200


async def test_nobody_signs_in_at_a_closed_tenant(door, staffed, superuser):
    tenant, _, _, login, turn = staffed
    await turn("closed")
    before = await superuser.fetchval("select count(*) from sign_in where tenant_id = $1", tenant.id)

    answer = await sign_in(door, tenant, login)

    assert cookie_name() not in answer.headers.get("set-cookie", "")
    assert await superuser.fetchval("select count(*) from sign_in where tenant_id = $1", tenant.id) == before
