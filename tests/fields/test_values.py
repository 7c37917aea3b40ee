"""What is said in fields of a tenant's own: in forms, on the file, in the history, for programs."""

import pytest

WHOLE = {
    "tier": "gold",
    "seats": 12.5,
    "visited": "2026-03-01",
    "slogan": "拧得紧",
    "partners": ["audit", "bank"],
    "listed": True,
    "id_no": "310101199001011234",
}


async def test_programs_get_what_they_send_and_every_wrong_field_is_named(door, house, a_customer):
    made = await a_customer(house, custom=WHOLE)
    assert made["custom"] == WHOLE
    api = await door.api(house)
    place = f"/api/v1/customers/{made['id']}"

    wrong = {"tier": "brass", "seats": "many", "visited": "soon", "partners": ["club"], "listed": "maybe", "none": 1}
    refused = await api.patch(place, json={"custom": wrong, "phone": "x"})
    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {f"custom.{name}" for name in wrong} | {"phone"}
    assert (await api.patch(place, json={"custom": "gold"})).status_code == 422
    assert (await api.patch(place, json={"custom": {"tier": {"a": 1}}})).status_code == 422

    changed = (await api.patch(place, json={"custom": {"tier": None, "seats": 3}})).json()
    assert changed["custom"] == made["custom"] | {"tier": None, "seats": 3}
    changes = (await api.get(f"{place}/history")).json()["items"]
    assert {(one["field"], one["old"], one["new"]) for one in changes} == {
        ("custom.tier", "gold", None),
        ("custom.seats", "12.5", "3"),
    }
    declared = (await api.get("/api/v1/fields")).json()["items"]
    assert [one["key"] for one in declared if one["owner"] == "customer"] == list(WHOLE)


async def test_people_fill_them_in_and_read_them(door, house, a_customer):
    customer = await a_customer(house)
    member = await door.member(house)
    place = f"/customers/{customer['id']}"
    form = (await member.get(f"{place}/edit")).text
    for name in WHOLE:
        assert f'name="custom.{name}"' in form

    said = {"name": customer["name"], "custom.tier": "silver", "custom.partners": ["tax", "bank"], "custom.seats": "x"}
    refused = await member.post(place, data=said)
    assert refused.status_code == 422
    assert 'id="f-custom.seats-error"' in refused.text
    assert (await member.post(place, data=said | {"custom.seats": "40"})).status_code == 303
    shown = (await member.get(place)).text
    for words in ("<dt>档位</dt><dd>银</dd>", "<dt>合作方</dt><dd>银行、税务</dd>", "<dt>席位数</dt><dd>40</dd>"):
        assert words in shown
    assert "档位 – → 银" in shown
    form = (await member.get(f"{place}/edit")).text
    assert 'value="silver" selected' in form
    assert 'value="tax" checked' in form


async def test_contacts_and_products_have_them_too(door, house, a_customer):
    customer = await a_customer(house)
    api, member = await door.api(house), await door.member(house)
    place = f"/customers/{customer['id']}"
    person = (await api.post(f"/api/v1{place}/contacts", json={"name": "陆洋", "custom": {"shoe": 42}})).json()
    assert person["custom"] == {"shoe": 42}
    said = {"name": "陆洋", "custom.shoe": "43"}
    assert (await member.post(f"{place}/contacts/{person['id']}", data=said)).status_code == 303
    assert 'value="43"' in (await member.get(f"{place}/contacts/{person['id']}")).text

    assert (await member.post(f"{place}/products", data={"name": "云盘", "custom.rack": "B7"})).status_code == 303
    (product,) = (await api.get(f"/api/v1{place}/products")).json()["items"]
    assert product["custom"] == {"rack": "B7"}
    assert "机架：B7" in (await member.get(place)).text
    edit = f"{place}/products/{product['id']}"
    assert 'value="B7"' in (await member.get(edit)).text
    assert (await member.post(edit, data={"name": "云盘", "version": "2", "custom.rack": "C1"})).status_code == 303
    (product,) = (await api.get(f"/api/v1{place}/products")).json()["items"]
    assert (product["version"], product["custom"]["rack"]) == ("2", "C1")


