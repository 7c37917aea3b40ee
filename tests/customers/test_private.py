"""What is confided about a contact: masked, shown to few, and each look is kept."""

from desk.foundation.database import rows

SECRET = "女儿明年高考"


async def test_a_private_note_is_masked_and_each_look_is_kept(door, acme, a_customer, a_contact):
    customer = await a_customer(acme)
    contact = await a_contact(acme, customer)
    member, place = await door.member(acme), f"/customers/{customer['id']}/contacts/{contact['id']}"

    assert (await member.post(f"{place}/private-note", data={"body": SECRET})).status_code == 303
    masked = (await member.get(place)).text
    assert SECRET not in masked
    assert "••••••" in masked
    history = (await member.get(f"/customers/{customer['id']}")).text
    assert "私密备注" in history
    assert SECRET not in history
    shown = await member.post(f"{place}/private-note", data={"look": "yes"})
    assert SECRET in shown.text
    part = await (await door.member(acme, fragment=True)).post(f"{place}/private-note", data={"look": "yes"})
    assert SECRET in part.text
    assert "<html" not in part.text
    async with acme.scope():
        looks = await rows(
            "select audit, payload::text as said from event where subject_id = $1 and name = 'value.looked_at'",
            contact["id"],
        )
    assert [one["audit"] for one in looks] == ["look", "look"]
    assert all(SECRET not in one["said"] for one in looks)


async def test_who_need_not_know_neither_sees_nor_notes(door, acme, a_customer, a_contact):
    customer = await a_customer(acme)
    contact = await a_contact(acme, customer)
    place = f"/customers/{customer['id']}/contacts/{contact['id']}"
    curious = await door.member(acme, may_not="contact.private")
    program = await door.api(acme, may_not="contact.private")

    assert "private-note" not in (await curious.get(place)).text
    assert (await curious.post(f"{place}/private-note", data={"look": "yes"})).status_code == 403
    assert (await program.get(f"/api/v1{place}/private-note")).status_code == 403


async def test_programs_read_and_take_it_away(door, acme, a_customer, a_contact):
    customer = await a_customer(acme)
    contact = await a_contact(acme, customer)
    api, place = await door.api(acme), f"/api/v1/customers/{customer['id']}/contacts/{contact['id']}/private-note"

    assert (await api.get(place)).json() == {"body": ""}
    await api.put(place, json={"body": SECRET})
    assert (await api.get(place)).json() == {"body": SECRET}
    await api.put(place, json={"body": ""})
    assert (await api.get(place)).json() == {"body": ""}


async def test_every_field_of_the_file_is_kept_with_its_history(door, acme, a_customer, a_contact):
    customer = await a_customer(acme, cares_for=["speed", "safety"], credit="a", bank="示例银行 6222")
    assert (customer["cares_for"], customer["credit"], customer["bank"]) == (["speed", "safety"], "a", "示例银行 6222")
    contact = await a_contact(acme, customer, birth_year=1980, interests="钓鱼", call_window="9–10 点")
    assert (contact["birth_year"], contact["interests"]) == (1980, "钓鱼")
    api, place = await door.api(acme), f"/api/v1/customers/{customer['id']}"
    wrong = await api.patch(place, json={"cares_for": ["luck"], "credit": "z", "engineer": customer["id"]})
    assert set(wrong.json()["fields"]) == {"cares_for", "credit"}
    assert (await api.patch(place, json={"engineer": customer["id"]})).json()["fields"].keys() == {"engineer"}
    _, engineer = await door.person(acme, ("onsite_engineer",))

    changed = await api.patch(place, json={"engineer": str(engineer), "cares_for": ["place"], "credit": "d"})

    assert changed.json()["engineer"] == str(engineer)
    page = (await (await door.member(acme)).get(f"/customers/{customer['id']}")).text
    assert "最看重 速度、数据安全 → 上门服务" in page
    assert "信用评级 优 → 差" in page
    assert "首选工程师 – → 李晓峰" in page
