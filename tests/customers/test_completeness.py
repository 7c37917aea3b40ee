"""How complete a file is, and what is missing with the way there."""

import re


async def test_what_is_missing_is_named_and_goes_when_it_is_filled(door, acme, a_customer, a_contact):
    customer, member = await a_customer(acme), await door.member(acme)
    place, api = f"/customers/{customer['id']}", await door.api(acme)

    bare = (await member.get(place)).text
    assert "档案完整度" in bare
    assert f'href="{place}/edit#f-industry"' in bare
    first = int(re.search(r"(\d+) %", bare.partition("档案完整度")[2])[1])

    contact = await a_contact(acme, customer, roles=["main"], mobile="13900001231", email="w@x.example", title="会计")
    filled = {
        "industry": "纺织",
        "address": "示范路 1 号",
        "phone": "0512-5550 0123",
        "source": "展会",
        "tax_no": "9132",
    }
    await api.patch(f"/api/v1{place}", json=filled | {"cares_for": ["speed"]})
    half = (await member.get(place)).text
    assert f'href="{place}/edit#f-industry"' not in half
    assert f'href="{place}/contacts/{contact["id"]}#f-birthday"' in half
    assert int(re.search(r"(\d+) %", half.partition("档案完整度")[2])[1]) > first

    await api.patch(f"/api/v1{place}/contacts/{contact['id']}", json={"birthday": "1980-05-01"})
    product = {"name": "财务套件", "version": "12", "modules": "总账", "purchased_on": "2021-03-18"}
    await api.post(f"/api/v1{place}/products", json=product)
    assert "档案完整度" not in (await member.get(place)).text
