"""What is taken out and brought in elsewhere is the same, field by field; so is what is taken out there."""

from dataclasses import fields

import msgspec
import pytest

from desk.customers.actions import ContactFields, CustomerFields, ProductFields
from desk.customers.imports.columns import COLUMNS
from desk.foundation.principals import SYSTEM
from desk.kit.spreadsheets import read_table
from desk.people import actions as people

OWN = """
[[fields.customer]]
key = "region"
kind = "several"
zh = "大区"
en = "Region"
choices = [{ key = "south", zh = "华南", en = "South" }, { key = "east", zh = "华东", en = "East" }]

[[fields.contact]]
key = "shoe"
kind = "number"
zh = "鞋码"
en = "Shoe size"

[[fields.product]]
key = "leased"
kind = "yes_no"
zh = "租用"
en = "Leased"
"""
CUSTOMER = {
    **{
        "name": "往返（集团）有限公司",
        "short_name": "往返",
        "status": "lost",
        "grade": "vip",
        "industry": "纺织, 服装",
    },
    **{"phone": "0512-5550 7001", "fax": "0512-5550 7002", "address": '工业园区 1 号"东"', "website": "www.rt.example"},
    **{"tax_no": "91320594MA1RT00001", "invoice_title": "往返集团财务部", "invoice_address": "苏州 1 号 0512-55507001"},
    **{"bank": "农行园区支行 10550101040099999", "source": "=展会", "credit": "b", "cares_for": ["safety", "speed"]},
    **{"external_key": "RT-1", "note": "第一行\n第二行", "custom": {"region": ["east", "south"]}},
}
PEOPLE = (
    {
        **{"name": "甲往", "title": "会计", "roles": ["main", "finance"], "mobile": "139 0000 7001"},
        **{
            "phone": "0512-5550 7003",
            "extension": "806",
            "email": "a@rt.example",
            "im": "10550101",
            "birthday": "1980-02-28",
        },
        **{"call_window": "9–10 点", "interests": "羽毛球、=围棋", "custom": {"shoe": 42}},
    },
    {"name": "乙返", "birth_year": 1975, "roles": ["it", "trainee"]},
)
PRODUCTS = (
    {
        **{
            "name": "财务套件",
            "version": "12.6",
            "modules": "总账 应收",
            "dongle_no": "RT8802-1",
            "service_code": "S-1",
        },
        **{"confirmation_code": "00012345", "purchased_on": "2021-03-18", "environment": "Windows 2019"},
        **{"antivirus": "360", "custom": {"leased": True}},
    },
)
MADE = {"id", "number", "version", "created_at", "changed_at", "engineer", "left_at"}


@pytest.fixture
async def moving(founding, door):
    """Two tenants with fields of their own and a colleague of the same name; the first has a whole file."""
    old, new = await founding(toml=OWN), await founding(toml=OWN)
    engineers = {}
    for tenant in (old, new):
        async with tenant.scope():
            for name, staff_no in (("周建国", "77"), ("周建国", "78")):
                colleague = people.NewMember(
                    name, staff_no, ("onsite_engineer",), f"{staff_no}@{tenant.slug}.test", None
                )
                engineers[tenant.slug] = (await people.add_member(colleague, by=SYSTEM)).id
    api = await door.api(old)
    made = await api.post("/api/v1/customers", json=CUSTOMER | {"engineer": str(engineers[old.slug])})
    assert made.status_code == 201, made.text
    place = f"/api/v1/customers/{made.json()['id']}"
    for part, several in (("contacts", PEOPLE), ("products", PRODUCTS)):
        for one in several:
            added = await api.post(f"{place}/{part}", json=one)
            assert added.status_code == 201, added.text
    return old, new, engineers


async def _file(door, tenant, path="/customers/export.csv"):
    return (await (await door.member(tenant)).get(path)).content


async def _whole(door, tenant):
    """The one customer as programs see it, without what is made anew elsewhere; and its engineer."""
    api = await door.api(tenant)
    listed = (await api.get("/api/v1/customers?q=RT-1")).json()["items"][0]
    place = f"/api/v1/customers/{listed['id']}"
    customer = (await api.get(place)).json()
    people = (await api.get(f"{place}/contacts")).json()["items"]
    products = (await api.get(f"{place}/products")).json()["items"]
    parts = [{name: one[name] for name in one.keys() - MADE} for one in (customer, *people, *products)]
    return parts, customer["engineer"]


def _cells(content, name="x.csv"):
    """A table without our numbers."""
    found = read_table(content, name)
    return found.headings[1:], [row.cells[1:] for row in found.rows]


@pytest.mark.parametrize(
    ("owner", "part"), [(CustomerFields, "customer"), (ContactFields, "contact"), (ProductFields, "product")]
)
def test_every_field_has_its_column(owner, part):
    assert {one.target for one in COLUMNS if one.part == part} == {one.name for one in fields(owner)}


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
async def test_what_is_brought_in_elsewhere_is_the_same(moving, door, bring_in, suffix):
    old, new, engineers = moving
    content = await _file(door, old, f"/customers/export.{suffix}")

    _, report = await bring_in(new, content, f"x.{suffix}")

    assert "每一行都采用了。" in report.text
    (before, _), (after, engineer) = await _whole(door, old), await _whole(door, new)
    assert after == before
    assert engineer == str(engineers[new.slug]), "of two with one name, the one with that staff number"
    again = await _file(door, new, f"/customers/export.{suffix}")
    assert _cells(again, f"x.{suffix}") == _cells(content, f"x.{suffix}")


async def test_english_headings_and_words_come_back_too(moving, door, bring_in):
    old, new, _ = moving
    member = await door.member(old)
    member.headers["cookie"] += "; lang=en"
    content = (await member.get("/customers/export.csv")).content

    await bring_in(new, content, "x.csv")

    assert "Safety of their files, Speed" in content.decode()
    assert (await _whole(door, new))[0] == (await _whole(door, old))[0]


async def test_brought_in_where_it_came_from_it_changes_nothing(moving, door, bring_in):
    old, _, _ = moving
    before = await _file(door, old)

    await bring_in(old, before, "x.csv")

    assert await _file(door, old) == before
    api = await door.api(old)
    listed = (await api.get("/api/v1/customers?q=RT-1")).json()["items"][0]
    assert (await api.get(f"/api/v1/customers/{listed['id']}")).json()["version"] == 1


async def test_what_cannot_be_is_refused_field_by_field(founding, bring_in, table, door):
    tenant = await founding()
    content = table(
        "客户名称 信用评级 最看重 首选工程师 联系人 角色 出生年份",
        ["错误公司", "极好", "速度、运气", "查无此人", "某甲", "跑堂", "80"],
        ["没有这人的公司", "优", "速度、价格", "查无此人", "某乙", "财务", "1980年"],
        ["正确公司", "优", "速度、价格", "", "某丙", "财务、负责人", "1980年"],
    )

    _, report = await bring_in(tenant, content)

    for sentence in (
        "“极好”不在可选范围内",
        "“运气”不在可选范围内",
        "“跑堂”不在可选范围内",
        "出生年份请写成 1980 这样",
    ):
        assert sentence in report.text
    assert "没有名叫 查无此人 的在职同事" in report.text
    listed = msgspec.json.decode((await (await door.api(tenant)).get("/api/v1/customers")).content)["items"]
    assert [one["name"] for one in listed] == ["正确公司"]
