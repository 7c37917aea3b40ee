"""Fields of a tenant's own where two change the same customer, and where two customers become one."""


async def test_what_was_chosen_of_several_stays_chosen_after_a_conflict(door, house, a_customer):
    customer = await a_customer(house, custom={"partners": ["bank"], "slogan": "拧得紧"})
    one, other, place = await door.member(house), await door.member(house), f"/customers/{customer['id']}"
    version = {"name": customer["name"], "version": str(customer["version"])}
    theirs = version | {"custom.partners": ["bank", "tax"], "custom.slogan": "拧得紧"}
    assert (await one.post(place, data=theirs)).status_code == 303

    typed = version | {"custom.partners": ["bank", "audit"], "custom.slogan": "新口号"}
    mine = await other.post(place, data=typed)
    assert mine.status_code == 409
    for choice, is_chosen in (("bank", True), ("audit", True), ("tax", False)):
        assert (f'value="{choice}" checked' in mine.text) is is_chosen, choice
    untouched = await other.post(place, data=version | {"custom.partners": "bank", "custom.slogan": "新口号"})
    assert untouched.status_code == 409
    assert 'value="tax" checked' in untouched.text, "nothing was chosen over it, so the colleague's choice is shown"
    assert "新口号" in untouched.text


async def test_the_page_says_what_stays_of_own_fields_before_two_become_one(door, house, a_customer):
    kept = await a_customer(house, custom={"slogan": "甲的口号", "partners": ["bank"]})
    gone = await a_customer(house, custom={"slogan": "乙的口号", "partners": ["tax"], "seats": 7})
    member = await door.member(house)

    page = (await member.get(f"/customers/{kept['id']}/merge?other={gone['id']}")).text
    assert "<b>甲的口号</b>" in page
    assert '<span class="pd-quiet">乙的口号</span>' in page
    assert "<b>7</b>" in page
    assert "多选项合并双方的选择" in page
    assert (await member.post(f"/customers/{kept['id']}/merge", data={"other": gone["id"]})).status_code == 303
    now = (await (await door.api(house)).get(f"/api/v1/customers/{kept['id']}")).json()["custom"]
    assert (now["slogan"], now["seats"], sorted(now["partners"])) == ("甲的口号", 7, ["bank", "tax"])
