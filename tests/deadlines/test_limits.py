"""Limits, sets and minimums, through the door: tried out before they are saved, never looser than required."""

import re

import pytest

from desk.foundation.principals import SYSTEM
from desk.foundation.promises import Limit

LIMIT = {"amount": "1", "unit": "work_h", "ladder": "L1", "applies": "new", "why": "客户等太久"}


@pytest.fixture
async def shop(founding, door):
    tenant = await founding()
    return tenant, await door.member(tenant)


@pytest.fixture
async def required(headquarters):
    """``await required(promise, limit)``: headquarters requires something while the test runs."""
    from desk.deadlines import actions

    named = []

    async def require(promise, limit):
        named.append(promise)
        async with headquarters.scope():
            await actions.publish_minimum(promise, limit, "全国统一", by=SYSTEM)

    yield require
    for promise in set(named):
        async with headquarters.scope():
            await actions.publish_minimum(promise, None, "", by=SYSTEM)


async def policy(tenant, promise="RM-D1"):
    from desk.deadlines import queries

    async with tenant.scope():
        return await queries.policy(promise)


async def test_a_limit_is_changed_with_who_when_old_new_and_why(shop):
    tenant, manager = shop
    answer = await manager.post("/promises/limits/RM-D1", data=LIMIT | {"grade_vip": "40", "reminders": "50, 90"})
    assert answer.headers["location"] == "/promises/limits/RM-D1"

    found = await policy(tenant)
    assert (found.version, found.basis, found.amount, found.reminders) == (1, "work", 3600, [50, 90])
    assert (found.grades, found.priorities) == ({"vip": 0.4}, {})
    page = (await manager.get("/promises/limits/RM-D1")).text
    for word in ("3 小时 工作时间", "1 小时 工作时间", "客户等太久", "李晓峰", "50 %, 90 %", "VIP 客户 40 %"):
        assert word in page, word
    assert "单独设定" in (await manager.get("/promises/limits")).text


async def test_factors_of_grade_and_priority_count(shop):
    from tests_support import make_ticket

    from desk.deadlines import queries

    tenant, manager = shop
    await manager.post("/promises/limits/RM-D1", data=LIMIT | {"grade_standard": "50", "priority_urgent": "100"})
    ticket = await make_ticket(tenant)
    async with tenant.scope():
        (found,) = await queries.open_of("ticket", ticket.id)
    assert (found["amount"], found["policy_version"]) == (1800, 1)


async def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(shop):
    tenant, manager = shop
    wrong = {"amount": "0", "reminders": "50, viel", "grade_vip": "5000", "why": ""}
    answer = await manager.post("/promises/limits/RM-D1", data=LIMIT | wrong)
    assert answer.status_code == 422
    assert answer.text.count("invalid-feedback") == 4
    assert await policy(tenant) is None
    assert (await manager.get("/promises/limits/XX-D1")).status_code == 404


async def test_for_open_ones_the_outlook_comes_first_and_another_value_is_tried_again(shop, world):
    from tests_support import make_ticket

    from desk.deadlines import queries

    tenant, manager = shop
    ticket = await make_ticket(tenant)
    form = LIMIT | {"applies": "open"}
    tried = await manager.post("/promises/limits/RM-D1", data=form)
    assert tried.status_code == 200
    assert "1 项到期时间将变动" in tried.text
    assert await policy(tenant) is None
    token = re.search(r'name="tried" value="(\w+)"', tried.text)[1]

    other = await manager.post("/promises/limits/RM-D1", data=form | {"amount": "2", "tried": token})
    assert other.status_code == 200
    assert await policy(tenant) is None
    saved = await manager.post("/promises/limits/RM-D1", data=form | {"tried": token})
    assert saved.status_code == 303
    assert "正在重算未结承诺：0 / 1" in (await manager.get("/promises/limits/RM-D1")).text
    await world.settle()
    async with tenant.scope():
        (found,) = await queries.open_of("ticket", ticket.id)
    assert (found["amount"], found["policy_version"]) == (3600, 1)
    assert "正在重算" not in (await manager.get("/promises/limits/RM-D1/progress")).text


async def test_a_recount_that_dies_goes_on_where_it_was(shop, world, monkeypatch):
    from tests_support import make_ticket

    from desk.deadlines import actions, queries
    from desk.deadlines.actions import policies
    from desk.deadlines.queries import recounting

    tenant, _ = shop
    customer = None
    for _ in range(5):
        ticket = await make_ticket(tenant, customer)
        customer = ticket.customer
    monkeypatch.setattr(recounting, "PORTION", 2)
    monkeypatch.setattr(queries, "PORTION", 2)
    whole = recounting.portion
    monkeypatch.setattr(queries, "portion", lambda *given, **more: whole(*given, **({"size": 2} | more)))
    runs = []
    original = policies.recount

    def dying(*given, **more):
        runs.append(1)
        if len(runs) == 4:
            raise OSError("killed")
        return original(*given, **more)

    monkeypatch.setattr(policies, "recount", dying)
    new = actions.NewPolicy("work", 3600, "L1", for_open=True)
    async with tenant.scope():
        await actions.set_policy("RM-D1", new, by=SYSTEM)
    await world.settle()
    async with tenant.scope():
        assert await queries.behind(["RM-D1"]) == {"RM-D1": (2, 3)}
    from datetime import timedelta

    from desk.kit.time import now

    await world.settle(now() + timedelta(hours=1))
    async with tenant.scope():
        assert await queries.behind(["RM-D1"]) == {"RM-D1": (5, 0)}
        assert (await actions.verify()).drift == 0


