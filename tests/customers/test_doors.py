"""Who may come in: the stranger first, at every door of a customer's file."""

import pytest

DOORS = [
    ("get", "", "customer.read"),
    ("get", "/edit", "customer.edit"),
    ("post", "", "customer.edit"),
    ("post", "/contacts", "contact.edit"),
    ("post", "/products", "customer.edit"),
]


@pytest.mark.parametrize(("method", "path", "permission"), DOORS)
async def test_another_partner_cannot_tell_that_the_customer_exists(
    door, acme, brisk, a_customer, method, path, permission
):
    place = f"/customers/{(await a_customer(acme))['id']}{path}"
    data = {"data": {"name": "x"}} if method == "post" else {}

    assert (await getattr(await door.member(brisk), method)(place, **data)).status_code == 404
    assert (await getattr(door.signed_out(acme), method)(place, **data)).status_code == 303
    without = await door.member(acme, may_not=permission)
    assert (await getattr(without, method)(place, **data)).status_code == 403
    assert (await getattr(await door.member(acme), method)(place, **data)).status_code in (200, 303)


@pytest.mark.parametrize("what", ["", "/contacts", "/products"])
async def test_another_partners_program_finds_nothing(door, acme, brisk, a_customer, what):
    place = f"/api/v1/customers/{(await a_customer(acme))['id']}{what}"

    refused = await (await door.api(brisk)).get(place)
    assert refused.status_code == 404
    assert refused.headers["content-type"] == "application/problem+json"
    assert (await door.signed_out(acme, "api").get(place)).status_code == 401
    assert (await (await door.api(acme, scopes=("customer.edit",))).get(place)).status_code == 403
    assert (await (await door.api(acme)).get(place)).status_code == 200


async def test_contacts_belong_to_their_customer(door, acme, brisk, a_customer, a_contact):
    customer, other = await a_customer(acme), await a_customer(acme)
    contact = await a_contact(acme, customer)
    member = await door.member(acme)

    for place in ("", "/departure", "/access"):
        path = f"/customers/{other['id']}/contacts/{contact['id']}{place}"
        assert (await member.post(path, data={"name": "x", "login": "x", "password": "y" * 12})).status_code == 404
    own = f"/customers/{customer['id']}/contacts/{contact['id']}"
    assert (await (await door.member(brisk)).get(own)).status_code == 404
    assert (await member.get(own)).status_code == 200


async def test_lists_tables_and_reports_stay_at_home(door, acme, brisk, a_customer, bring_in, table, named):
    await a_customer(acme, "只此一家贸易行")
    stranger = await door.member(brisk)
    _, report = await bring_in(acme, table("客户名称", ["只此一家商店"]))

    assert "没有叫这个名字或用这个号码的客户" in (await stranger.get("/customers?q=只此一家")).text
    assert "只此一家" not in (await stranger.get("/customers/export.csv")).text
    assert await named(brisk, "只此一家") == {}
    assert (await stranger.get(str(report.url.path))).status_code == 404
    assert (await stranger.get(f"{report.url.path}/refused.csv")).status_code == 404


@pytest.mark.parametrize(
    ("path", "permission"),
    [
        ("/customers", "customer.read"),
        ("/customers/new", "customer.edit"),
        ("/imports/customers.customers", "customer.import"),
        ("/customers/export.csv", "customer.export"),
    ],
)
async def test_pages_need_their_permission(door, acme, path, permission):
    assert (await door.signed_out(acme).get(path)).status_code == 303
    assert (await (await door.member(acme, may_not=permission)).get(path)).status_code == 403
    assert (await (await door.member(acme)).get(path)).status_code == 200


async def test_an_upload_is_refused_before_it_is_read(door, acme, table):
    file = {"file": ("x.csv", table("客户名称", ["偷偷来的"]))}

    assert (await door.signed_out(acme).post("/imports/customers.customers", files=file)).status_code == 303
    refused = await (await door.member(acme, may_not="customer.import")).post(
        "/imports/customers.customers", files=file
    )
    assert refused.status_code == 403


async def test_an_export_is_in_the_audit_trail(door, acme, a_customer):
    from desk.foundation.database import value

    await a_customer(acme)
    exported = await (await door.member(acme)).get("/customers/export.csv")

    assert exported.status_code == 200
    async with acme.scope():
        assert await value("select count(*) from event where name = 'customers.exported' and audit = 'export'") >= 1
