"""Adding and changing customers through the page and the API."""

import re

from desk.foundation.database import rows

WRONG = {
    "name": " ",
    "short_name": "长" * 61,
    "grade": "best",
    "phone": "1390000",
    "fax": "0512-5550",
    "website": "nowhere",
    "note": "要保留的话",
}


async def test_a_customer_is_added_shown_and_changed(door, acme):
    member = await door.member(acme)

    added = await member.post("/customers", data={"name": "东风汽配", "phone": "051255500123转806", "grade": "key"})
    assert added.status_code == 303
    place = added.headers["location"]
    page = (await member.get(place)).text
    assert "<h1>东风汽配</h1>" in page
    assert "0512-5550 0123 转 806" in page
    assert "重点客户" in page

    form = (await member.get(f"{place}/edit")).text
    version = re.search(r'name="version" value="(\d+)"', form)[1]
    changed = await member.post(place, data={"name": "东风汽配", "phone": "13900001234", "version": version})
    assert changed.status_code == 303
    page = (await member.get(place)).text
    assert "139 0000 1234" in page
    assert "电话 0512-5550 0123 转 806 → 139 0000 1234" in page


async def test_everything_wrong_is_said_at_once_and_everything_typed_is_kept(door, acme):
    refused = await (await door.member(acme)).post("/customers", data=WRONG)

    assert refused.status_code == 422
    for field in ("name", "short_name", "grade", "phone", "fax", "website"):
        assert f'id="f-{field}-error"' in refused.text, field
    assert "手机号是 11 位，这里有 7 位。" in refused.text
    for typed in ("长" * 61, "1390000", "0512-5550", "nowhere", "要保留的话"):
        assert typed in refused.text


async def test_the_api_names_every_wrong_field(door, acme):
    refused = await (await door.api(acme)).post("/api/v1/customers", json=WRONG)

    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {"name", "short_name", "grade", "phone", "fax", "website"}


async def test_a_body_that_is_no_object_is_refused(door, acme):
    api = await door.api(acme)

    for body in (b"", b"[1]", b"{", b'"x"', b"\xff\xfe"):
        refused = await api.post("/api/v1/customers", content=body)
        assert refused.status_code == 400, body
        assert refused.headers["content-type"] == "application/problem+json"
    nested = await api.post("/api/v1/customers", json={"name": {"first": "x"}})
    assert nested.status_code == 422


async def test_who_was_slower_sees_the_change_and_loses_nothing(door, acme, a_customer):
    customer = await a_customer(acme, phone="0512-5550 0123", industry="纺织")
    place = f"/customers/{customer['id']}"
    quick, slow = await door.member(acme), await door.member(acme, "hotline_engineer")
    seen = {"name": customer["name"], "phone": "0512-5550 0123", "industry": "纺织", "version": "1"}

    assert (await quick.post(place, data=seen | {"phone": "0512-5550 0199"})).status_code == 303
    refused = await slow.post(place, data=seen | {"industry": "服装", "note": "我写的"})

    assert refused.status_code == 409
    assert "电话 0512-5550 0123 → 0512-5550 0199" in refused.text
    assert 'value="服装"' in refused.text
    assert "我写的" in refused.text
    assert 'value="0512-5550 0199"' in refused.text, "what the slower one had not touched is the other's now"
    assert 'name="version" value="2"' in refused.text
    again = {"name": customer["name"], "phone": "0512-5550 0199", "industry": "服装", "note": "我写的", "version": "2"}
    assert (await slow.post(place, data=again)).status_code == 303


async def test_a_patch_changes_what_is_sent_and_only_that(door, acme, a_customer):
    customer = await a_customer(acme, phone="0512-5550 0123", industry="纺织", external_key="P-1")
    api, place = await door.api(acme), f"/api/v1/customers/{customer['id']}"

    changed = (await api.patch(place, json={"phone": "13900001234", "industry": None, "version": 1})).json()
    assert changed["phone"] == "139 0000 1234"
    assert changed["industry"] == ""
    assert changed["external_key"] == "P-1"
    assert changed["version"] == 2

    stale = await api.patch(place, json={"phone": "13900004321", "version": 1})
    assert stale.status_code == 409
    assert stale.json()["type"].endswith(":stale")
    assert (await api.patch(place, json={"status": None})).status_code == 422
    assert (await api.patch(place, json={"name": ""})).status_code == 422
    assert (await api.get(place)).json() == changed


async def test_asking_twice_with_one_key_adds_one(door, acme, named):
    api = await door.api(acme)
    body, key = {"name": "双击贸易行"}, {"idempotency-key": "customers-1"}

    first = await api.post("/api/v1/customers", json=body, headers=key)
    again = await api.post("/api/v1/customers", json=body, headers=key)

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert (await api.post("/api/v1/customers", json={"name": "别的"}, headers=key)).status_code == 422
    assert len(await named(acme, "双击贸易行")) == 1


async def test_a_double_click_adds_one(door, acme, named):
    member = await door.member(acme)
    sent = {"name": "连点商店", "once": "0195f3c2-7d5e-7aaa-8000-0123456789ab"}

    places = [(await member.post("/customers", data=sent)).headers["location"] for _ in range(2)]

    assert places[0] == places[1]
    assert len(await named(acme, "连点商店")) == 1


async def test_an_external_number_belongs_to_one_customer(door, acme, a_customer):
    await a_customer(acme, external_key="K-1")

    refused = await (await door.member(acme)).post("/customers", data={"name": "另一家", "external_key": "K-1"})
    assert refused.status_code == 422
    assert "这个外部编号已经是另一家客户的了。" in refused.text
    assert (
        await (await door.api(acme)).post("/api/v1/customers", json={"name": "x", "external_key": "K-1"})
    ).status_code == 409


async def test_the_same_name_is_pointed_out(door, acme, a_customer):
    first = await a_customer(acme, "新联（集团）有限公司")
    second = await a_customer(acme, "新联 (集团) 有限公司")

    page = (await (await door.member(acme)).get(f"/customers/{second['id']}")).text
    assert f'href="/customers/{second["id"]}/merge?other={first["id"]}"' in page
    assert "名称相同" in page


async def test_facts_name_fields_and_values_stand_apart(acme, door, a_customer):
    customer = await a_customer(acme, "机密公司", phone="0512-5550 0123")
    await (await door.api(acme)).patch(f"/api/v1/customers/{customer['id']}", json={"phone": "0512-5550 0777"})

    async with acme.scope():
        facts = await rows("select name, payload::text as payload from event where customer_id = $1", customer["id"])
        changes = await rows("select field, old, new from field_change where subject_id = $1", customer["id"])
    assert {one["name"] for one in facts} == {"customer.added", "customer.changed"}
    assert not any("5550" in one["payload"] or "机密" in one["payload"] for one in facts)
    assert [tuple(one) for one in changes] == [("phone", "0512-5550 0123", "0512-5550 0777")]


async def test_the_form_knows_what_was_looked_for(door, acme):
    page = (await (await door.member(acme)).get("/customers/new?name=没有的公司&phone=13900001234")).text

    assert 'value="没有的公司"' in page
    assert 'value="13900001234"' in page


async def test_what_others_wrote_is_text(door, acme, a_customer):
    customer = await a_customer(acme, "<script>alert(1)</script>", note="<img src=x onerror=alert(1)>")
    member = await door.member(acme)

    for path in (f"/customers/{customer['id']}", "/customers", f"/customers/{customer['id']}/edit"):
        page = (await member.get(path)).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
