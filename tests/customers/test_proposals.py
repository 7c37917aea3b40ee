"""What customers want changed about themselves: proposed in the portal, answered field by field, told, kept."""

import asyncio

import pytest
from tests_support import make_customer

from desk.foundation.database import execute, row, rows, value
from desk.foundation.principals import SYSTEM
from desk.people.actions import change_role, change_settings

OWN = {"name": "王敏", "title": "主管会计", "mobile": "13900001234", "email": "wang@jiangnan.test"}


@pytest.fixture
async def place(founding, door):
    """A tenant of its own: the browser of its manager, and of two contacts of one customer."""
    tenant = await founding()
    customer = await make_customer(tenant)
    admin = await contact_of(door, tenant, customer, "王敏", ("customer_contact", "customer_admin"))
    plain = await contact_of(door, tenant, customer, "李工", ("customer_contact",))
    return tenant, customer, await door.member(tenant, "service_manager"), admin, plain


async def contact_of(door, tenant, customer, name, roles):
    """A contact who has signed in to the portal: browser and id."""
    from people_support import PASSWORD

    from desk.customers import actions
    from desk.customers.actions import ContactFields

    async with tenant.scope():
        made = await actions.add_contact(customer, ContactFields(name), by=SYSTEM)
        login = f"p{made.id.hex[-12:]}@c.test"
        await actions.give_access(customer, made.id, login, PASSWORD, by=SYSTEM)
        await execute("update contact set portal_roles = $2 where id = $1", made.id, list(roles))
        await execute("update credential set must_change = false where login = $1", login)
    browser = door.signed_out(tenant, "portal")
    answer = await browser.post("/sign-in", data={"login": login, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    browser.headers["cookie"] = answer.headers["set-cookie"].split(";")[0]
    return browser, made.id


async def waiting(tenant, contact):
    async with tenant.scope():
        return await value("select id from proposal where contact = $1 and status = 'waiting'", contact)


async def test_a_contact_proposes_and_the_team_answers_field_by_field(place, settle):
    tenant, customer, boss, (browser, wang), _ = place
    assert (await browser.post("/profile", data=OWN)).status_code == 303
    page = (await browser.get("/profile")).text
    assert "主管会计" in page
    assert "待处理" in page
    async with tenant.scope():
        assert await value("select title from contact where id = $1", wang) == "", (
            "nothing counts before it is answered"
        )

    listed = (await boss.get("/proposals")).text
    assert "王敏" in listed
    assert "139 0000 1234" in listed
    assert "主管会计" in (await boss.get(f"/customers/{customer}/panels/customers")).text
    one = await waiting(tenant, wang)
    form = {"answer_mobile": "accept", "answer_email": "accept", "answer_title": "refuse"}
    silent = await boss.post(f"/proposals/{one}/answer", data=form)
    assert (silent.status_code, "请说明原因" in silent.text) == (422, True)
    done = await boss.post(f"/proposals/{one}/answer", data=form | {"reason_title": "名片上不是这样"})
    assert done.status_code == 303
    again = await boss.post(f"/proposals/{one}/answer", data=form | {"reason_title": "名片上不是这样"})
    assert (again.status_code, "已被处理或撤回" in again.text) == (409, True)

    async with tenant.scope():
        kept = await row("select title, mobile, email from contact where id = $1", wang)
        said = await rows("select field, by_kind, by_id from field_change where subject_id = $1 order by field", wang)
    assert tuple(kept) == ("", "139 0000 1234", "wang@jiangnan.test")
    assert [tuple(change) for change in said] == [("email", "contact", wang), ("mobile", "contact", wang)]
    assert "名片上不是这样" in (await browser.get("/profile")).text
    assert "处理了修改申请" in (await boss.get(f"/customers/{customer}/timeline")).text
    await settle()
    async with tenant.scope():
        told = await rows("select body from delivery where kind = 'customers.proposal_answered'")
    assert told
    assert "名片" not in told[0]["body"]


async def test_of_two_answers_at_once_one_counts(door, place):
    tenant, _, boss, (browser, wang), _ = place
    await browser.post("/profile", data=OWN | {"email": ""})
    one, other = await waiting(tenant, wang), await door.member(tenant, "general_manager")
    yes = {"answer_mobile": "accept", "answer_title": "accept"}
    no = {"answer_mobile": "refuse", "answer_title": "refuse", "reason_mobile": "不对", "reason_title": "不对"}

    both = await asyncio.gather(
        boss.post(f"/proposals/{one}/answer", data=yes), other.post(f"/proposals/{one}/answer", data=no)
    )

    assert sorted(answer.status_code for answer in both) == [303, 409]
    async with tenant.scope():
        assert await value("select count(distinct status) from proposal_field where proposal = $1", one) == 1


async def test_only_who_may_changes_the_company(place):
    tenant, customer, boss, (browser, wang), (plain, _) = place
    form = {"name": "江南纺织集团", "phone": "0512-5550 0199"}
    assert (await plain.post("/profile/company", data=form)).status_code == 403
    assert 'action="/profile/company"' not in (await plain.get("/profile")).text
    wrong = await browser.post("/profile/company", data=form | {"phone": "没有"})
    assert wrong.status_code == 422
    assert (await browser.post("/profile/company", data=form)).status_code == 303
    one = await waiting(tenant, wang)

    accepted = {"answer_name": "accept", "answer_phone": "accept", "from": "customer"}
    answer = await boss.post(f"/proposals/{one}/answer", data=accepted)

    assert answer.headers["location"] == f"/customers/{customer}"
    async with tenant.scope():
        kept = await row("select name, name_twin, phone, version from customer where id = $1", customer)
    assert (kept["name"], kept["phone"], kept["version"]) == ("江南纺织集团", "0512-5550 0199", 2)
    assert "江南纺织集团" in (await boss.get("/customers?q=江南纺织集团")).text


async def test_a_newer_wish_takes_the_place_of_the_older_and_one_is_taken_back(place):
    tenant, _, _, (browser, wang), (other, _) = place
    await browser.post("/profile", data=OWN)
    first = await waiting(tenant, wang)
    await browser.post("/profile", data=OWN | {"title": "财务经理"})
    second = await waiting(tenant, wang)
    assert first != second

    assert (await other.post(f"/profile/proposals/{second}/withdrawal")).status_code == 404, (
        "a colleague's is not theirs"
    )
    assert (await browser.post(f"/profile/proposals/{second}/withdrawal")).status_code == 303
    assert await waiting(tenant, wang) is None
    assert (await browser.post(f"/profile/proposals/{second}/withdrawal")).status_code == 409


async def test_where_the_tenant_wants_it_changes_count_at_once(place, settle):
    tenant, customer, _, (browser, wang), _ = place
    async with tenant.scope():
        await change_settings("customers", {"own_data": "at_once"}, needs="setting.manage", by=SYSTEM)
    assert "保存后立即生效" in (await browser.get("/profile")).text

    await browser.post("/profile", data=OWN)
    await browser.post("/profile/company", data={"name": "江南纺织", "short_name": "江南"})
    await settle()

    async with tenant.scope():
        assert await value("select title from contact where id = $1", wang) == "主管会计"
        assert await value("select short_name from customer where id = $1", customer) == "", "that one still waits"


async def test_strangers_and_other_customers_learn_nothing(door, place, brisk):
    tenant, _, _, (browser, wang), _ = place
    await browser.post("/profile", data=OWN)
    one = await waiting(tenant, wang)
    form = {"answer_title": "accept"}

    assert (await (await door.member(brisk)).post(f"/proposals/{one}/answer", data=form)).status_code == 404
    no_right = await door.member(tenant, may_not="proposal.answer")
    assert (await no_right.get("/proposals")).status_code == 403
    assert (await no_right.post(f"/proposals/{one}/answer", data=form)).status_code == 403
    stranger, _ = await contact_of(door, tenant, await make_customer(tenant, "另一家"), "陌生人", ("customer_contact",))
    assert (await stranger.post(f"/profile/proposals/{one}/withdrawal")).status_code == 404
    assert "主管会计" not in (await stranger.get("/profile")).text


async def test_what_was_changed_meanwhile_is_shown_beside_it(place):
    tenant, customer, boss, (browser, wang), _ = place
    await browser.post("/profile", data=OWN)
    async with tenant.scope():
        await execute("update contact set title = '出纳' where id = $1", wang)

    assert "期间已有变化，现在是：出纳" in (await boss.get(f"/customers/{customer}/panels/customers")).text


async def test_programs_read_what_is_wanted_and_answer_it(place, door):
    tenant, customer, _, (browser, wang), _ = place
    await browser.post("/profile", data=OWN)
    api = await door.api(tenant)

    (found,) = (await api.get(f"/api/v1/proposals?customer={customer}")).json()["items"]
    assert (found["contact"], found["about"], found["status"]) == (str(wang), "contact", "waiting")
    wanted = {one["field"]: one["new"] for one in found["fields"]}
    assert wanted == {"title": "主管会计", "mobile": "139 0000 1234", "email": "wang@jiangnan.test"}
    path = f"/api/v1/proposals/{found['id']}"
    assert (await api.post(f"{path}/answer", json={"accepted": ["title"]})).status_code == 422
    said = {"accepted": ["title", "mobile"], "refused": {"email": "公司邮箱才可以"}}
    told = (await api.post(f"{path}/answer", json=said)).json()
    assert [(one["field"], one["status"]) for one in told["fields"]] == [
        ("email", "refused"),
        ("mobile", "accepted"),
        ("title", "accepted"),
    ]
    assert (await api.post(f"{path}/answer", json=said)).status_code == 409
    assert [one["id"] for one in (await api.get("/api/v1/proposals?over=true")).json()["items"]] == [found["id"]]
    async with tenant.scope():
        await change_role("hotline_engineer", (), ("customer.sensitive",), "usual", by=SYSTEM)
    masked = (await (await door.api(tenant, "hotline_engineer")).get(path)).json()
    assert "139 •••• 1234" in [one["new"] for one in masked["fields"]]
    contact = (await api.get(f"/api/v1/customers/{customer}/contacts/{wang}")).json()
    assert (contact["title"], contact["mobile"]) == ("主管会计", "139 0000 1234")


async def test_who_administers_the_company_is_said_on_the_contacts_page(place, door):
    tenant, customer, boss, _, (browser, li) = place
    person = f"/customers/{customer}/contacts/{li}"
    assert (await browser.post("/profile/company", data={"name": "别的公司"})).status_code == 403

    assert "客户管理员" in (await boss.get(person)).text
    assert (await boss.post(f"{person}/portal-roles", data={"roles": "customer_admin"})).status_code == 303
    assert (await browser.post("/profile/company", data={"name": "别的公司"})).status_code == 303
    assert "客户管理员" in (await (await door.member(tenant)).get("/audit?kind=permission")).text
    api = await door.api(tenant)
    taken = await api.put(f"/api/v1{person}/portal-roles", json={"roles": []})
    assert taken.json()["portal_roles"] == ["customer_contact"]
    assert (await browser.post("/profile/company", data={"name": "别的公司"})).status_code == 403
    assert (await api.put(f"/api/v1{person}/portal-roles", json={"roles": ["administrator"]})).status_code == 422
    curious = await door.api(tenant, may_not="contact.give_access")
    assert (await curious.put(f"/api/v1{person}/portal-roles", json={"roles": []})).status_code == 403
