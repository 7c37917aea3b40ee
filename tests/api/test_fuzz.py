"""What fits the description of the API, and what doesn't, never breaks the server, and is answered as it says."""

import asyncpg
import pytest
from tests_support import make_customer, make_ticket

EACH = 6
"""Requests for each operation and way."""


@pytest.fixture(scope="module")
async def bench(world, stack, founding):
    """A partner of the test's own with something of every kind, and the ids of all that by what they stand for."""
    tenant, door = await founding(), world.door
    api, customer = await door.api(tenant), str(await make_customer(tenant))
    member = str((await door.person(tenant, ("hotline_engineer",)))[1])
    at = f"/api/v1/customers/{customer}"
    contact = (await api.post(f"{at}/contacts", json={"name": "王敏"})).json()["id"]
    product = (await api.post(f"{at}/products", json={"name": "财务套件"})).json()["id"]
    tickets = [(await make_ticket(tenant, customer)).number for _ in range(4)]
    entry = (await api.get(f"/api/v1/tickets/{tickets[0]}/entries")).json()["items"][0]["id"]
    away = {"from_on": "2099-01-01", "to_on": "2099-01-02", "member": member}
    absence = (await api.post("/api/v1/absences", json=away)).json()["id"]
    yield (
        tenant,
        {
            "customer_id": [customer],
            "customer": [customer],
            "contact_id": [contact],
            "contact": [contact],
            "product_id": [product],
            "product": [product],
            "reference": [str(one) for one in tickets],
            "entry_id": [entry],
            "member_id": [member],
            "member": [member],
            "absence_id": [absence],
        },
    )
    # What these requests set off would be a lot of work for the tests that come after.
    superuser = await asyncpg.connect(stack.database_url("postgres"))
    await superuser.execute("delete from reaction where tenant_id = $1", tenant.id)
    await superuser.close()


@pytest.mark.slow
@pytest.mark.parametrize("fitting", [True, False], ids=["what fits", "what doesn't"])
async def test_nothing_breaks(world, bench, fitting):
    from fuzz_support import tried

    tenant, known = bench
    client = await world.door.api(tenant)
    document = (await client.get("/api/v1/openapi.json")).json()

    wrong, answers = await tried(document, client, known, fitting=fitting, each=EACH)

    assert wrong == [], "\n\n".join(wrong)
    assert sum(answers.values()) >= 5 * len(document["paths"]), answers
    assert answers.get(200, 0) > 20, answers


async def test_a_wrong_description_would_be_noticed(world, bench):
    from fuzz_support import tried

    tenant, known = bench
    client = await world.door.api(tenant)
    document = (await client.get("/api/v1/openapi.json")).json()
    document["paths"] = {"/me": document["paths"]["/me"]}
    document["components"]["schemas"]["Me"]["required"].append("shoe_size")

    wrong, _ = await tried(document, client, known, fitting=True, each=1)

    assert len(wrong) == 1
    assert "shoe_size" in wrong[0]
