"""A tenant with fields of its own, and a customer there."""

import itertools

import pytest

FIELDS = """
[[fields.customer]]
key = "tier"
kind = "choice"
zh = "档位"
en = "Tier"
choices = [{ key = "gold", zh = "金", en = "Gold" }, { key = "silver", zh = "银", en = "Silver" }]

[[fields.customer]]
key = "seats"
kind = "number"
zh = "席位数"

[[fields.customer]]
key = "visited"
kind = "date"
zh = "上次走访"

[[fields.customer]]
key = "slogan"
kind = "text"
zh = "口号"

[[fields.customer]]
key = "partners"
kind = "several"
zh = "合作方"
choices = [{ key = "bank", zh = "银行" }, { key = "tax", zh = "税务" }, { key = "audit", zh = "审计" }]

[[fields.customer]]
key = "listed"
kind = "yes_no"
zh = "上市"

[[fields.customer]]
key = "id_no"
kind = "text"
zh = "证件号"
confidential = true

[[fields.contact]]
key = "shoe"
kind = "number"
zh = "鞋码"

[[fields.product]]
key = "rack"
kind = "text"
zh = "机架"
"""
_serial = itertools.count(1)


@pytest.fixture(scope="session")
async def house(founding):
    """A tenant that has fields of its own."""
    return await founding(toml=FIELDS)


@pytest.fixture
def a_customer(door):
    """Make a customer through the API; the answer is what the API says of it."""

    async def make(tenant, *, custom=None, **said):
        said = {"name": f"海盐紧固件{next(_serial)}有限公司", "custom": custom or {}, **said}
        made = await (await door.api(tenant)).post("/api/v1/customers", json=said)
        assert made.status_code == 201, made.text
        return made.json()

    return make