@pytest.mark.parametrize("where", ["page", "api"])
async def test_what_has_to_be_said_is_asked_for(door, founding, where):
    tenant = await founding(toml='[[fields.customer]]\nkey="region"\nkind="text"\nzh="大区"\nrequired=true\n')
    if where == "api":
        api = await door.api(tenant)
        refused = await api.post("/api/v1/customers", json={"name": "甲"})
        assert refused.json()["fields"].keys() == {"custom.region"}
        assert (await api.post("/api/v1/customers", json={"name": "甲", "custom": {"region": "东"}})).status_code == 201
    else:
        refused = await (await door.member(tenant)).post("/customers", data={"name": "乙"})
        assert 'id="f-custom.region-error"' in refused.text


async def test_what_is_confidential_is_not_for_everybody(door, house, a_customer):
    customer = await a_customer(house, custom={"id_no": "320504198001010011", "slogan": "秘而不宣"})
    place = f"/customers/{customer['id']}"
    other = await door.member(house, may_not="fields.confidential")
    shown = (await other.get(place)).text
    assert "320504198001010011" not in shown
    assert "<dt>证件号</dt><dd>••••••</dd>" in shown
    assert "custom.id_no" not in (await other.get(f"{place}/edit")).text
    assert (await other.post(place, data={"name": customer["name"], "custom.slogan": "x"})).status_code == 303
    assert (await other.post(place, data={"name": customer["name"], "custom.id_no": "1"})).status_code == 422
    changes = (await other.get(f"{place}/history")).text
    assert "320504198001010011" not in changes
    api = await door.api(house)
    assert (await api.get(f"/api/v1{place}")).json()["custom"]["id_no"] == "320504198001010011"
    assert (await api.get("/api/v1/customers", params={"q": "320504198001010011"})).json()["items"] == []


async def test_another_house_has_none_of_it(door, house, acme, a_customer):
    customer = await a_customer(house, custom={"slogan": "墙内"})
    stranger = await door.api(acme)
    assert (await stranger.get(f"/api/v1/customers/{customer['id']}")).status_code == 404
    made = (await stranger.post("/api/v1/customers", json={"name": "墙外公司"})).json()
    assert "slogan" not in made["custom"]
    refused = await stranger.patch(f"/api/v1/customers/{made['id']}", json={"custom": {"slogan": "x"}})
    assert refused.status_code == 422
    assert (
        await (await door.member(acme)).get(f"/customers/{customer['id']}/products/{customer['id']}")
    ).status_code == 404


async def test_merging_keeps_them_and_undoing_gives_them_back(door, house, a_customer):
    kept = await a_customer(house, custom={"tier": "gold", "partners": ["bank"]})
    gone = await a_customer(house, custom={"tier": "silver", "slogan": "并入", "partners": ["tax"]})
    api = await door.api(house)
    merged = await api.post(f"/api/v1/customers/{kept['id']}/mergings", json={"other": gone["id"]})
    assert merged.status_code == 201, merged.text
    own = (await api.get(f"/api/v1/customers/{kept['id']}")).json()["custom"]
    assert (own["tier"], own["slogan"], own["partners"]) == ("gold", "并入", ["bank", "tax"])
    undone = await api.delete(f"/api/v1/customers/mergings/{merged.json()['id']}")
    assert undone.status_code == 200, undone.text
    own = (await api.get(f"/api/v1/customers/{gone['id']}")).json()["custom"]
    assert (own["tier"], own["slogan"], own["partners"]) == ("silver", "并入", ["tax"])


async def test_what_was_said_can_be_erased(door, house, a_customer):
    customer = await a_customer(house)
    api = await door.api(house)
    place = f"/api/v1/customers/{customer['id']}/contacts"
    person = (await api.post(place, json={"name": "施雨", "custom": {"shoe": 36}})).json()
    await api.patch(f"{place}/{person['id']}", json={"custom": {"shoe": 37}})
    assert (await api.delete(f"{place}/{person['id']}/history")).json() == {"count": 1}
    (change,) = (await api.get(f"/api/v1/customers/{customer['id']}/history")).json()["items"]
    assert (change["field"], change["old"], change["new"]) == ("custom.shoe", None, None)
