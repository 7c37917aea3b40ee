"""Signing in, and what a sign-in may not do."""

from tests_support import PASSWORD

from desk.people import queries


async def test_a_member_signs_in_and_out(door, acme):
    credential, _ = await door.person(acme, ("hotline_engineer",))
    out = door.signed_out(acme)
    async with acme.scope():
        login = await queries.login_of(credential)

    refused = await out.post("/sign-in", data={"login": login, "password": "wrong password"})
    assert refused.status_code == 422
    assert login in refused.text

    begun = await out.post("/sign-in", data={"login": login.upper(), "password": PASSWORD, "next": "//evil.example"})
    assert begun.status_code == 303
    assert begun.headers["location"] == "/"
    cookie = begun.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Domain" not in cookie

    out.headers["cookie"] = cookie.split(";")[0]
    assert (await out.get("/devices")).status_code == 200
    assert (await out.post("/sign-out")).status_code == 303
    assert (await out.get("/devices")).status_code == 303


async def test_a_stranger_is_sent_to_sign_in(door, acme):
    out = door.signed_out(acme)

    page = await out.get("/members?x=1")
    assert page.status_code == 303
    assert page.headers["location"] == "/sign-in?next=/members%3Fx%3D1"
    fragment = await out.get("/members", headers={"hx-request": "true"})
    assert fragment.status_code == 401
    assert fragment.headers["hx-redirect"] == "/sign-in"


async def test_another_site_cannot_act_in_a_members_name(door, acme):
    member = await door.member(acme)

    assert (await member.post("/sign-out", headers={"origin": "http://evil.example"})).status_code == 403
    assert (await member.post("/sign-out", headers={"sec-fetch-site": "cross-site"})).status_code == 403
    assert (await member.get("/devices")).status_code == 200


async def test_a_sign_in_of_one_tenant_opens_nothing_at_another(door, acme, brisk):
    member = await door.member(acme)

    elsewhere = door.client(brisk, "workspace", cookie=member.headers["cookie"])
    assert (await elsewhere.get("/devices")).status_code == 303
    unknown = await elsewhere.get("/devices", headers={"host": "nobody.localhost:8000"})
    assert unknown.status_code == 404
