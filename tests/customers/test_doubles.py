"""Who may be filed twice: found while filing, on the customer's page, and by a schedule for the whole file."""

import asyncio
import json
import re
import sys
from datetime import timedelta
from uuid import UUID

import pytest

from desk.customers import actions
from desk.customers.queries import doubles
from desk.foundation.database import execute
from desk.kit.companies import core_of, sound_of
from desk.kit.time import now
from desk.settings import ROOT


@pytest.fixture
async def own(founding):
    """A tenant in which nobody is filed yet."""
    return await founding()


@pytest.fixture
def compared(door):
    """The pairs of a tenant after all were compared, as the API lists them: both names, and why."""

    async def find(tenant):
        async with tenant.scope():
            while await actions.find_doubles():
                continue
        found = await (await door.api(tenant)).get("/api/v1/customers/duplicates", params={"limit": 100})
        assert found.status_code == 200, found.text
        return {frozenset((one["one"]["name"], one["other"]["name"])): one["reasons"] for one in found.json()["items"]}

    return find


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("苏州新联机电有限公司", "苏州新联机电"),
        ("苏州新联机电股份有限公司", "苏州新联机电"),
        ("新联机电（集团）股份有限公司", "新联机电"),
        ("新联苏州分公司", "新联苏州分公司"),
        ("有限公司", "有限公司"),
        ("ACME Pumps Co., Ltd.", "acme pumps"),
        ("王敏", "王敏"),
    ],
)
def test_of_a_name_the_form_is_left_out(name, core):
    assert core_of(name) == core


def test_names_that_sound_the_same_have_one_sound():
    assert sound_of("新联") == sound_of("欣连") == "xin lian"
    assert sound_of("acme") == ""


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({"name": "苏州新联机电有限公司"}, {"name": "苏州新联机电股份有限公司"}, ["name"]),
        ({"name": "苏州新联机电设备有限公司"}, {"name": "苏州新联机电有限公司"}, ["alike"]),
        ({"name": "华鑫"}, {"name": "华新"}, ["sound"]),
        ({"name": "长城", "phone": "051255500123"}, {"name": "东风", "phone": "0512-5550 0123 转 806"}, ["phone"]),
        ({"name": "长城", "fax": "13900001234"}, {"name": "东风", "phone": "+86 139 0000 1234"}, ["phone"]),
        ({"name": "甲", "tax_no": "91320500ABC"}, {"name": "乙", "tax_no": "91320500 abc"}, ["tax"]),
        ({"name": "新联", "note": "x"}, {"name": "苏州新联机电有限公司", "short_name": "新联"}, ["name"]),
        ({"name": "ACME Pumps Co., Ltd."}, {"name": "acme pumps"}, ["name"]),
        ({"name": "北京大成"}, {"name": "南宁小方"}, None),
        ({"name": "长城"}, {"name": "长安"}, None),
    ],
)
async def test_pairs_are_found_with_their_reasons(own, a_customer, compared, one, other, reasons):
    await a_customer(own, **one)
    await a_customer(own, **other)

    found = await compared(own)

    assert found == ({frozenset((one["name"], other["name"])): reasons} if reasons else {})


async def test_a_dongle_in_any_spelling_and_a_contacts_phone_count(door, own, a_customer, a_contact, compared):
    one, other = await a_customer(own, "北方机械"), await a_customer(own, "海上餐饮")
    api = await door.api(own)
    for customer, dongle in ((one, "KD-100 234"), (other, "kd100234")):
        await api.post(f"/api/v1/customers/{customer['id']}/products", json={"name": "财务", "dongle_no": dongle})
    await a_contact(own, one, mobile="13912345678")
    await a_contact(own, other, "赵六", phone="139 1234 5678")

    assert await compared(own) == {frozenset(("北方机械", "海上餐饮")): ["dongle", "phone"]}


async def test_a_number_that_many_share_says_nothing(own, a_customer, compared):
    names = "东南西北春夏秋冬梅兰竹菊山川河海日月星辰天地"
    for one in names:
        await a_customer(own, f"{one}家", phone="0512-6666 7777")

    assert not any("phone" in reasons for reasons in (await compared(own)).values())


