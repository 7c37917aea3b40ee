"""Saying which fields there are: on the page, and in the tenant file."""

import pytest

from desk.fields.settings import declared
from desk.foundation import tenants

from .conftest import FIELDS

TIER = {"key": "tier", "kind": "choice", "zh": "档位", "en": "Tier", "choice_zh": ["金", "银", ""], "choice_en": "Gold"}


async def test_only_who_may_says_which_fields_there_are(door, house):
    assert (await door.signed_out(house).get("/fields")).status_code == 303
    stranger = await door.member(house, may_not="fields.manage")
    assert (await stranger.get("/fields")).status_code == 403
    assert (await stranger.post("/fields/customer", data=TIER)).status_code == 403


async def test_a_field_is_added_changed_moved_retired_and_brought_back(door, founding):
    tenant = await founding()
    boss = await door.member(tenant)
    assert (await boss.post("/fields/customer", data=TIER)).status_code == 303
    assert (
        await boss.post("/fields/customer", data={"key": "size", "kind": "number", "zh": "规模"})
    ).status_code == 303
    shown = (await boss.get("/fields")).text
    assert "档位" in shown
    assert "金、银" in shown

    form = (await boss.get("/fields/customer/tier")).text
    assert 'value="c1"' in form
    change = {"zh": "等第", "en": "Class", "choice_key": ["c1", ""], "choice_zh": ["黄金", "铜"], "choice_en": ["", ""]}
    assert (await boss.post("/fields/customer/tier", data=change)).status_code == 303
    await boss.post("/fields/customer/order", data={"keys": ["tier", "size"], "up": "size"})
    await boss.post("/fields/customer/tier/retirement", data={})
    async with tenant.scope():
        size, tier = declared("customer")
    assert (size.key, tier.key, tier.zh, tier.retired) == ("size", "tier", "等第", True)
    assert [(one.zh, one.retired) for one in tier.choices] == [("黄金", False), ("铜", False), ("银", True)]
    await boss.post("/fields/customer/tier/retirement", data={"_method": "DELETE"})

    shown = (await boss.get("/fields")).text
    for sentence in (
        "添加了字段“客户 · 等第”",
        "修改了字段“客户 · 等第”",
        "停用了字段",
        "恢复了字段",
        "调整了字段的顺序",
    ):
        assert sentence in shown


async def test_what_is_wrong_with_a_field_is_said(door, founding):
    tenant = await founding()
    boss = await door.member(tenant)
    refused = await boss.post("/fields/contact", data={"key": "Größe", "kind": "choice", "zh": ""})
    assert refused.status_code == 422
    for field in ("key", "zh"):
        assert f'id="f-{field}-error"' in refused.text
    assert (await boss.post("/fields/contact", data={"key": "a", "kind": "choice", "zh": "甲"})).status_code == 422
    assert (await boss.post("/fields/contact", data={"key": "a", "kind": "date", "zh": "甲"})).status_code == 303
    assert (await boss.post("/fields/contact", data={"key": "a", "kind": "text", "zh": "乙"})).status_code == 409
    assert (await boss.get("/fields/nobody/new")).status_code == 404
    assert (await boss.get("/fields/contact/none")).status_code == 404


async def test_a_tenant_file_says_it_once(owner, founding, tmp_path):
    tenant = await founding(toml=FIELDS)
    folder = tmp_path / tenant.slug
    folder.mkdir()
    said = f'name = "{tenant.slug}"\n{FIELDS}'
    (folder / "tenant.toml").write_text(said, "utf-8")
    again = await tenants.plan(owner, tenant.slug, tenants.read_file(folder))
    assert again.changes == []

    (folder / "tenant.toml").write_text(said.replace('zh = "口号"', 'zh = "标语"'), "utf-8")
    changed = await tenants.plan(owner, tenant.slug, tenants.read_file(folder))
    assert [one.key for one in changed.changes] == ["fields.customer"]
    await tenants.apply(owner, changed)
    async with tenant.scope():
        assert "标语" in {one.zh for one in declared("customer")}


async def test_a_wrong_file_says_why(tmp_path):
    folder = tmp_path / "wrong"
    folder.mkdir()
    for said in (
        '[[fields.boat]]\nkey="a"\nkind="text"\nzh="甲"',
        '[[fields.customer]]\nkey="a"\nkind="choice"\nzh="甲"',
    ):
        (folder / "tenant.toml").write_text(f'name = "x"\n{said}', "utf-8")
        with pytest.raises(tenants.WrongFile, match=r"fields\."):
            tenants.read_file(folder)
