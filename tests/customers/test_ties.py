"""Notes, tags and relations: written once, shown where they belong, found again."""

from urllib.parse import quote


async def test_notes_stay_and_the_pinned_stand_first(door, acme, a_customer):
    customer, member, api = await a_customer(acme), await door.member(acme), await door.api(acme)
    place = f"/customers/{customer['id']}"

    empty = await member.post(f"{place}/notes", data={"body": " "})
    assert empty.status_code == 422
    assert 'id="note-body-error"' in empty.text
    for body in ("喜欢上午来电", "发票寄前台"):
        assert (await member.post(f"{place}/notes", data={"body": body})).status_code == 303
    found = (await api.get(f"/api/v1{place}/notes")).json()["items"]
    assert [one["body"] for one in found] == ["发票寄前台", "喜欢上午来电"]
    await member.post(f"{place}/notes/{found[1]['id']}/pin", data={"pinned": "yes"})
    found = (await api.get(f"/api/v1{place}/notes")).json()["items"]
    assert [(one["body"], one["pinned"]) for one in found] == [("喜欢上午来电", True), ("发票寄前台", False)]
    assert all(one["by_name"] for one in found)
    page = (await member.get(place)).text
    assert page.index("喜欢上午来电") < page.index("发票寄前台")


async def test_a_double_click_notes_once(door, acme, a_customer):
    customer, member, api = await a_customer(acme), await door.member(acme), await door.api(acme)
    place = f"/customers/{customer['id']}/notes"

    for _ in range(2):
        await member.post(place, data={"body": "只记一次", "once": "c0ffee00-0000-7000-8000-000000000001"})

    assert len((await api.get(f"/api/v1{place}")).json()["items"]) == 1


async def test_customers_are_found_by_their_tags(door, founding, a_customer):
    tenant = await founding()
    one, other = await a_customer(tenant, "标签一厂"), await a_customer(tenant, "标签二厂")
    member, api = await door.member(tenant), await door.api(tenant)
    place = f"/api/v1/customers/{one['id']}/tags"

    for _ in range(2):
        assert (await api.post(place, json={"tag": "示范单位"})).json()["tags"] == ["示范单位"]
    await member.post(f"/customers/{other['id']}/tags", data={"tag": "  老   客户 "})
    await member.post(f"/customers/{other['id']}/tags", data={"tag": "示范单位"})
    known = (await api.get("/api/v1/customer-tags")).json()["items"]
    assert known == [{"tag": "示范单位", "customers": 2}, {"tag": "老 客户", "customers": 1}]
    assert [one["tag"] for one in (await api.get("/api/v1/customer-tags?q=客户")).json()["items"]] == ["老 客户"]

    for narrowed in ("tag=老 客户", "tag=老 客户&q=标签", "tag=老 客户&q=二厂"):
        page = (await member.get(f"/customers?{narrowed}")).text
        assert "标签二厂" in page, narrowed
        assert "标签一厂" not in page, narrowed
    assert "标签二厂" not in (await member.get("/customers?tag=老 客户&q=一厂")).text
    assert (await api.delete(f"/api/v1/customers/{other['id']}/tags/{quote('老 客户')}")).json()["tags"] == ["示范单位"]
    assert (await api.delete(f"/api/v1/customers/{other['id']}/tags/{quote('没有的')}")).status_code == 404


async def test_a_relation_stands_at_both_and_ends_at_either(door, acme, brisk, a_customer):
    parent, branch = await a_customer(acme, "总公司关联"), await a_customer(acme, "分公司关联")
    stranger = await a_customer(brisk)
    api, member = await door.api(acme), await door.member(acme)
    place = f"/api/v1/customers/{parent['id']}/relations"

    made = await api.post(place, json={"other": branch["number"], "kind": "parent"})
    assert [(one["way"], one["name"]) for one in made.json()["items"]] == [("parent", "分公司关联")]
    seen = (await api.get(f"/api/v1/customers/{branch['id']}/relations")).json()["items"]
    assert [(one["way"], one["name"]) for one in seen] == [("parent_of", "总公司关联")]
    assert "分支机构，上级" in (await member.get(f"/customers/{branch['id']}")).text
    again = await api.post(
        f"/api/v1/customers/{branch['id']}/relations", json={"other": parent["number"], "kind": "parent"}
    )
    assert again.status_code == 409
    itself = await api.post(place, json={"other": parent["number"], "kind": "partner"})
    nobody = await api.post(place, json={"other": 1_999_999_999})
    assert (itself.status_code, nobody.status_code) == (422, 422)
    page = await member.post(f"/customers/{parent['id']}/relations", data={"other": "x"})
    assert 'id="relation-other-error"' in page.text
    theirs = await (await door.api(brisk)).get(f"/api/v1/customers/{stranger['id']}/relations")
    assert theirs.json()["items"] == []

    ended = await api.delete(f"/api/v1/customers/{branch['id']}/relations/{seen[0]['id']}")
    assert ended.json()["items"] == []
    assert (await api.get(place)).json()["items"] == []


async def test_who_may_only_read_changes_none_of_it(door, acme, a_customer):
    customer = await a_customer(acme)
    reader, place = await door.member(acme, may_not="customer.edit"), f"/customers/{customer['id']}"

    for path, sent in (("notes", {"body": "x"}), ("tags", {"tag": "x"}), ("relations", {"other": "1001"})):
        assert (await reader.post(f"{place}/{path}", data=sent)).status_code == 403, path
        assert f'action="{place}/{path}"' not in (await reader.get(place)).text