async def test_who_is_not_the_same_is_remembered_and_may_be_again(door, own, a_customer, compared):
    one, other = await a_customer(own, "华鑫"), await a_customer(own, "华新")
    await compared(own)
    member = await door.member(own)
    listed = await member.get("/customers/duplicates")
    assert "名称读音相同" in listed.text
    path = re.search(r'action="(/customers/[^"]+/strangers/[^"]+)"', listed.text)[1]

    denied = await member.post(path)

    said = await member.get(denied.headers["location"])
    assert "不是同一家，这里不再显示" in said.text
    api = await door.api(own)
    await api.patch(f"/api/v1/customers/{one['id']}", json={"note": "anders", "short_name": "鑫"})
    assert await compared(own) == {}
    assert "可能是同一" not in (await member.get(f"/customers/{one['id']}")).text
    await member.post(path, data={"_method": "DELETE"})
    assert len(await compared(own)) == 1
    shown = (await member.get(f"/customers/{one['id']}")).text
    assert f"/customers/{one['id']}/merge?other={other['id']}" in shown


async def test_pairs_come_page_by_page_the_likeliest_first(door, own, a_customer, compared):
    for number in range(1, 31):
        await a_customer(own, f"第{number}号机电有限公司", tax_no=f"TAX{number}")
        await a_customer(own, f"第{number}号机电股份有限公司", tax_no=f"TAX{number}")
    await compared(own)
    api, seen, cursor = await door.api(own), [], None
    while True:
        asked = {"limit": 4} | ({"cursor": cursor} if cursor else {})
        found = (await api.get("/api/v1/customers/duplicates", params=asked)).json()
        seen += [(one["score"], one["one"]["id"], one["other"]["id"]) for one in found["items"]]
        if not (cursor := found["next"]):
            break
    assert len(seen) == len(set(seen)) >= 30
    assert [one[0] for one in seen] == sorted((one[0] for one in seen), reverse=True)
    page = (await (await door.member(own)).get("/customers/duplicates")).text
    assert 'rel="next"' in page


async def test_filing_asks_first_and_files_when_told(door, own, a_customer):
    known = await a_customer(own, "苏州新联机电有限公司")
    member = await door.member(own)
    sent = {"name": "苏州新联机电股份有限公司", "phone": "13900004321"}

    asked = await member.post("/customers", data=sent)

    assert asked.status_code == 409
    assert f"/customers/{known['id']}" in asked.text
    assert "139" in asked.text
    filed = await member.post("/customers", data=sent | {"another": "yes"})
    assert filed.status_code == 303
    assert "名称相同" in (await member.get(filed.headers["location"])).text


async def test_the_schedule_compares_who_was_brought_in(world, own, table, bring_in, door):
    content = table("客户名称 电话", ("江海纺织有限公司", "0512-5550 7777"), ("江海纺织股份有限公司", ""))
    await bring_in(own, content)
    await world.settle()
    async with own.scope():
        await execute(
            "update scheduled_work set next_at = $1 where name = 'customers.find_doubles'", now() - timedelta(minutes=1)
        )
        await actions.find_doubles()
        found = await doubles.pairs(most=5)
    assert [one["reasons"] for one in found] == [["name"]]


async def test_who_was_filed_before_is_compared_too(own, a_customer, compared):
    for one in ("华鑫", "华新"):
        await a_customer(own, one)
    async with own.scope():
        await execute("delete from likeness")
        await actions.note_likenesses()
    assert len(await compared(own)) == 1


async def test_somebody_elses_customers_are_nobodys_double(own, founding, a_customer, compared):
    other = await founding()
    await a_customer(own, "苏州新联机电有限公司")
    await a_customer(other, "苏州新联机电有限公司")

    assert await compared(own) == await compared(other) == {}
    async with own.scope(customer=UUID(int=1)):
        wanted = doubles.Likeness("苏州新联机电", ["苏州新联机电"], [], [], [], "")
        assert await doubles.alike(None, wanted, most=5) == []


async def test_the_command_line_names_and_merges(own, a_customer):
    one = await a_customer(own, "华鑫机械有限公司")
    other = await a_customer(own, "华鑫机械股份有限公司")

    code, said, fault = await _desk("customers", "duplicates", "--tenant", own.slug, "--json")
    assert code == 0, fault
    (pair,) = json.loads(said)
    assert pair["why"] == "name"
    numbers = (str(one["number"]), str(other["number"]))
    code, said, fault = await _desk("customers", "merge", *numbers, "--tenant", own.slug)
    assert (code, said[:20]) == (0, "Merged; it can be un"), fault
    code, _, fault = await _desk("customers", "merge", *numbers, "--tenant", own.slug)
    assert code == 1
    assert "There is no customer" in fault


async def _desk(*words):
    """What a command answers: its code, what it says, and what it says went wrong."""
    run = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "desk.cli", *words), stdout=-1, stderr=-1, cwd=ROOT
    )
    said, fault = await asyncio.wait_for(run.communicate(), 60)
    return run.returncode, said.decode(), fault.decode()
