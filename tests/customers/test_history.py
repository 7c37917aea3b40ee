"""Each field's old and new values: who, when, what; and forgetting one person's without forgetting that it changed."""

from desk.foundation.database import rows


async def changed(door, tenant, customer, contact, **fields):
    api = await door.api(tenant)
    place = f"/api/v1/customers/{customer['id']}/contacts/{contact['id']}"
    assert (await api.patch(place, json=fields)).status_code == 200


async def test_every_change_stands_with_its_old_value(door, acme, a_customer, a_contact):
    customer = await a_customer(acme, fax="0512-5550 0199")
    contact = await a_contact(acme, customer, "历史", mobile="13900001231")
    api, place = await door.api(acme), f"/api/v1/customers/{customer['id']}"
    await changed(door, acme, customer, contact, mobile="13900005678", interests="钓鱼", birth_year=1980)
    await api.patch(place, json={"fax": "", "bank": "示例银行"})

    found = (await api.get(f"{place}/history")).json()["items"]
    said = {(one["kind"], one["field"], one["old"], one["new"]) for one in found}
    assert said == {
        ("customer", "fax", "0512-5550 0199", ""),
        ("customer", "bank", "", "示例银行"),
        ("contact", "mobile", "139 0000 1231", "139 0000 5678"),
        ("contact", "interests", "", "钓鱼"),
        ("contact", "birth_year", None, "1980"),
    }
    assert all(one["by_name"] for one in found)
    page = (await (await door.member(acme)).get(f"/customers/{customer['id']}/history?of={contact['id']}")).text
    assert "139 0000 1231" in page
    assert "示例银行" not in page
    part = (await api.get(f"{place}/history", params={"limit": 2})).json()
    rest = (await api.get(f"{place}/history", params={"cursor": part["next"]})).json()
    assert [one["id"] for one in part["items"] + rest["items"]] == [one["id"] for one in found]


async def test_private_words_are_masked_there_too(door, acme, a_customer, a_contact):
    customer = await a_customer(acme)
    contact = await a_contact(acme, customer)
    api, place = await door.api(acme), f"/api/v1/customers/{customer['id']}"
    await api.put(f"{place}/contacts/{contact['id']}/private-note", json={"body": "女儿明年高考"})

    found = (await api.get(f"{place}/history")).json()["items"]
    assert [(one["field"], one["old"], one["new"]) for one in found] == [("private", "", "••••••")]
    page = (await (await door.member(acme)).get(f"/customers/{customer['id']}/history")).text
    assert "••••••" in page
    assert "高考" not in page


async def test_one_persons_values_are_erased_and_that_they_changed_stays(door, acme, a_customer, a_contact):
    customer = await a_customer(acme)
    one, other = await a_contact(acme, customer, "甲"), await a_contact(acme, customer, "乙")
    await changed(door, acme, customer, one, mobile="13900001111", name="甲某")
    await changed(door, acme, customer, other, mobile="13900002222")
    member, place = await door.member(acme), f"/customers/{customer['id']}"
    erase = f"{place}/contacts/{one['id']}/history-erasure"

    assert (await (await door.member(acme, may_not="contact.erase")).post(erase)).status_code == 403
    assert (await member.post(erase)).status_code == 303

    page = (await member.get(f"{place}/history")).text
    assert "139 0000 1111" not in page
    assert "139 0000 2222" in page
    assert page.count("（内容已清除）") == 2
    timeline = (await member.get(f"{place}/timeline")).text
    assert "139 0000 1111" not in timeline
    assert "修改了联系人" in timeline
    async with acme.scope():
        kept = await rows("select old, new, by_id from field_change where subject_id = $1", one["id"])
        assert len(kept) == 2
        assert all(row["old"] is None and row["new"] is None and row["by_id"] for row in kept)
    again = await (await door.api(acme)).delete(f"/api/v1{place}/contacts/{one['id']}/history")
    assert again.json() == {"count": 0}
