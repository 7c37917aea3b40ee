"""Programs and commands take a person out and erase them, as the pages do; and look at what would be forgotten."""

import asyncio
import json
import zipfile
from uuid import uuid4

import pytest
from commands_support import run_desk
from tests_support import make_customer

from desk.customers import actions as customers
from desk.foundation.database import value
from desk.foundation.principals import SYSTEM

NAME = "司马程序"


@pytest.fixture
async def ours(founding):
    return await founding()


@pytest.fixture
async def somebody(ours):
    """A contact with nothing open."""
    customer = await make_customer(ours)
    async with ours.scope():
        fields = customers.ContactFields(NAME, mobile="13800138555")
        return (await customers.add_contact(customer, fields, by=SYSTEM)).id


async def _name(tenant, person):
    async with tenant.scope():
        return await value("select name from contact where id = $1", person)


async def test_programs_take_out_and_erase(ours, somebody, door, settle, acme):
    program, place = await door.api(ours), f"/api/v1/privacy/contact/{somebody}"
    seen = (await program.get(place)).json()
    assert (seen["kind"], seen["open"]) == ("contact", [])
    assert sum(one["count"] for one in seen["changed"]) >= 1

    begun = await program.post(f"{place}/export")
    assert begun.status_code == 202, begun.text
    again = await program.post(f"{place}/export")
    assert again.json()["id"] == begun.json()["id"], "one is under way"
    await settle()
    done = (await program.get(f"/api/v1/privacy/runs/{begun.json()['id']}")).json()
    assert done["status"] == "done"
    assert done["file"].startswith("/files/")
    assert await _name(ours, somebody) == NAME

    assert (await program.post(f"{place}/erasure", json={})).status_code == 202
    await settle()
    assert await _name(ours, somebody) == "××"
    for path in (place, f"/api/v1/privacy/runs/{begun.json()['id']}"):
        assert (await (await door.api(acme)).get(path)).status_code == 404
        assert (await (await door.api(ours, may_not="person.export")).get(path)).status_code == 403
    assert (await (await door.api(ours, may_not="person.erase")).post(f"{place}/erasure", json={})).status_code == 403


async def test_on_the_command_line(ours, somebody, tmp_path):
    path, tenant = tmp_path / "person.zip", ("--tenant", ours.slug)
    person = ("--person", str(somebody))

    out = await asyncio.to_thread(run_desk, "privacy", "export", *tenant, *person, "--out", str(path), "--json")
    assert out.code == 0, out.err
    assert out.json() == {"person": str(somebody), "kind": "contact", "rows": out.json()["rows"], "file": str(path)}
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("contact.json"))[0]["name"] == NAME

    gone = await asyncio.to_thread(run_desk, "privacy", "erase", *tenant, *person, "--json")
    assert gone.code == 0, gone.err
    assert gone.json()["rows"] >= 1
    assert await _name(ours, somebody) == "××"

    nobody = await asyncio.to_thread(run_desk, "privacy", "erase", *tenant, "--person", str(uuid4()))
    assert nobody.code == 1
    assert "Traceback" not in nobody.err


async def test_a_dry_run_says_what_a_night_would_forget(ours):
    said = await asyncio.to_thread(run_desk, "privacy", "retention", "--tenant", ours.slug, "--json")

    assert said.code == 0, said.err
    assert "people.sign_in_days" in {one["setting"] for one in said.json()}
    assert all(one["rows"] == 0 for one in said.json())