async def test_a_set_changes_what_was_not_set_by_itself(shop):
    tenant, manager = shop
    await manager.post("/promises/limits/HL-D5", data=LIMIT)
    form = {"profile": "hall", "applies": "open", "why": "营业厅"}
    tried = await manager.post("/promises/limits/profile", data=form)
    assert "0 项到期时间将变动" in tried.text
    token = re.search(r'name="tried" value="(\w+)"', tried.text)[1]
    assert (await manager.post("/promises/limits/profile", data=form | {"tried": token})).status_code == 303

    assert (await policy(tenant)).amount == 24 * 3600
    assert (await policy(tenant)).source == "profile"
    assert (await policy(tenant, "HL-D5")).amount == 3600
    page = (await manager.get("/promises/limits")).text
    assert "营业厅" in page
    await manager.post("/promises/limits/HL-D5/profile", data={})
    assert (await policy(tenant, "HL-D5")).amount == 24 * 3600


async def test_a_partner_may_tighten_and_not_loosen_and_is_told_why(shop, required):
    tenant, manager = shop
    await required("RM-D1", Limit("work", 2 * 3600))
    assert "比要求更松" in (await manager.get("/promises/limits")).text

    refused = await manager.post("/promises/limits/RM-D1", data=LIMIT | {"amount": "4"})
    assert refused.status_code == 409
    assert "首次答复" in refused.text
    assert "总部要求最长 2 小时 工作时间，而 4 小时 工作时间 更长" in refused.text
    assert 'value="4"' in refused.text
    factor = await manager.post("/promises/limits/RM-D1", data=LIMIT | {"grade_prospect": "300"})
    assert factor.status_code == 409
    assert "乘以系数后" in factor.text
    assert await policy(tenant) is None
    assert (await manager.post("/promises/limits/RM-D1", data=LIMIT)).status_code == 303


async def test_other_bases_are_compared_by_what_they_give(shop, required):
    _, manager = shop
    await required("RM-D1", Limit("wd", 1))
    refused = await manager.post("/promises/limits/RM-D1", data=LIMIT | {"amount": "24", "unit": "clock_h"})
    assert refused.status_code == 409
    assert "才到期" in refused.text
    assert (await manager.post("/promises/limits/RM-D1", data=LIMIT | {"amount": "3"})).status_code == 303


async def test_a_set_that_is_looser_names_all_that_would_be(shop, required):
    _, manager = shop
    await required("RM-D1", Limit("work", 4 * 3600))
    refused = await manager.post("/promises/limits/profile", data={"profile": "contract_service", "applies": "new"})
    assert refused.status_code == 409
    assert "RM-D1" in refused.text


async def test_headquarters_publishes_versions_and_takes_them_back(headquarters, door, shop):
    operator = await door.member(headquarters)
    assert (await operator.get("/minimums")).status_code == 200
    form = {"amount": "90", "unit": "work_min", "why": "全国统一"}
    assert (await operator.post("/minimums/HL-D6", data=form)).status_code == 303
    page = (await operator.get("/minimums/HL-D6")).text
    assert "最长 1 小时 30 分 工作时间" in page
    assert "全国统一" in page
    assert (await operator.post("/minimums/HL-D6", data=form | {"amount": ""})).status_code == 422
    assert (await operator.post("/minimums/HL-D6", data={"_method": "DELETE"})).status_code == 303
    assert "不再要求" in (await operator.get("/minimums/HL-D6")).text
    assert (await operator.get("/minimums/HL-D11")).status_code == 404
    reader = await door.member(headquarters, may_not="minimum.publish")
    assert (await reader.post("/minimums/HL-D6", data=form)).status_code == 403


async def test_the_tenant_file_names_the_set_and_single_limits(founding):
    from desk.deadlines import imports, queries

    table = """
[deadlines]
profile = "hall"

[deadlines.limits]
HL-D5 = { hours = 2, ladder = "L2", reminders = [50] }
RM-D1 = { working_days = 1, grades = { vip = 0.5 } }
"""
    tenant = await founding(table)
    found = await policy(tenant, "HL-D5")
    assert (found.basis, found.amount, found.ladder, found.reminders) == ("work", 7200, "L2", [50])
    assert (await policy(tenant)).grades == {"vip": 0.5}
    async with tenant.scope():
        assert await queries.chosen_profile() == "hall"
        said = imports.read({"profile": "hall", "limits": {"HL-D5": {"hours": 2, "ladder": "L2", "reminders": [50]}}})
        assert await imports.changes(said) == []
    for wrong in ({"limits": {"XX": {"hours": 1}}}, {"limits": {"HL-D5": {"hours": 1, "minutes": 3}}}, {"set": "x"}):
        with pytest.raises(ValueError, match=r"XX|one unit|unknown field"):
            imports.read(wrong)
