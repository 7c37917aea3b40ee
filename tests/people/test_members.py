"""Adding colleagues, first passwords that have to be changed, and what is said of a member."""

import re

from desk.foundation.database import rows, value

NEW = "a sentence of my own"


def values(login, **more):
    return {
        "name": "新来的",
        "staff_no": login.partition("@")[0],
        "login": login,
        "how": "password",
        "password": "given by somebody",
        "roles": "hotline_engineer",
    } | more


async def signed_in(door, tenant, login, password):
    browser = door.signed_out(tenant)
    answer = await browser.post("/sign-in", data={"login": login, "password": password})
    assert answer.status_code == 303
    browser.headers["cookie"] = answer.headers["set-cookie"].split(";")[0]
    return browser


async def test_a_given_password_is_changed_before_anything_else(manager, door, acme):
    assert (await manager.post("/members", data=values("first1@acme.test"))).status_code == 303
    browser = await signed_in(door, acme, "first1@acme.test", "given by somebody")

    for path in ("/", "/tickets", "/members", "/devices", "/second-factor"):
        led = await browser.get(path)
        assert (led.status_code, led.headers["location"]) == (303, "/password"), path
    assert (await browser.post("/absences", data={})).headers["location"] == "/password"
    page = await browser.get("/password")
    assert page.status_code == 200
    assert 'name="old"' not in page.text
    assert (await browser.post("/password", data={"password": "short"})).status_code == 422
    before = browser.headers["cookie"]
    done = await browser.post("/password", data={"password": NEW})
    assert (done.status_code, done.headers["location"]) == (303, "/")
    browser.headers["cookie"] = done.headers["set-cookie"].split(";")[0]
    assert browser.headers["cookie"] != before
    assert (await browser.get("/tickets")).status_code == 200
    refused = await door.signed_out(acme).post(
        "/sign-in", data={"login": "first1@acme.test", "password": "given by somebody"}
    )
    assert refused.status_code == 422


async def test_the_given_one_isnt_chosen_again(manager, door, acme):
    await manager.post("/members", data=values("first2@acme.test"))
    browser = await signed_in(door, acme, "first2@acme.test", "given by somebody")

    again = await browser.post("/password", data={"password": "given by somebody"})
    assert again.status_code == 422


async def test_an_administrator_gives_a_new_one_to_others_only(someone, manager, door, acme):
    person = await someone()
    browser = await person.signs_in()
    given = await manager.post(f"/members/{person.id}/password", data={"password": "given once more"})
    assert given.status_code == 303

    assert (await browser.get("/devices")).status_code == 303
    fresh = await signed_in(door, acme, person.login, "given once more")
    assert (await fresh.get("/devices")).headers["location"] == "/password"
    own = re.search(r'<option value="([0-9a-f-]{36})" selected', (await manager.get("/absences")).text)[1]
    assert (await manager.post(f"/members/{own}/password", data={"password": NEW})).status_code == 409
    plain = await (await someone()).signs_in()
    assert (await plain.post(f"/members/{person.id}/password", data={"password": NEW})).status_code == 403


async def test_wrong_fields_are_said_and_nothing_is_added(manager, acme, someone):
    person = await someone()
    taken = await manager.post("/members", data=values(person.login, staff_no="X-1"))
    assert (taken.status_code, "已经有人用了" in taken.text) == (422, True)
    async with acme.scope():
        number = await value("select staff_no from member where id = $1", person.id)
    same = await manager.post("/members", data=values("first3@acme.test", staff_no=number))
    assert same.status_code == 422
    for wrong in ({"roles": ""}, {"roles": "no_such"}, {"password": "short"}, {"email": "nowhere"}, {"how": "magic"}):
        assert (await manager.post("/members", data=values("first3@acme.test") | wrong)).status_code == 422, wrong
    async with acme.scope():
        assert await value("select count(*) from credential where login = 'first3@acme.test'") == 0


async def test_what_is_said_of_a_member_changes_with_its_history(someone, manager, acme):
    person = await someone()
    facts = {"name": "何静改", "staff_no": f"{person.id.hex[-6:]}", "phone": "139 0000 0001", "locale": "en"}
    assert (await manager.post(f"/members/{person.id}", data=facts)).status_code == 303

    async with acme.scope():
        kept = await rows("select field, old, new from field_change where subject_id = $1", person.id)
        told = await value(
            "select payload::text from event where subject_id = $1 and name = 'member.changed'", person.id
        )
    assert {(one["field"], one["new"]) for one in kept} >= {("name", "何静改"), ("phone", "139 0000 0001")}
    assert "何静改" not in told
    browser = await person.signs_in()
    assert "Absences" in (await browser.get("/absences")).text


async def test_strangers_and_colleagues_see_no_members_page(someone, door, brisk, acme):
    person = await someone()
    theirs, colleague = await door.member(brisk), await (await someone()).signs_in()

    assert (await theirs.get(f"/members/{person.id}")).status_code == 404
    for action in ("invitation", "reset", "sign-ins/end", "second-factor/removal", "departure"):
        given = {"successor": str(person.id)}
        assert (await theirs.post(f"/members/{person.id}/{action}", data=given)).status_code == 404, action
        assert (await colleague.post(f"/members/{person.id}/{action}", data=given)).status_code == 403, action
    assert (await colleague.get(f"/members/{person.id}")).status_code == 403
    assert (await colleague.get("/members?status=left")).status_code == 200
    out = await door.signed_out(acme).get(f"/members/{person.id}")
    assert out.status_code == 303


async def test_signing_out_everywhere(someone, manager):
    person = await someone()
    first, second = await person.signs_in(), await person.signs_in()
    done = await first.post("/devices/end")
    assert done.headers["location"] == "/sign-in"
    assert "Max-Age=0" in done.headers["set-cookie"]
    for browser in (first, second):
        assert (await browser.get("/devices")).status_code == 303

    third = await person.signs_in()
    assert (await manager.post(f"/members/{person.id}/sign-ins/end")).status_code == 303
    assert (await third.get("/devices")).status_code == 303


async def test_the_list_of_devices_is_ones_own(someone):
    person, other = await someone(), await someone()
    first, second = await person.signs_in(), await person.signs_in()
    stranger = await other.signs_in()
    listed = (await first.get("/devices")).text
    ends = re.findall(r"/devices/([0-9a-f-]{36})/end", listed)
    assert len(ends) == 1

    assert (await stranger.post(f"/devices/{ends[0]}/end")).status_code == 404
    assert (await first.post(f"/devices/{ends[0]}/end")).status_code == 303
    assert (await second.get("/devices")).status_code == 303
    assert (await first.get("/devices")).status_code == 200


async def test_headquarters_manages_its_own(door, headquarters):
    admin = await door.member(headquarters, "hq_admin")
    plain = await door.member(headquarters, "hq_hotline")

    for path in ("/members", "/absences", "/roles", "/roles/hq_hotline", "/audit"):
        assert (await admin.get(path)).status_code == 200, path
    assert (await plain.get("/members")).status_code == 200
    assert (await plain.get("/roles")).status_code == 403
    added = await admin.post("/members", data=values("hq1@hq.test", roles="hq_hotline", staff_no="HQ77"))
    assert added.status_code == 303
    assert (await admin.get("/roles/finance")).status_code == 404
    assert (await admin.get("/tokens")).status_code == 404
