"""What is masked for somebody: everywhere, until they look, and each look is kept and counted."""

import pytest

from desk.foundation.database import rows
from desk.foundation.principals import SYSTEM
from desk.people import actions as people

PHONE, TAX, MOBILE, BORN = "0512-5550 7101", "91320594MA1RT00001", "139 0000 7101", "1980-02-28"
WHOLE = (PHONE, "55507101", TAX, MOBILE, "13900007101", BORN)
_LOOKS = """
select by_id, subject_kind, subject_id, payload::text as said from event where name = 'value.looked_at' order by at, id
"""


@pytest.fixture
async def acme(founding):
    """A tenant whose hotline engineers don't see everything in full."""
    tenant = await founding()
    async with tenant.scope():
        await people.change_role("hotline_engineer", (), ("customer.sensitive",), "usual", by=SYSTEM)
    return tenant


@pytest.fixture
async def customer(acme, a_customer):
    return await a_customer(acme, "少数人可见公司", phone=PHONE, tax_no=TAX)


@pytest.fixture
async def contact(acme, customer, a_contact):
    return await a_contact(acme, customer, "某看", mobile=MOBILE, birthday=BORN)


async def test_pages_forms_history_and_search_are_masked(acme, door, customer, contact):
    member, file = await door.member(acme, "hotline_engineer"), f"/customers/{customer['id']}"
    await (await door.api(acme)).patch(f"/api/v1{file}", json={"phone": "0512-5550 7102"})
    await (await door.api(acme)).patch(f"/api/v1{file}", json={"phone": PHONE})

    person = f"{file}/contacts/{contact['id']}"
    for place in (file, f"{file}/edit", person, f"{file}/history", f"{file}/timeline", "/search?q=某看", "/customers"):
        shown = (await member.get(place)).text
        assert "•" in shown, place
        assert [one for one in (*WHOLE, "5550 7102") if one in shown] == [], place
    assert MOBILE in (await (await door.member(acme)).get("/search?q=某看")).text


async def test_programs_get_masks_and_the_names_of_what_is_masked(acme, door, customer, contact):
    api, file = await door.api(acme, may_not="customer.sensitive"), f"/api/v1/customers/{customer['id']}"

    shown = (await api.get(file)).json()
    assert (shown["phone"], shown["masked"]) == ("051•-•••• 7101", ["phone", "tax_no"])
    person = (await api.get(f"{file}/contacts/{contact['id']}")).json()
    assert (person["mobile"], person["birthday"], person["masked"]) == ("139 •••• 7101", None, ["mobile", "birthday"])
    listed = (await api.get("/api/v1/customers?q=少数人")).json()
    assert [one["phone"] for one in listed["items"]] == ["051•-•••• 7101"]
    history = (await api.get(f"{file}/history")).text
    assert [one for one in WHOLE if one in history] == []
    whole = (await (await door.api(acme)).get(file)).json()
    assert (whole["phone"], whole["masked"]) == (PHONE, [])


async def test_a_mask_that_comes_back_changes_nothing(acme, door, customer, contact):
    api, member = await door.api(acme), await door.member(acme, "hotline_engineer")
    file, person = f"/customers/{customer['id']}", f"/customers/{customer['id']}/contacts/{contact['id']}"

    typed = {
        "name": "少数人可见公司",
        "phone": "051•-•••• 7101",
        "tax_no": "9132••••••••••••01",
        "address": "新路 2 号",
    }
    assert (await member.post(file, data=typed)).status_code == 303
    typed = {"name": "某看", "mobile": "139 •••• 7101", "birthday": "••••••", "title": "会计"}
    assert (await member.post(person, data=typed)).status_code == 303
    await api.patch(f"/api/v1{file}", json={"phone": "051•-•••• 7101", "industry": "纺织"})

    kept = (await api.get(f"/api/v1{file}")).json()
    assert (kept["phone"], kept["tax_no"], kept["address"], kept["industry"]) == (PHONE, TAX, "新路 2 号", "纺织")
    kept = (await api.get(f"/api/v1{person}")).json()
    assert (kept["mobile"], kept["birthday"], kept["title"]) == (MOBILE, BORN, "会计")


async def test_a_look_shows_one_value_and_stands_in_the_trail(acme, door, customer, contact):
    member, looks = await door.member(acme, "hotline_engineer"), f"/customers/{customer['id']}/looks"
    part = await door.member(acme, "hotline_engineer", fragment=True)

    assert PHONE in (await part.post(looks, data={"field": "phone"})).text
    whole_page = (await member.post(looks, data={"field": "mobile", "contact": contact["id"]})).text
    assert MOBILE in whole_page
    assert PHONE not in whole_page
    api = await door.api(acme, may_not="customer.sensitive")
    told = await api.post(f"/api/v1{looks}", json={"field": "birthday", "contact": contact["id"]})
    assert told.json() == {"value": BORN}
    async with acme.scope():
        kept = await rows(_LOOKS)
    assert [(one["subject_kind"], str(one["subject_id"])) for one in kept] == [
        ("customer", customer["id"]),
        ("contact", contact["id"]),
        ("contact", contact["id"]),
    ]
    assert all(secret not in one["said"] for one in kept for secret in WHOLE)
    trail = (await (await door.member(acme)).get("/audit?kind=look")).text
    assert "手机" in trail
    assert "某看" in trail


async def test_who_may_not_look_sees_no_button_and_is_refused(acme, door, customer):
    async with acme.scope():
        await people.change_role("hotline_engineer", (), ("customer.sensitive", "customer.look"), "usual", by=SYSTEM)
    member, looks = await door.member(acme, "hotline_engineer"), f"/customers/{customer['id']}/looks"

    assert f'action="{looks}"' not in (await member.get(f"/customers/{customer['id']}")).text
    assert (await member.post(looks, data={"field": "phone"})).status_code == 403


async def test_what_is_never_masked_and_what_is_not_there_is_not_found(acme, brisk, door, customer):
    member, place = await door.member(acme, "hotline_engineer"), f"/customers/{customer['id']}/looks"

    assert (await member.post(place, data={"field": "name"})).status_code == 404
    stranger = await door.member(brisk)
    assert (await stranger.post(place, data={"field": "phone"})).status_code == 404


async def test_so_many_looks_an_hour_are_enough(acme, door, customer):
    async with acme.scope():
        await people.change_settings("customers", {"looks_an_hour": 2}, needs="setting.manage", by=SYSTEM)
    member, place = await door.member(acme, "hotline_engineer"), f"/customers/{customer['id']}/looks"

    answers = [(await member.post(place, data={"field": "phone"})).status_code for _ in range(3)]

    assert answers == [200, 200, 429]
    async with acme.scope():
        assert len(await rows(_LOOKS)) == 2
