"""Fields of a tenant's own in tables: brought in, refused with a reason, taken out, masked."""

import csv
import io

import pytest


def table(*rows):
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8")


@pytest.fixture
def bring_in(door, settle):
    """Send a table through the page and take its good rows; the answer is the page of the report."""

    async def send(tenant, content, kind="customers.customers"):
        member = await door.member(tenant)
        sent = await member.post(f"/imports/{kind}", files={"file": ("表.csv", content, "text/csv")})
        assert sent.status_code == 303
        await settle()
        place = sent.headers["location"]
        assert (await member.post(f"{place}/start", data={"how": "good"})).status_code == 303
        await settle()
        return (await member.get(place)).text

    return send


async def one_named(api, name):
    (found,) = (await api.get("/api/v1/customers", params={"q": name})).json()["items"]
    return (await api.get(f"/api/v1/customers/{found['id']}")).json()


async def test_a_table_fills_them_and_says_what_it_could_not_read(door, house, bring_in):
    headings = ["客户名称", "客户编号", "档位", "Seats", "合作方", "上次走访", "联系人", "鞋码", "产品", "机架"]
    headings[3] = "席位数"
    good = ["螺母一厂", "F-1", "金", "1,250", "银行、审计", "2026/3/1", "郭海", "44", "云盘", "D2"]
    bad = ["螺母二厂", "F-2", "铜", "很多", "", "", "", "", "", ""]
    shown = await bring_in(house, table(headings, good, bad))
    assert "“铜”不在可选范围内：金、银。" in shown

    api = await door.api(house)
    made = await one_named(api, "螺母一厂")
    own = {"tier": "gold", "seats": 1250, "partners": ["audit", "bank"], "visited": "2026-03-01"}
    assert made["custom"].items() >= own.items()
    place = f"/api/v1/customers/{made['id']}"
    assert (await api.get(f"{place}/contacts")).json()["items"][0]["custom"] == {"shoe": 44}
    assert (await api.get(f"{place}/products")).json()["items"][0]["custom"] == {"rack": "D2"}

    again = ["螺母一厂", "F-1", "Silver", "", "", "", "郭海", "45", "云盘", ""]
    await bring_in(house, table(headings, again))
    made = await one_named(api, "螺母一厂")
    assert made["custom"].items() >= (own | {"tier": "silver"}).items()
    changes = (await api.get(f"{place}/history")).json()["items"]
    found = {(one["field"], one["old"], one["new"]) for one in changes}
    assert found >= {("custom.tier", "gold", "silver"), ("custom.shoe", "44", "45")}


async def test_what_is_taken_out_can_be_brought_in_again_and_is_masked(door, house, a_customer, bring_in):
    customer = await a_customer(house, custom={"tier": "gold", "id_no": "110101199001010055", "seats": 7})
    member = await door.member(house)
    other = await door.member(house, may_not="fields.confidential")
    whole = (await member.get("/customers/export.csv")).content.decode("utf-8-sig")
    masked = (await other.get("/customers/export.csv")).content.decode("utf-8-sig")
    assert "110101199001010055" in whole
    assert "110101199001010055" not in masked
    assert "••••••" in masked

    head, *rows = csv.reader(io.StringIO(masked))
    (mine,) = (row for row in rows if customer["name"] in row)
    assert dict(zip(head, mine, strict=True))["档位"] == "金"
    mine[head.index("席位数")] = "8"
    await bring_in(house, table(head, mine))
    own = (await one_named(await door.api(house), customer["name"]))["custom"]
    assert (own["seats"], own["id_no"], own["tier"]) == (8, "110101199001010055", "gold")
