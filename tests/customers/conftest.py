"""What the tests of customers share: customers as the API makes them, and tables as people send them."""

import csv
import io
import itertools
import re
from collections.abc import Sequence

import pytest

_serial = itertools.count(1)


@pytest.fixture
def a_customer(door):
    """Make a customer through the API; the answer is what the API says of it."""

    async def make(tenant, name="", **fields):
        fields["name"] = name or f"江南纺织{next(_serial)}有限公司"
        made = await (await door.api(tenant)).post("/api/v1/customers", json=fields)
        assert made.status_code == 201, made.text
        return made.json()

    return make


@pytest.fixture
def a_contact(door):
    """Add a contact to a customer through the API."""

    async def make(tenant, customer, name="王敏", **fields):
        path = f"/api/v1/customers/{customer['id']}/contacts"
        made = await (await door.api(tenant)).post(path, json={"name": name, **fields})
        assert made.status_code == 201, made.text
        return made.json()

    return make


@pytest.fixture
def table():
    """A CSV as a program in China saves it."""

    def make(headings: str, *rows: Sequence[str], encoding: str = "gb18030") -> bytes:
        written = io.StringIO(newline="")
        csv.writer(written).writerows([headings.split(), *rows])
        return written.getvalue().encode(encoding)

    return make


@pytest.fixture
def send_table(door, settle):
    """Send a table through the page and have it looked at; the answer is the client and the page about it."""

    async def send(tenant, content: bytes, name: str = "客户.csv", kind: str = "customers.customers"):
        member = await door.member(tenant)
        sent = await member.post(f"/imports/{kind}", files={"file": (name, content, "application/octet-stream")})
        if sent.status_code != 303:
            return member, sent
        await settle()
        return member, await member.get(sent.headers["location"])

    return send


@pytest.fixture
def bring_in(send_table, settle):
    """Send a table, look at it, and take its good rows; the answer is the client and the page of the report."""

    async def send(tenant, content, name="客户.csv", *, kind="customers.customers", how="good", same_name="refuse"):
        member, looked = await send_table(tenant, content, name, kind)
        if looked.status_code != 200 or 'name="how"' not in looked.text:
            return member, looked
        place = looked.url.path
        if same_name != "refuse":
            fields = re.findall(r'<option value="([^"]*)" selected', looked.text.split("<tbody>")[-1])
            await member.post(f"{place}/reading", data={"fields": fields, "same_name": same_name})
            await settle()
        begun = await member.post(f"{place}/start", data={"how": how})
        assert begun.status_code == 303, begun.text
        await settle()
        return member, await member.get(place)

    return send


@pytest.fixture
def named(door):
    """The customers that a search in the API finds, by name."""

    async def find(tenant, q):
        found = await (await door.api(tenant)).get("/api/v1/customers", params={"q": q, "limit": 100})
        assert found.status_code == 200, found.text
        return {one["name"]: one for one in found.json()["items"]}

    return find
