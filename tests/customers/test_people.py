"""The people at a customer, their access to the portal, and products."""

from desk.foundation.database import value

LONG = "a good first password"


async def test_a_contact_is_added_in_place_and_all_that_is_wrong_is_said(door, acme, a_customer):
    customer = await a_customer(acme)
    place = f"/customers/{customer['id']}/contacts"
    script = await door.member(acme, fragment=True)

    refused = await script.post(place, data={"name": "", "mobile": "139", "email": "x", "title": "会计"})
    assert refused.status_code == 422
    assert 'id="contact-form"' in refused.text
    assert "<html" not in refused.text
    for field in ("name", "mobile", "email"):
        assert f'id="contact-{field}-error"' in refused.text
    assert 'value="会计"' in refused.text

    added = await script.post(place, data={"name": "王敏", "mobile": "13900001231", "roles": ["main", "finance"]})
    assert added.status_code == 200
    assert 'id="contacts"' in added.text
    assert "139 0000 1231" in added.text


async def test_without_script_the_page_comes_back_with_the_form(door, acme, a_customer):
    customer = await a_customer(acme)
    member = await door.member(acme)

    for form in ("contacts", "products"):
        refused = await member.post(f"/customers/{customer['id']}/{form}", data={"name": ""})
        assert refused.status_code == 422
        assert refused.text.count("<h1>") == 1
        assert refused.text.count(f'id="{form[:-1]}-form"') == 1


async def test_a_contact_is_changed_and_the_slower_one_sees_it(door, acme, a_customer, a_contact):
    customer = await a_customer(acme)
    contact = await a_contact(acme, customer, mobile="13900001231", title="会计")
    place = f"/customers/{customer['id']}/contacts/{contact['id']}"
    member = await door.member(acme)
    seen = {"name": "王敏", "mobile": "139 0000 1231", "title": "会计", "seen": contact["changed_at"]}

    assert (await member.post(place, data=seen | {"title": "财务主管"})).status_code == 303
    refused = await member.post(place, data=seen | {"mobile": "13900009999"})
    assert refused.status_code == 409
    assert "职务 会计 → 财务主管" in refused.text
    assert 'value="13900009999"' in refused.text
    assert 'value="财务主管"' in refused.text
    history = (await member.get(f"/customers/{customer['id']}")).text
    assert "修改了联系人王敏：职务 会计 → 财务主管" in history


async def test_number_and_extension_come_apart(acme, a_customer, a_contact):
    contact = await a_contact(acme, await a_customer(acme), phone="0512-55500123-806")

    assert (contact["phone"], contact["extension"]) == ("0512-5550 0123", "806")


async def test_the_portal_opens_with_a_first_password_and_closes_when_they_leave(door, acme, a_customer, a_contact):
    customer = await a_customer(acme)
    contact = await a_contact(acme, customer, email="wang@portal.example")
    place = f"/customers/{customer['id']}/contacts/{contact['id']}"
    member, portal = await door.member(acme), door.signed_out(acme, "portal")
    sign_in = {"login": "Wang@portal.example", "password": LONG}

    short = await member.post(f"{place}/access", data={"login": "wang@portal.example", "password": "short"})
    assert short.status_code == 422
    assert (await portal.post("/sign-in", data=sign_in)).status_code == 422
    assert (await member.post(f"{place}/access", data=sign_in)).status_code == 303
    async with acme.scope():
        assert await value("select must_change from credential where login = 'wang@portal.example'")
    begun = await portal.post("/sign-in", data=sign_in)
    assert begun.status_code == 303
    portal.headers["cookie"] = begun.headers["set-cookie"].split(";")[0]

    assert (await member.post(f"{place}/departure")).status_code == 303
    assert (await portal.get("/")).status_code == 303
    assert (await portal.post("/sign-in", data=sign_in)).status_code == 422
    assert (await member.post(f"{place}/departure")).status_code == 409
    assert (await member.post(f"{place}/access", data=sign_in)).status_code == 409
    assert (await member.post(f"{place}/departure", data={"_method": "DELETE"})).status_code == 303
    assert (await member.post(f"{place}/access", data=sign_in)).status_code == 303


async def test_access_can_be_taken_back_and_a_login_is_given_once(door, acme, a_customer, a_contact):
    customer = await a_customer(acme)
    first, second = await a_contact(acme, customer), await a_contact(acme, customer, "周建国")
    place = f"/customers/{customer['id']}/contacts"
    member, sent = await door.member(acme), {"login": "both@portal.example", "password": LONG}

    assert (await member.post(f"{place}/{first['id']}/access", data=sent)).status_code == 303
    taken = await member.post(f"{place}/{second['id']}/access", data=sent)
    assert taken.status_code == 422
    assert 'value="both@portal.example"' in taken.text
    assert LONG not in taken.text
    back = {"_method": "DELETE"}
    assert (await member.post(f"{place}/{first['id']}/access", data=back)).status_code == 303
    assert (await member.post(f"{place}/{first['id']}/access", data=back)).status_code == 409
    assert (await member.post(f"{place}/{second['id']}/access", data=sent)).status_code == 303
    may_not = await door.member(acme, may_not="contact.give_access")
    assert (await may_not.post(f"{place}/{first['id']}/access", data=sent)).status_code == 403


async def test_who_left_is_not_found_but_stays_in_the_file(door, acme, a_customer, a_contact, named):
    customer = await a_customer(acme)
    contact = await a_contact(acme, customer, "欧阳离职", mobile="13900007319")
    assert customer["name"] in await named(acme, "欧阳离职")

    place = f"/customers/{customer['id']}/contacts/{contact['id']}/departure"
    await (await door.member(acme)).post(place)

    assert await named(acme, "欧阳离职") == {}
    assert await named(acme, "139 0000 7319") == {}
    found = (await (await door.api(acme)).get(f"/api/v1/customers/{customer['id']}/contacts")).json()["items"]
    assert [(one["name"], one["status"]) for one in found] == [("欧阳离职", "left")]


async def test_products_are_noted_with_their_dongle(door, acme, a_customer, named):
    customer = await a_customer(acme)
    api, place = await door.api(acme), f"/api/v1/customers/{customer['id']}/products"

    wrong = await api.post(place, json={"name": "", "purchased_on": "2021-13-01"})
    assert set(wrong.json()["fields"]) == {"name", "purchased_on"}
    noted = await api.post(place, json={"name": "财务套件", "dongle_no": "AB-8802-1147", "purchased_on": "2021-03-18"})
    assert noted.status_code == 201
    assert noted.json()["purchased_on"] == "2021-03-18"
    assert (await api.get(place)).json()["items"] == [noted.json()]
    for q in ("AB-8802-1147", "ab88021147", "8802-1147"):
        assert customer["name"] in await named(acme, q), q
    page = (await (await door.member(acme)).get(f"/customers/{customer['id']}")).text
    assert "登记了产品“财务套件”" in page
