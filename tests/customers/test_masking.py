"""Phones, birthdays, tax and bank details go out in full for those alone who may see them so."""

import msgspec
import pytest

from desk.foundation.database import value
from desk.foundation.principals import SYSTEM
from desk.kit.spreadsheets import read_table
from desk.people import actions as people

_LAST = "select payload from event where name = 'customers.exported' order by at desc, id desc limit 1"
FULL = "customer.sensitive"
MASKS = {
    **{"电话": "051•-•••• 7101", "税号": "9132••••••••••••01", "开户行和账号": "农行园区支行 •••••••••••••9999"},
    **{"开票地址和电话": "••••••", "手机": "139 •••• 7101", "生日": "••••••"},
}


@pytest.fixture
async def acme(founding, a_customer, a_contact):
    """A tenant with one customer, whose file has all that is for few eyes."""
    tenant = await founding()
    company = {
        **{"phone": "0512-5550 7101", "tax_no": "91320594MA1RT00001", "bank": "农行园区支行 10550101040099999"},
        "invoice_address": "苏州 1 号 0512-55507101",
    }
    customer = await a_customer(tenant, "少数人可见公司", **company)
    await a_contact(tenant, customer, "某看", mobile="139 0000 7101", birthday="1980-02-28")
    return tenant


@pytest.fixture
async def careful(acme, door):
    """Somebody who may take the file out and bring it in, and may not see everything."""
    async with acme.scope():
        await people.change_role("customer_manager", (), (FULL,), "usual", by=SYSTEM)
    return await door.member(acme, "customer_manager")


def _first(content, name):
    found = read_table(content, name)
    return dict(zip(found.headings, next(iter(found.rows)).cells, strict=True))


async def _last(tenant):
    async with tenant.scope():
        return msgspec.json.decode(await value(_LAST))


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
async def test_who_may_not_see_them_gets_them_masked(acme, careful, suffix):
    taken = await careful.get(f"/customers/export.{suffix}")

    assert taken.status_code == 200
    first = _first(taken.content, f"x.{suffix}")
    assert {name: first[name] for name in MASKS} == MASKS
    assert (await _last(acme))["masked"]


async def test_the_list_and_its_file_are_masked_too(acme, careful):
    assert "051•-•••• 7101" in (await careful.get("/customers")).text
    taken = (await careful.get("/customers/list.csv")).text

    assert "051•-•••• 7101" in taken
    assert "5550 7101" not in taken


async def test_who_may_see_them_gets_them_in_full(acme, door):
    taken = await (await door.member(acme)).get("/customers/export.csv")

    first = _first(taken.content, "x.csv")
    assert (first["手机"], first["生日"], first["电话"]) == ("139 0000 7101", "1980-02-28", "0512-5550 7101")
    assert not (await _last(acme))["masked"]


async def test_a_masked_table_that_comes_back_changes_nothing(acme, door, careful, bring_in):
    whole = await door.member(acme)
    before = (await whole.get("/customers/export.csv")).content

    _, report = await bring_in(acme, (await careful.get("/customers/export.csv")).content, "x.csv")

    assert "每一行都采用了。" in report.text
    assert (await whole.get("/customers/export.csv")).content == before
